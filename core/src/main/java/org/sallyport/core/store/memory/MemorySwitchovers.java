package org.sallyport.core.store.memory;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.figures.DailyFigures;
import org.sallyport.core.rollout.RolloutId;
import org.sallyport.core.rollout.Switchover;
import org.sallyport.core.rollout.Switchovers;

final class MemorySwitchovers implements Switchovers, Erasable {
    private final Rows<String, Switchover> rows;

    MemorySwitchovers(Undo undo) {
        this.rows = new Rows<>(undo);
    }

    @Override
    public void put(Switchover switchover) {
        rows.put(key(switchover.rollout(), switchover.account()), switchover);
    }

    @Override
    public Optional<Switchover> find(RolloutId rollout, AccountId account) {
        return rows.find(key(rollout, account));
    }

    @Override
    public List<Switchover> page(RolloutId rollout, Optional<AccountId> after, int limit) {
        var from = after.map(AccountId::toString).orElse("");
        return of(rollout)
                .filter(one -> one.account().toString().compareTo(from) > 0)
                .limit(limit)
                .toList();
    }

    @Override
    public List<Switchover> latest(RolloutId rollout, int from, int limit) {
        return of(rollout)
                .sorted(Comparator.comparing(Switchover::at)
                        .reversed()
                        .thenComparing(one -> one.account().toString()))
                .skip(from)
                .limit(limit)
                .toList();
    }

    @Override
    public List<Counted> counted(RolloutId rollout) {
        var counted = new TreeMap<String, Counted>();
        of(rollout).forEach(one -> {
            var day = DailyFigures.day(one.at());
            counted.merge(
                    day + " " + one.why(),
                    new Counted(day, one.why(), 1),
                    (some, more) -> new Counted(day, one.why(), some.people() + more.people()));
        });
        return List.copyOf(counted.values());
    }

    @Override
    public void erase(AccountId account) {
        rows.removeIf(one -> one.account().equals(account));
    }

    private Stream<Switchover> of(RolloutId rollout) {
        return rows.all().stream().filter(one -> one.rollout().equals(rollout));
    }

    private static String key(RolloutId rollout, AccountId account) {
        return rollout + " " + account;
    }
}
