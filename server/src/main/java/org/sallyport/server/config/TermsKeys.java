package org.sallyport.server.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.policy.AppPasswordTerms;
import org.sallyport.core.policy.Tying;

/// The keys of the terms on which people hold app passwords.
final class TermsKeys {
    private static final Key<Duration> UNUSED_DIE_AFTER = Key.withDefault(
            "policy.app-passwords-unused-die-after",
            Kinds.DURATION_OR_OFF,
            "15m",
            "How long a new app password waits for its first use. If nothing has used it by then, it never opens anything. "
                    + "`off`: it waits for ever.");
    private static final Key<Tying> BIND = Key.withDefault(
            "policy.app-passwords-bind-on-first-use",
            Kinds.choice(Tying.class),
            "protocol",
            "What the first use ties an app password to: the kind of app (`protocol`: mail, calendars, directory, network access "
                    + "or other web services), the `network` around it (/24 of IPv4, /48 of IPv6; not for phones, which roam), "
                    + "`both`, or nothing (`off`). From elsewhere it is refused, and its owner is asked.");
    private static final Key<GroupName> TARGETS = Key.required(
                    "policy.target-groups[]",
                    Kinds.GROUP,
                    "Groups of people whom somebody may want to talk out of an app password: a new one of a member opens nothing "
                            + "for ten minutes, and its owner gets a second mail then.",
                    "board")
            .orNothing("new app passwords open at once");
    private static final Key<GroupName> WITHOUT = Key.required(
                    "policy.no-app-passwords-groups[]",
                    Kinds.GROUP,
                    "Groups whose members hold no app passwords: they can make none, and those they have sleep.",
                    "administrators")
            .orNothing("everybody of whom MFA is required may hold app passwords");

    static final List<Key<?>> ALL = List.of(UNUSED_DIE_AFTER, BIND, TARGETS, WITHOUT);

    private TermsKeys() {}

    /// Only where no key has a problem.
    static AppPasswordTerms settings(Answers answers) {
        return new AppPasswordTerms(
                Optional.of(answers.require(UNUSED_DIE_AFTER)).filter(Duration::isPositive),
                answers.require(BIND),
                Set.copyOf(answers.all(TARGETS)),
                Set.copyOf(answers.all(WITHOUT)));
    }
}
