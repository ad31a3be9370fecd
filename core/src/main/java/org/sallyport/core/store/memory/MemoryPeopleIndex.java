package org.sallyport.core.store.memory;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Username;
import org.sallyport.core.roster.PeopleIndex;
import org.sallyport.core.roster.PeopleLine;
import org.sallyport.core.roster.PeopleQuery;

/// Looks through all lines: a store in memory holds few.
final class MemoryPeopleIndex implements PeopleIndex {
    private static final String ONLY = "";

    private final Rows<String, PeopleLine> byName;
    private final Rows<String, Reading> readings;
    private final MemoryAccounts accounts;
    private final MemorySenders senders;

    MemoryPeopleIndex(Undo undo, MemoryAccounts accounts, MemorySenders senders) {
        this.byName = new Rows<>(undo);
        this.readings = new Rows<>(undo);
        this.accounts = accounts;
        this.senders = senders;
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
}
