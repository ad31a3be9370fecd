package org.sallyport.core.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.account.Profile;
import org.sallyport.core.account.Username;
import org.sallyport.core.apppassword.AppPassword;
import org.sallyport.core.apppassword.AppPasswordId;
import org.sallyport.core.apppassword.FirstUse;
import org.sallyport.core.apppassword.Label;
import org.sallyport.core.apppassword.Lifetime;
import org.sallyport.core.apppassword.Scope;
import org.sallyport.core.apppassword.Ties;
import org.sallyport.core.apppassword.Uses;
import org.sallyport.core.caller.Network;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.caller.Source;
import org.sallyport.core.policy.AppPasswordTerms;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.policy.MfaStanding;
import org.sallyport.core.policy.MfaState;
import org.sallyport.core.policy.Policy;
import org.sallyport.core.policy.Terms;
import org.sallyport.core.policy.Tying;
import org.sallyport.core.secret.Digest;
import org.sallyport.core.secret.Secret;

/// Walks the short cut and the rules side by side over every combination of what can differ.
class OpenerTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00.500Z");
    private static final Network OFFICE = Network.parse("192.0.2.0/24").orElseThrow();

    private final List<String> disagreements = new ArrayList<>();
    private final EnumSet<Protocol> opened = EnumSet.noneOf(Protocol.class);

    @Test
    void nothingIsOpenedThatTheRulesRefuse() {
        forEveryCase((opener, judged) -> {
            if (opener.opens(judged.attempt().protocol(), NOW)
                    && !Rule.judge(judged).equals(opener.accepted())) {
                disagreements.add(judged.toString());
            }
        });
        assertThat(disagreements).isEmpty();
    }

    @Test
    void theOrdinarySignInNeedsNoRule() {
        forEveryCase((opener, judged) -> {
            if (opener.opens(judged.attempt().protocol(), NOW)) {
                opened.add(judged.attempt().protocol());
            }
        });
        assertThat(opened).containsExactlyInAnyOrder(Protocol.values());
    }

    private interface Look {
        void at(Opener opener, Case judged);
    }

    private static void forEveryCase(Look look) {
        for (var status : Account.Status.values()) {
            for (var state : MfaState.values()) {
                for (var lifetime : lifetimes()) {
                    for (var scope : scopes()) {
                        for (var first : firstUses()) {
                            forEveryAttempt(account(status), state, appPassword(scope, lifetime, first), look);
                        }
                    }
                }
            }
        }
    }

    private static void forEveryAttempt(Account account, MfaState state, AppPassword appPassword, Look look) {
        for (var terms : terms()) {
            forEveryAttempt(account, state, terms, appPassword, look);
        }
    }

    private static void forEveryAttempt(
            Account account, MfaState state, Terms terms, AppPassword appPassword, Look look) {
        var standing = new MfaStanding(state, Optional.empty());
        var snapshot = new AccountSnapshot(
                account,
                new byte[16],
                standing,
                Policy.of(Limits.standard()).with(terms),
                List.of(appPassword),
                Instant.EPOCH);
        var opener = new Opener(account, state, terms, appPassword);
        for (var protocol : Protocol.values()) {
            for (var source : List.of(Source.UNKNOWN, Source.ofLiteral("192.0.2.7"), Source.ofLiteral("2001:db8::7"))) {
                var attempt = new Attempt(
                        new TypedName("eleni@olive.example"), Secret.of("abc"), protocol, source, NOW, "dovecot-1");
                look.at(opener, new Case(attempt, snapshot, appPassword, NOW));
            }
        }
    }

    private static List<Terms> terms() {
        return Stream.concat(
                        Stream.of(Tying.values()).map(tying -> terms(Terms.Holding.ALLOWED, Duration.ZERO, tying)),
                        Stream.of(terms(Terms.Holding.NOT_ALLOWED, AppPasswordTerms.DELAY_OF_TARGETS, Tying.BOTH)))
                .toList();
    }

    private static Terms terms(Terms.Holding holding, Duration delay, Tying tying) {
        return new Terms(holding, delay, Optional.empty(), tying);
    }

    private static List<FirstUse> firstUses() {
        return List.of(
                new FirstUse.NotKept(),
                new FirstUse.Awaited(),
                new FirstUse.Happened(NOW, Ties.NONE),
                new FirstUse.Happened(NOW, new Ties(Set.of(Protocol.Family.MAIL), Set.of())),
                new FirstUse.Happened(NOW, new Ties(Set.of(Protocol.Family.MAIL), Set.of(OFFICE))));
    }

    private static List<Lifetime> lifetimes() {
        return List.of(
                lifetime(Optional.empty(), Optional.empty()),
                lifetime(Optional.of(NOW), Optional.empty()),
                lifetime(Optional.of(NOW.plusMillis(1)), Optional.empty()),
                lifetime(Optional.of(NOW.minusMillis(1)), Optional.empty()),
                lifetime(Optional.of(NOW.plus(Duration.ofDays(1))), Optional.empty()),
                lifetime(Optional.of(NOW.minus(Duration.ofDays(1))), Optional.empty()),
                new Lifetime(
                        NOW, Optional.empty(), Optional.empty(), Optional.of(NOW.plusSeconds(1)), Optional.empty()),
                new Lifetime(NOW, Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(NOW)),
                lifetime(Optional.empty(), Optional.of(NOW)),
                lifetime(Optional.of(NOW.plus(Duration.ofDays(1))), Optional.of(NOW)),
                lifetime(Optional.empty(), Optional.empty()).asleepSince(NOW));
    }

    private static Lifetime lifetime(Optional<Instant> expires, Optional<Instant> revoked) {
        return new Lifetime(NOW.minus(Duration.ofDays(2)), expires, revoked);
    }

    private static List<Scope> scopes() {
        var scopes = new ArrayList<>(List.of(
                Scope.everything(),
                Scope.mail(),
                new Scope(EnumSet.allOf(Protocol.class), Set.of(OFFICE)),
                new Scope(EnumSet.of(Protocol.IMAP), Set.of(OFFICE))));
        for (var protocol : Protocol.values()) {
            scopes.add(new Scope(EnumSet.of(protocol), Set.of()));
        }
        return scopes;
    }

    private static AppPassword appPassword(Scope scope, Lifetime lifetime, FirstUse first) {
        return new AppPassword(
                AppPasswordId.fresh(),
                AccountId.fresh(),
                new Label("Kitchen iPad"),
                new Digest(1, new byte[Digest.BYTES]),
                scope,
                lifetime,
                Uses.of(first));
    }

    private static Account account(Account.Status status) {
        return new Account(
                AccountId.fresh(),
                new Username("eleni@olive.example"),
                new Profile("Eleni", Locale.ENGLISH, Set.of(new GroupName("staff"))),
                Account.Role.PERSON,
                status,
                Optional.empty(),
                1);
    }
}
