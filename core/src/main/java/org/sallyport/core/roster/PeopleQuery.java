package org.sallyport.core.roster;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.method.Method;
import org.sallyport.core.policy.MfaState;

/// Who is looked for: everybody whom all that is present is true of.
///
/// @param words each of them is somewhere in the display name or the user name, whatever its letter case and accents
/// @param group compared whatever the letter case of a-z
/// @param method a kind of which they have registered one
/// @param unusedBefore they hold an app password that nothing has used since then
/// @param sendsSince an app has sent their account password since then
public record PeopleQuery(
        String words,
        Optional<MfaState> state,
        Optional<GroupName> group,
        Optional<Method.Kind> method,
        Optional<Account.Status> status,
        Optional<Instant> unusedBefore,
        Optional<Instant> sendsSince) {
    /// More words than these are not looked at.
    private static final int MOST_WORDS = 8;

    /// Those, whatever their apps send.
    public PeopleQuery(
            String words,
            Optional<MfaState> state,
            Optional<GroupName> group,
            Optional<Method.Kind> method,
            Optional<Account.Status> status,
            Optional<Instant> unusedBefore) {
        this(words, state, group, method, status, unusedBefore, Optional.empty());
    }

    /// Everybody.
    public static PeopleQuery everybody() {
        return new PeopleQuery(
                "", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /// The words as [PeopleLine#text] is searched for them.
    public List<String> folded() {
        return new Folded(words).words().stream().limit(MOST_WORDS).toList();
    }

    /// Whether all is true of a line but what it does not hold: groups, and what apps send.
    public boolean fits(PeopleLine line) {
        return folded().stream().allMatch(line.text().value()::contains)
                && state.stream().allMatch(line.state()::equals)
                && method.stream().allMatch(line.kinds()::contains)
                && status.stream().allMatch(line.status()::equals)
                && unusedBefore.stream()
                        .allMatch(
                                time -> line.unusedSince().filter(time::isAfter).isPresent());
    }
}
