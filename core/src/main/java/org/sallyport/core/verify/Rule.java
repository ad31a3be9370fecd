package org.sallyport.core.verify;

import java.util.List;
import java.util.function.Predicate;
import org.sallyport.core.policy.MfaState;

/// One sentence that refuses. The order in which the sentences stand is the order in which they are asked; the first
/// that holds decides.
enum Rule {
    A_DISABLED_ACCOUNT_OPENS_NOTHING(
            Rejection.ACCOUNT_DISABLED, c -> !c.snapshot().account().isActive()),

    A_REVOKED_APP_PASSWORD_OPENS_NOTHING(
            Rejection.REVOKED,
            c -> c.matched().filter(p -> p.lifetime().isRevoked()).isPresent()),

    AN_EXPIRED_APP_PASSWORD_OPENS_NOTHING(
            Rejection.EXPIRED,
            c -> c.matched().filter(p -> p.lifetime().isExpired(c.now())).isPresent()),

    AN_APP_PASSWORD_SLEEPS_WHILE_MFA_IS_NOT_REQUIRED(
            Rejection.ASLEEP,
            c -> c.matched().isPresent() && c.snapshot().standing().state() == MfaState.DISABLED),

    AN_APP_PASSWORD_OPENS_ITS_PROTOCOLS_ONLY(
            Rejection.PROTOCOL_OUT_OF_SCOPE,
            c -> c.matched()
                    .filter(p -> !p.scope().allows(c.attempt().protocol()))
                    .isPresent()),

    AN_APP_PASSWORD_OPENS_FROM_ITS_NETWORKS_ONLY(
            Rejection.NETWORK_OUT_OF_SCOPE,
            c -> c.matched()
                    .filter(p -> !p.scope().allows(c.attempt().source()))
                    .isPresent()),

    THE_ACCOUNT_PASSWORD_OPENS_APPS_ONLY_BEFORE_MFA_IS_IN_FORCE(
            Rejection.APP_PASSWORD_NEEDED,
            c -> c.matched().isEmpty() && !c.snapshot().standing().appsMayUseAccountPassword(c.now(), c.limits()));

    private static final List<Rule> IN_ORDER = List.of(values());

    private final Rejection rejection;

    @SuppressWarnings("ImmutableEnumChecker") // the predicates hold no state
    private final Predicate<Case> refuses;

    Rule(Rejection rejection, Predicate<Case> refuses) {
        this.rejection = rejection;
        this.refuses = refuses;
    }

    /// The verdict on a case whose secret is right.
    static Verdict judge(Case aCase) {
        for (Rule rule : IN_ORDER) {
            if (rule.refuses.test(aCase)) {
                return new Verdict.Rejected(rule.rejection);
            }
        }
        return aCase.accepted();
    }
}
