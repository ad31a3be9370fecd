package org.sallyport.core.policy;

import static java.util.Map.entry;
import static org.sallyport.core.policy.PolicyKind.inOrder;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.sallyport.core.caller.Network;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.method.Method.Kind;
import org.sallyport.core.policy.PolicyKind.Choice;
import org.sallyport.core.policy.PolicyKind.Whole.Stricter;

/// Every [PolicyKey] there is. What an admin can decide is said here once; pages and the audit log go by this list.
public final class PolicyKeys {
    static final PolicyKey<Terms.Holding> APP_PASSWORDS = ofTerms(
            "app-passwords",
            Choice.loosestFirst(
                    inOrder(entry("allowed", Terms.Holding.ALLOWED), entry("not-allowed", Terms.Holding.NOT_ALLOWED))),
            Terms::holding,
            Terms::with);

    static final PolicyKey<Duration> APP_PASSWORD_DELAY = ofTerms(
            "app-password-delay",
            Choice.loosestFirst(
                    inOrder(entry("none", Duration.ZERO), entry("target", AppPasswordTerms.DELAY_OF_TARGETS))),
            Terms::delay,
            Terms::withDelay);

    private static final int DAYS_OF_A_YEAR = 365;
    private static final Pattern NETWORK =
            Pattern.compile("(?:[0-9]+(?:\\.[0-9]+){3}|[0-9A-Fa-f.:]*:[0-9A-Fa-f.:]*)(?:/[0-9]+)?");

    /// In the order of the pages.
    public static final List<PolicyKey<?>> ALL = List.of(
            ofLimits(
                    "account-password-in-apps",
                    Choice.loosestFirst(inOrder(
                            entry("by-mfa-state", Limits.AccountPasswordInApps.BY_MFA_STATE),
                            entry("never", Limits.AccountPasswordInApps.NEVER))),
                    Limits::accountPasswordInApps,
                    Limits::with),
            ofLimits(
                    "grace-days",
                    new PolicyKind.Whole(0, DAYS_OF_A_YEAR, Stricter.LESS),
                    limits -> (int) limits.grace().toDays(),
                    (limits, days) -> limits.withGrace(Duration.ofDays(days))),
            ofLimits(
                    "missing-contact",
                    Choice.loosestFirst(inOrder(
                            entry("ask", Limits.MissingContact.ASK),
                            entry("onboarding-code", Limits.MissingContact.ONBOARDING_CODE),
                            entry("refuse", Limits.MissingContact.REFUSE))),
                    Limits::missingContact,
                    Limits::with),
            new PolicyKey<>(
                    "methods",
                    Choice.loosestFirst(inOrder(
                            entry("any", kinds(Kind.values())),
                            entry("no-telephone", kinds(Kind.AUTHENTICATOR_APP, Kind.PASSKEY, Kind.MAILBOX)),
                            entry("no-codes", kinds(Kind.AUTHENTICATOR_APP, Kind.PASSKEY)),
                            entry("passkeys", kinds(Kind.PASSKEY)))),
                    Policy::methods,
                    Policy::with),
            ofContacts(
                    "contact-mailbox",
                    Choice.loosestFirst(inOrder(
                            entry("any", ContactRule.Mailbox.ANY), entry("another", ContactRule.Mailbox.ANOTHER))),
                    ContactRule::mailbox,
                    ContactRule::with),
            ofContacts(
                    "contact-domains",
                    new PolicyKind.Several<>(MailDomain::parse, MailDomain::covers),
                    ContactRule::domains,
                    ContactRule::with),
            APP_PASSWORDS,
            APP_PASSWORD_DELAY,
            ofLimits(
                    "app-password-length",
                    Choice.loosestFirst(inOrder(entry("16", 16), entry("24", 24))),
                    Limits::appPasswordLength,
                    Limits::withAppPasswordLength),
            ofLimits(
                    "app-passwords-per-account",
                    new PolicyKind.Whole(1, 1000, Stricter.LESS),
                    Limits::appPasswordsPerAccount,
                    Limits::withAppPasswordsPerAccount),
            ofTerms(
                    "app-passwords-unused-die-after",
                    new PolicyKind.Whole(
                            0, (int) Duration.ofDays(DAYS_OF_A_YEAR).toMinutes(), Stricter.LESS_BUT_ZERO),
                    terms -> terms.unusedDieAfter().map(PolicyKeys::minutes).orElse(0),
                    (terms, minutes) -> terms.withUnusedDieAfter(
                            minutes == 0 ? Optional.empty() : Optional.of(Duration.ofMinutes(minutes)))),
            ofTerms(
                    "app-passwords-bind-on-first-use",
                    new Choice<>(
                            inOrder(
                                    entry("off", Tying.OFF),
                                    entry("protocol", Tying.PROTOCOL),
                                    entry("network", Tying.NETWORK),
                                    entry("both", Tying.BOTH)),
                            PolicyKeys::both),
                    Terms::tying,
                    Terms::with),
            days("app-passwords-usual-days", Lifespan::usual, Lifespan::withUsual),
            days("app-passwords-longest-days", Lifespan::longest, Lifespan::withLongest),
            days("app-passwords-sleep-after-days", Lifespan::sleepAfter, Lifespan::withSleepAfter),
            days("app-passwords-end-after-days", Lifespan::endAfter, Lifespan::withEndAfter),
            opening(Protocol.Family.MAIL),
            opening(Protocol.Family.CALENDARS),
            opening(Protocol.Family.DIRECTORY),
            opening(Protocol.Family.NETWORK),
            opening(Protocol.Family.WEB),
            ofPasswords(
                    "password-length",
                    new PolicyKind.Whole(PasswordRule.LEAST, PasswordRule.MOST, Stricter.MORE),
                    PasswordRule::shortest,
                    PasswordRule::withShortest),
            ofPasswords(
                    "password-blocklist",
                    Choice.loosestFirst(inOrder(
                            entry("off", PasswordRule.Blocklisting.OFF), entry("on", PasswordRule.Blocklisting.ON))),
                    PasswordRule::blocklisting,
                    PasswordRule::with),
            ofLimits(
                    "password-changed",
                    Choice.loosestFirst(inOrder(
                            entry("keep", Limits.PasswordChanged.KEEP),
                            entry("sleep", Limits.PasswordChanged.SLEEP),
                            entry("revoke", Limits.PasswordChanged.REVOKE))),
                    limits -> limits.upkeep().passwordChanged(),
                    (limits, then) -> limits.with(limits.upkeep().with(then))),
            ofLimits(
                    "remember-device-days",
                    new PolicyKind.Whole(0, 90, Stricter.LESS),
                    limits -> (int) limits.upkeep().rememberDevice().toDays(),
                    (limits, days) -> limits.with(limits.upkeep().withRememberDevice(Duration.ofDays(days)))),
            new PolicyKey<>(
                    "remember-device-networks",
                    new PolicyKind.Several<>(PolicyKeys::network, Network::covers),
                    Policy::rememberedIn,
                    Policy::withRememberedIn),
            ofLimits(
                    "close-account",
                    Choice.loosestFirst(inOrder(
                            entry("by-person", Limits.CloseAccount.BY_PERSON), entry("off", Limits.CloseAccount.OFF))),
                    limits -> limits.upkeep().closeAccount(),
                    (limits, who) -> limits.with(limits.upkeep().with(who))));

    // What an identity provider asks for is decided there.
    private static Set<Kind> kinds(Kind... kinds) {
        return EnumSet.of(Kind.PROVIDER_FACTOR, kinds);
    }

    // Ten years: whoever wants longer wants no limit.
    private static PolicyKey<Integer> days(
            String code, Function<Lifespan, Duration> reading, BiFunction<Lifespan, Duration, Lifespan> setting) {
        return ofTerms(
                code,
                new PolicyKind.Whole(0, 10 * DAYS_OF_A_YEAR, Stricter.LESS_BUT_ZERO),
                terms -> (int) reading.apply(terms.lifespan()).toDays(),
                (terms, days) -> terms.with(setting.apply(terms.lifespan(), Duration.ofDays(days))));
    }

    private static PolicyKey<Terms.Holding> opening(Protocol.Family family) {
        return ofTerms(
                "app-passwords-open-" + family.code(),
                Choice.loosestFirst(inOrder(
                        entry("allowed", Terms.Holding.ALLOWED), entry("not-allowed", Terms.Holding.NOT_ALLOWED))),
                terms -> terms.closed().contains(family) ? Terms.Holding.NOT_ALLOWED : Terms.Holding.ALLOWED,
                (terms, opening) -> terms.with(family, opening));
    }

    // Whole addresses only: 10.1 is read as 10.0.0.1 elsewhere, and nobody means that.
    private static Optional<Network> network(String text) {
        return Optional.of(text).filter(word -> NETWORK.matcher(word).matches()).flatMap(Network::parse);
    }

    private PolicyKeys() {}

    /// The key with exactly this code.
    public static Optional<PolicyKey<?>> find(String code) {
        for (var key : ALL) {
            if (key.code().equals(code)) {
                return Optional.of(key);
            }
        }
        return Optional.empty();
    }

    private static <T> PolicyKey<T> ofLimits(
            String code, PolicyKind<T> kind, Function<Limits, T> reading, BiFunction<Limits, T, Limits> setting) {
        return new PolicyKey<>(
                code,
                kind,
                policy -> reading.apply(policy.limits()),
                (policy, value) -> policy.with(setting.apply(policy.limits(), value)));
    }

    private static <T> PolicyKey<T> ofContacts(
            String code,
            PolicyKind<T> kind,
            Function<ContactRule, T> reading,
            BiFunction<ContactRule, T, ContactRule> setting) {
        return new PolicyKey<>(
                code,
                kind,
                policy -> reading.apply(policy.contacts()),
                (policy, value) -> policy.with(setting.apply(policy.contacts(), value)));
    }

    private static <T> PolicyKey<T> ofPasswords(
            String code,
            PolicyKind<T> kind,
            Function<PasswordRule, T> reading,
            BiFunction<PasswordRule, T, PasswordRule> setting) {
        return new PolicyKey<>(
                code,
                kind,
                policy -> reading.apply(policy.passwords()),
                (policy, value) -> policy.with(setting.apply(policy.passwords(), value)));
    }

    private static <T> PolicyKey<T> ofTerms(
            String code, PolicyKind<T> kind, Function<Terms, T> reading, BiFunction<Terms, T, Terms> setting) {
        return new PolicyKey<>(
                code,
                kind,
                policy -> reading.apply(policy.terms()),
                (policy, value) -> policy.with(setting.apply(policy.terms(), value)));
    }

    // A part of a minute counts as one: nobody shall read that something never ends.
    private static int minutes(Duration time) {
        return (int) Math.min(Integer.MAX_VALUE, time.plusSeconds(59).toMinutes());
    }

    // To the kind of app and to the network do not compare.
    private static Tying both(Tying one, Tying other) {
        boolean toProtocol = one.isToProtocol() || other.isToProtocol();
        boolean toNetwork = one.isToNetwork() || other.isToNetwork();
        if (toProtocol) {
            return toNetwork ? Tying.BOTH : Tying.PROTOCOL;
        }
        return toNetwork ? Tying.NETWORK : Tying.OFF;
    }
}
