package org.sallyport.core.store.memory;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.account.Username;
import org.sallyport.core.policy.MfaState;
import org.sallyport.core.policy.Subject;
import org.sallyport.core.roster.GroupSizes;
import org.sallyport.core.roster.PeopleIndex;
import org.sallyport.core.roster.PeopleLine;
import org.sallyport.core.roster.PeopleQuery;

/// Looks through all lines: a store in memory holds few.
final class MemoryPeopleIndex implements PeopleIndex, GroupSizes, Erasable {
    private static final String ONLY = "";

    private final Rows<String, PeopleLine> byName;
    private final Rows<String, Reading> readings;
    private final MemoryAccounts accounts;
    private final MemorySenders senders;
    private final MemoryRequirements requirements;

    MemoryPeopleIndex(Undo undo, MemoryAccounts accounts, MemorySenders senders, MemoryRequirements requirements) {
        this.byName = new Rows<>(undo);
        this.readings = new Rows<>(undo);
        this.accounts = accounts;
        this.senders = senders;
        this.requirements = requirements;
    }

    @Override
    public void put(List<PeopleLine> lines) {
        lines.forEach(line -> {
            boolean isInPlace = byName.find(line.username().canonical())
                    .filter(there -> there.account().equals(line.account()))
                    .isPresent();
            if (!isInPlace) {
                byName.removeIf(there -> there.account().equals(line.account()));
            }
            byName.put(line.username().canonical(), line);
        });
    }

    @Override
    public List<AccountId> page(PeopleQuery query, Optional<Username> after, int limit) {
        var from = after.map(Username::canonical).orElse("");
        return fitting(query)
                .filter(line -> line.username().canonical().compareTo(from) > 0)
                .limit(limit)
                .map(PeopleLine::account)
                .toList();
    }

    @Override
    public int count(PeopleQuery query) {
        return Math.toIntExact(fitting(query).count());
    }

    @Override
    public Tally tally(Optional<GroupName> within, Set<GroupName> closer) {
        var people = byName.all().stream()
                .filter(line -> line.status() == Account.Status.ACTIVE)
                .filter(line -> within.stream().allMatch(groupsOf(line)::contains))
                .toList();
        var others = people.stream()
                .filter(line -> Collections.disjoint(groupsOf(line), closer))
                .filter(line ->
                        requirements.find(new Subject.Person(line.account())).isEmpty())
                .toList();
        long enforced = others.stream()
                .filter(line -> line.state() == MfaState.ENFORCED)
                .count();
        return new Tally(people.size(), people.size() - others.size(), Math.toIntExact(enforced));
    }

    private Set<GroupName> groupsOf(PeopleLine line) {
        return accounts.find(line.account())
                .map(account -> account.profile().groups())
                .orElse(Set.of());
    }

    @Override
    public List<GroupSize> of(List<GroupName> groups) {
        return groups.stream()
                .map(group -> new GroupSize(
                        group,
                        members(group, Optional.empty()),
                        members(group, Optional.of(MfaState.ENFORCED)),
                        members(group, Optional.of(MfaState.ENABLED))))
                .toList();
    }

    private int members(GroupName group, Optional<MfaState> state) {
        return count(
                new PeopleQuery("", state, Optional.of(group), Optional.empty(), Optional.empty(), Optional.empty()));
    }

    @Override
    public Optional<Reading> reading() {
        return readings.find(ONLY);
    }

    @Override
    public void reached(Reading reading) {
        readings.put(ONLY, reading);
    }

    private Stream<PeopleLine> fitting(PeopleQuery query) {
        return byName.all().stream()
                .filter(query::fits)
                .filter(line -> query.sendsSince().stream()
                        .allMatch(time -> senders.of(line.account()).stream()
                                .anyMatch(sender -> !sender.seen().last().isBefore(time))))
                .filter(line -> query.group().stream()
                        .allMatch(wanted -> accounts.find(line.account()).stream()
                                .flatMap(account -> account.profile().groups().stream())
                                .anyMatch(name -> name.folded().equals(wanted.folded()))));
    }

    @Override
    public void erase(AccountId account) {
        byName.removeIf(line -> line.account().equals(account));
    }
}
