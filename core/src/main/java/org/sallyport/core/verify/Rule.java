package org.sallyport.core.verify;

import java.util.List;
import org.sallyport.core.apppassword.Ties;
import org.sallyport.core.policy.MfaState;

/// One sentence that refuses. The order in which the sentences stand is the order in which they are asked; the first
/// that holds decides.
enum Rule {
    A_DISABLED_ACCOUNT_OPENS_NOTHING(Rejection.ACCOUNT_DISABLED),
    A_REVOKED_APP_PASSWORD_OPENS_NOTHING(Rejection.REVOKED),
    AN_EXPIRED_APP_PASSWORD_OPENS_NOTHING(Rejection.EXPIRED),
    AN_APP_PASSWORD_THAT_NOTHING_USED_IN_TIME_OPENS_NOTHING(Rejection.NEVER_USED),
    AN_APP_PASSWORD_SLEEPS_UNTIL_ITS_OWNER_WAKES_IT(Rejection.PUT_TO_SLEEP),
    AN_APP_PASSWORD_SLEEPS_WHILE_MFA_IS_NOT_REQUIRED(Rejection.ASLEEP),
    NO_APP_PASSWORD_OPENS_FOR_A_GROUP_THAT_HAS_NONE(Rejection.NO_APP_PASSWORDS),
    AN_APP_PASSWORD_OPENS_NOTHING_BEFORE_ITS_TIME(Rejection.NOT_YET),
    AN_APP_PASSWORD_OPENS_ITS_PROTOCOLS_ONLY(Rejection.PROTOCOL_OUT_OF_SCOPE),
    AN_APP_PASSWORD_OPENS_FROM_ITS_NETWORKS_ONLY(Rejection.NETWORK_OUT_OF_SCOPE),
    AN_APP_PASSWORD_OPENS_WHERE_IT_WAS_FIRST_USED(Rejection.ELSEWHERE),
    THE_ACCOUNT_PASSWORD_OPENS_APPS_ONLY_BEFORE_MFA_IS_IN_FORCE(Rejection.APP_PASSWORD_NEEDED);

    private static final List<Rule> IN_ORDER = List.of(values());

    private final Rejection rejection;

    Rule(Rejection rejection) {
        this.rejection = rejection;
    }

    /// The verdict on a case whose secret is right.
    static Verdict judge(Case aCase) {
        for (Rule rule : IN_ORDER) {
            if (rule.refuses(aCase)) {
                return new Verdict.Rejected(rule.rejection);
            }
        }
        return aCase.accepted();
    }

    private boolean refuses(Case c) {
        var standing = c.snapshot().standing();
        var attempt = c.attempt();
        var matched = c.matched();
        return switch (this) {
            case A_DISABLED_ACCOUNT_OPENS_NOTHING -> !c.snapshot().account().isActive();
            case A_REVOKED_APP_PASSWORD_OPENS_NOTHING ->
                matched != null && matched.lifetime().isRevoked();
            case AN_EXPIRED_APP_PASSWORD_OPENS_NOTHING ->
                matched != null && matched.lifetime().isExpired(c.now());
            case AN_APP_PASSWORD_THAT_NOTHING_USED_IN_TIME_OPENS_NOTHING -> matched != null && matched.hasDied(c.now());
            case AN_APP_PASSWORD_SLEEPS_UNTIL_ITS_OWNER_WAKES_IT ->
                matched != null && matched.lifetime().isAsleep();
            case AN_APP_PASSWORD_SLEEPS_WHILE_MFA_IS_NOT_REQUIRED ->
                matched != null && standing.state() == MfaState.DISABLED;
            case NO_APP_PASSWORD_OPENS_FOR_A_GROUP_THAT_HAS_NONE ->
                !c.snapshot().terms().areAllowed()
                        && (matched != null || !standing.appsMayUseAccountPassword(c.now(), c.limits()));
            case AN_APP_PASSWORD_OPENS_NOTHING_BEFORE_ITS_TIME -> matched != null && matched.isTooEarly(c.now());
            case AN_APP_PASSWORD_OPENS_ITS_PROTOCOLS_ONLY ->
                matched != null
                        && (!matched.scope().allows(attempt.protocol())
                                || !c.snapshot().terms().open(attempt.protocol()));
            case AN_APP_PASSWORD_OPENS_FROM_ITS_NETWORKS_ONLY ->
                matched != null && !matched.scope().allows(attempt.source());
            case AN_APP_PASSWORD_OPENS_WHERE_IT_WAS_FIRST_USED ->
                matched != null
                        && isElsewhere(
                                attempt,
                                matched.ties().under(c.snapshot().terms().tying()));
            case THE_ACCOUNT_PASSWORD_OPENS_APPS_ONLY_BEFORE_MFA_IS_IN_FORCE ->
                matched == null && !standing.appsMayUseAccountPassword(c.now(), c.limits());
        };
    }

    private static boolean isElsewhere(Attempt attempt, Ties ties) {
        return !ties.allow(attempt.protocol()) || !ties.allow(attempt.source());
    }
}
