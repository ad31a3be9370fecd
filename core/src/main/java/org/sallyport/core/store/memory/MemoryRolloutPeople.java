package org.sallyport.core.store.memory;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Username;
import org.sallyport.core.caller.ClientName;
import org.sallyport.core.observation.Sender;
import org.sallyport.core.policy.MfaState;
import org.sallyport.core.policy.Requirement;
import org.sallyport.core.policy.Subject;
import org.sallyport.core.rollout.Rollout;
import org.sallyport.core.rollout.RolloutPeople;

/// Looks through all accounts: a store in memory holds few.
final class MemoryRolloutPeople implements RolloutPeople {
    private final MemoryAccounts accounts;
    private final MemorySenders senders;
    private final MemoryRequirements requirements;
    private final MemorySwitchovers switchovers;

    MemoryRolloutPeople(
            MemoryAccounts accounts,
            MemorySenders senders,
            MemoryRequirements requirements,
            MemorySwitchovers switchovers) {
        this.accounts = accounts;
        this.senders = senders;
        this.requirements = requirements;
        this.switchovers = switchovers;
    }

    @Override
    public List<One> page(Sought sought, Optional<Username> after, int limit) {
        var from = after.map(Username::canonical).orElse("");
        return people(sought)
                .filter(account -> account.username().canonical().compareTo(from) > 0)
                .limit(limit)
                .map(account -> new One(
                        account.id(),
                        account.username(),
                        sending(account.id(), sought.since()).size()))
                .toList();
    }

    @Override
    public int count(Sought sought) {
        return Math.toIntExact(people(sought).count());
    }

    @Override
    public List<App> apps(Sought sought, int limit) {
        var having = new TreeMap<String, Map.Entry<Sender, Set<AccountId>>>();
        people(sought)
                .flatMap(account -> sending(account.id(), sought.since()).stream())
                .forEach(sender -> having.computeIfAbsent(
                                sender.protocol().code() + "\n" + sender.server() + "\n" + name(sender),
                                _ -> Map.entry(sender, new HashSet<>()))
                        .getValue()
                        .add(sender.account()));
        return having.values().stream()
                .map(one -> new App(
                        one.getKey().protocol().code(),
                        one.getKey().server(),
                        name(one.getKey()),
                        one.getValue().size()))
                .sorted(Comparator.comparingInt(App::people).reversed())
                .limit(limit)
                .toList();
    }

    private Stream<Account> people(Sought sought) {
        return accounts.all().stream()
                .filter(Account::isActive)
                .filter(account -> isAbout(sought.rollout(), account))
                .filter(account ->
                        switchovers.find(sought.rollout().id(), account.id()).isEmpty())
                .filter(account -> switch (sought.who()) {
                    case EVERYBODY -> true;
                    case SENDING -> !sending(account.id(), sought.since()).isEmpty();
                    case QUIET -> sending(account.id(), sought.since()).isEmpty();
                });
    }

    private boolean isAbout(Rollout rollout, Account account) {
        if (requirements.find(new Subject.Person(account.id())).isPresent()) {
            return false;
        }
        var groups = account.profile().groups();
        return switch (rollout.subject()) {
            case Subject.Group(var name) ->
                groups.contains(name)
                        && groups.stream()
                                .filter(group -> !group.equals(name))
                                .flatMap(group -> requirements.find(new Subject.Group(group)).stream())
                                .noneMatch(other -> comesBefore(other, rollout));
            case Subject.Everybody() ->
                groups.stream()
                        .allMatch(group ->
                                requirements.find(new Subject.Group(group)).isEmpty());
            case Subject.Person person -> false;
        };
    }

    private static boolean comesBefore(Requirement other, Rollout rollout) {
        var until = rollout.takesUntil();
        return other.required() == MfaState.Required.YES
                && (other.appsUntil().filter(date -> !date.isBefore(until)).isEmpty()
                        || other.appsUntil().filter(until::equals).isPresent()
                                && other.since().isBefore(rollout.began()));
    }

    private List<Sender> sending(AccountId account, Instant since) {
        return senders.of(account).stream()
                .filter(sender -> !sender.seen().last().isBefore(since))
                .toList();
    }

    private static String name(Sender sender) {
        return sender.client().map(ClientName::value).orElse("");
    }
}
