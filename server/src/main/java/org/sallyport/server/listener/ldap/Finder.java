package org.sallyport.server.listener.ldap;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.account.Username;
import org.sallyport.core.roster.Group;
import org.sallyport.core.roster.Listed;
import org.sallyport.core.roster.Roster;

/// Follows the leads of one search, some people or groups at a time. Remembers what it has found, so it lives as long
/// as its search. Blocks.
final class Finder {
    private final Roster roster;
    private final Leads<Leads.PersonKey> toPeople;
    private final Leads<Leads.GroupKey> toGroups;
    private final Map<Leads.Key, Optional<Listed>> people = new HashMap<>();
    private final Map<Leads.Key, List<Group>> groups = new HashMap<>();

    Finder(Roster roster, Leads<Leads.PersonKey> toPeople, Leads<Leads.GroupKey> toGroups) {
        this.roster = roster;
        this.toPeople = toPeople;
        this.toGroups = toGroups;
    }

    /// At most `limit` people in the order of their names, beginning behind `after`; none where there are no more, or
    /// the time is up.
    List<Listed> people(Optional<Username> after, int limit, BooleanSupplier inTime) {
        if (toPeople.keys().isEmpty()) {
            return roster.people(after, limit);
        }
        var found = new TreeMap<String, Listed>();
        for (var key : toPeople.keys().get()) {
            // Half of the leads followed are no page: the next one would begin behind people who were never seen.
            if (!inTime.getAsBoolean()) {
                return List.of();
            }
            for (var person : people(key, after, limit)) {
                found.put(person.account().username().canonical(), person);
            }
        }
        return found.tailMap(after.map(Username::canonical).orElse(""), false).values().stream()
                .limit(limit)
                .toList();
    }

    /// At most `limit` groups in the order of their folded names, beginning behind `after`; none where there are no
    /// more, or the time is up.
    List<Group> groups(Optional<GroupName> after, int limit, BooleanSupplier inTime) {
        if (toGroups.keys().isEmpty()) {
            return roster.groups(after, limit);
        }
        var found = new TreeMap<String, Group>();
        for (var key : toGroups.keys().get()) {
            if (!inTime.getAsBoolean()) {
                return List.of();
            }
            for (var group : groups.computeIfAbsent(key, _ -> groups(key))) {
                found.put(group.name().folded(), group);
            }
        }
        return found.tailMap(after.map(GroupName::folded).orElse(""), false).values().stream()
                .limit(limit)
                .toList();
    }

    private List<Listed> people(Leads.PersonKey key, Optional<Username> after, int limit) {
        return switch (key) {
            case Leads.InGroup(var group) -> roster.members(group, after, limit);
            case Leads.Named(var name) -> one(key, () -> roster.named(name));
            case Leads.WithId(var id) -> one(key, () -> roster.find(id));
            case Leads.WithUid(var uid) -> one(key, () -> roster.withUid(uid));
        };
    }

    private List<Listed> one(Leads.Key key, java.util.function.Supplier<Optional<Listed>> lookUp) {
        return people.computeIfAbsent(key, _ -> lookUp.get()).stream().toList();
    }

    private List<Group> groups(Leads.GroupKey key) {
        return switch (key) {
            case Leads.Called(var name) -> roster.group(name).stream().toList();
            case Leads.WithGid(var gid) -> roster.withGid(gid).stream().toList();
            case Leads.Holding(var member) -> {
                var found = new ArrayList<Group>();
                roster.named(member)
                        .ifPresent(person -> person.account()
                                .profile()
                                .groups()
                                .forEach(name -> roster.group(name).ifPresent(found::add)));
                yield found;
            }
        };
    }
}
