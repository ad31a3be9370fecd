package org.sallyport.core.policy;

import static java.util.Map.entry;
import static org.sallyport.core.policy.PolicyKind.inOrder;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.sallyport.core.policy.PolicyKind.Choice;
import org.sallyport.core.policy.PolicyKind.Whole.Zero;

/// Every [PolicyKey] there is. What an admin can decide is said here once; pages and the audit log go by this list.
public final class PolicyKeys {
    static final PolicyKey<Terms.Holding> APP_PASSWORDS = ofTerms(
            "app-passwords",
            Choice.loosestFirst(
                    inOrder(entry("allowed", Terms.Holding.ALLOWED), entry("not-allowed", Terms.Holding.NOT_ALLOWED))),
            Terms::holding,
            (terms, holding) -> new Terms(holding, terms.delay(), terms.unusedDieAfter(), terms.tying()));

    static final PolicyKey<Duration> APP_PASSWORD_DELAY = ofTerms(
            "app-password-delay",
            Choice.loosestFirst(
                    inOrder(entry("none", Duration.ZERO), entry("target", AppPasswordTerms.DELAY_OF_TARGETS))),
            Terms::delay,
            (terms, delay) -> new Terms(terms.holding(), delay, terms.unusedDieAfter(), terms.tying()));

    private static final int DAYS_OF_A_YEAR = 365;

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
                    new PolicyKind.Whole(0, DAYS_OF_A_YEAR, Zero.NOTHING),
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
            APP_PASSWORDS,
            APP_PASSWORD_DELAY,
            ofLimits(
                    "app-password-length",
                    Choice.loosestFirst(inOrder(entry("16", 16), entry("24", 24))),
                    Limits::appPasswordLength,
                    Limits::withAppPasswordLength),
            ofLimits(
                    "app-passwords-per-account",
                    new PolicyKind.Whole(1, 1000, Zero.NOTHING),
                    Limits::appPasswordsPerAccount,
                    Limits::withAppPasswordsPerAccount),
            ofTerms(
                    "app-passwords-unused-die-after",
                    new PolicyKind.Whole(
                            0, (int) Duration.ofDays(DAYS_OF_A_YEAR).toMinutes(), Zero.FOR_EVER),
                    terms -> terms.unusedDieAfter().map(PolicyKeys::minutes).orElse(0),
                    (terms, minutes) -> new Terms(
                            terms.holding(),
                            terms.delay(),
                            minutes == 0 ? Optional.empty() : Optional.of(Duration.ofMinutes(minutes)),
                            terms.tying())),
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
                    (terms, tying) -> new Terms(terms.holding(), terms.delay(), terms.unusedDieAfter(), tying)),
            ofLimits(
                    "password-changed",
                    Choice.loosestFirst(inOrder(
                            entry("keep", Limits.PasswordChanged.KEEP),
                            entry("sleep", Limits.PasswordChanged.SLEEP),
                            entry("revoke", Limits.PasswordChanged.REVOKE))),
                    limits -> limits.upkeep().passwordChanged(),
                    (limits, then) -> limits.with(new Limits.Upkeep(
                            then,
                            limits.upkeep().rememberDevice(),
                            limits.upkeep().closeAccount()))));

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
