package org.sallyport.server.listener.ldap;

import com.unboundid.ldap.sdk.Filter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.account.Username;

/// Where to look for what a filter may match: along indexes where it names somebody, and everywhere only where it does
/// not. What is found this way is still held against the filter.
///
/// @param keys empty where one has to look everywhere; no keys at all where nothing can match
record Leads<K extends Leads.Key>(Optional<Set<K>> keys) {
    /// More keys than this are no lead.
    private static final int MOST_KEYS = 1024;

    Leads {
        keys = keys.map(Set::copyOf);
    }

    /// Something that an index leads from.
    sealed interface Key {
        /// How many entries it may lead to, roughly.
        int weight();
    }

    /// What leads to people.
    sealed interface PersonKey extends Key {}

    /// What leads to groups.
    sealed interface GroupKey extends Key {}

    record Named(Username name) implements PersonKey {
        @Override
        public int weight() {
            return 1;
        }
    }

    record WithId(AccountId id) implements PersonKey {
        @Override
        public int weight() {
            return 1;
        }
    }

    record WithUid(long uid) implements PersonKey {
        @Override
        public int weight() {
            return 1;
        }
    }

    record InGroup(GroupName group) implements PersonKey {
        @Override
        public int weight() {
            return 1000;
        }
    }

    record Called(GroupName name) implements GroupKey {
        @Override
        public int weight() {
            return 1;
        }
    }

    record WithGid(long gid) implements GroupKey {
        @Override
        public int weight() {
            return 1;
        }
    }

    record Holding(Username member) implements GroupKey {
        @Override
        public int weight() {
            return 10;
        }
    }

    static <K extends Key> Leads<K> everywhere() {
        return new Leads<>(Optional.empty());
    }

    static <K extends Key> Leads<K> nowhere() {
        return new Leads<>(Optional.of(Set.of()));
    }

    static <K extends Key> Leads<K> to(K key) {
        return new Leads<>(Optional.of(Set.of(key)));
    }

    /// Leads to people.
    static Leads<PersonKey> toPeople(Filter filter, Tree tree) {
        return of(filter, Entries.OF_PEOPLE, equal -> toPerson(equal, tree));
    }

    /// Leads to groups.
    static Leads<GroupKey> toGroups(Filter filter, Tree tree) {
        return of(filter, Entries.OF_GROUPS, equal -> toGroup(equal, tree));
    }

    /// An attribute and the value it is to have.
    private record Equal(String attribute, String value) {}

    private static <K extends Key> Leads<K> of(
            Filter filter, Set<String> attributes, Function<Equal, Leads<K>> ofEqual) {
        return switch (filter.getFilterType()) {
            case Filter.FILTER_TYPE_AND -> best(each(filter, attributes, ofEqual));
            case Filter.FILTER_TYPE_OR -> all(each(filter, attributes, ofEqual));
            case Filter.FILTER_TYPE_NOT, Filter.FILTER_TYPE_EXTENSIBLE_MATCH -> everywhere();
            case Filter.FILTER_TYPE_EQUALITY -> {
                var attribute = SchemaEntry.attribute(filter);
                yield attributes.contains(attribute)
                        ? ofEqual.apply(new Equal(attribute, Objects.requireNonNull(filter.getAssertionValue())))
                        : nowhere();
            }
            default -> attributes.contains(SchemaEntry.attribute(filter)) ? everywhere() : nowhere();
        };
    }

    private static <K extends Key> List<Leads<K>> each(
            Filter filter, Set<String> attributes, Function<Equal, Leads<K>> ofEqual) {
        var leads = new ArrayList<Leads<K>>();
        for (var component : filter.getComponents()) {
            leads.add(of(component, attributes, ofEqual));
        }
        return leads;
    }

    /// All must hold: it is enough to follow the one that leads to the fewest.
    private static <K extends Key> Leads<K> best(List<Leads<K>> leads) {
        return leads.stream().min(Comparator.comparingLong(Leads::weight)).orElseGet(Leads::everywhere);
    }

    private static <K extends Key> Leads<K> all(List<Leads<K>> leads) {
        var keys = new HashSet<K>();
        for (var lead : leads) {
            if (lead.keys().isEmpty()) {
                return everywhere();
            }
            keys.addAll(lead.keys().get());
        }
        return keys.size() > MOST_KEYS ? everywhere() : new Leads<>(Optional.of(keys));
    }

    private long weight() {
        return keys.map(some -> some.stream().mapToLong(Key::weight).sum()).orElse(Long.MAX_VALUE);
    }

    private static Leads<PersonKey> toPerson(Equal equal, Tree tree) {
        var value = equal.value();
        return switch (equal.attribute()) {
            case "uid", "mail" -> orNowhere(Username.parse(value.strip()).map(Named::new));
            case "entryuuid" -> orNowhere(AccountId.parse(value.strip()).map(WithId::new));
            case "uidnumber" -> orNowhere(number(value).map(WithUid::new));
            case "memberof" -> orNowhere(Tree.parsed(value).flatMap(tree::group).map(InGroup::new));
            default -> everywhere();
        };
    }

    private static Leads<GroupKey> toGroup(Equal equal, Tree tree) {
        var value = equal.value();
        return switch (equal.attribute()) {
            case "cn" -> orNowhere(Tree.groupName(value).map(Called::new));
            case "gidnumber" -> orNowhere(number(value).map(WithGid::new));
            case "memberuid" -> orNowhere(Username.parse(value).map(Holding::new));
            case "member" -> orNowhere(Tree.parsed(value).flatMap(tree::person).map(Holding::new));
            default -> everywhere();
        };
    }

    private static <K extends Key> Leads<K> orNowhere(Optional<? extends K> key) {
        return key.<Leads<K>>map(Leads::to).orElseGet(Leads::nowhere);
    }

    private static Optional<Long> number(String text) {
        try {
            return Optional.of(Long.parseLong(text.strip()));
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }
}
