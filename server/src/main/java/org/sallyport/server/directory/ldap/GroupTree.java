package org.sallyport.server.directory.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sallyport.core.account.GroupName;
import org.sallyport.server.directory.ldap.DirectorySettings.Groups;

/// The groups of a directory, as far as they were read, and who is in them.
final class GroupTree {
    private static final String MEMBER_OF = "memberOf";
    private static final String MEMBER = "member";
    private static final String UNIQUE_MEMBER = "uniqueMember";
    private static final String NAME = "cn";

    private final Groups settings;
    private final Map<String, String> names = new HashMap<>();

    /// Of which groups somebody, or a group, is a member.
    private final Map<String, Set<String>> above = new HashMap<>();

    private final Deque<Range> leftOut = new ArrayDeque<>();

    /// How many members of a group were asked for already.
    private final Map<String, Integer> asked = new HashMap<>();

    GroupTree(Groups settings) {
        this.settings = settings;
    }

    /// What is read of a group.
    static String[] attributesOfGroup(Groups settings) {
        return switch (settings.kind()) {
            case NONE -> new String[0];
            case MEMBER_OF -> new String[] {settings.name(), MEMBER_OF};
            case MEMBERS -> new String[] {settings.name(), MEMBER, UNIQUE_MEMBER};
        };
    }

    /// What is read of a person for them.
    static List<String> attributesOfPerson(Groups settings) {
        return settings.kind() == Groups.Kind.MEMBER_OF ? List.of(MEMBER_OF) : List.of();
    }

    void add(Collection<? extends Entry> groups) {
        for (var group : groups) {
            var place = normal(group.getDN());
            var name = group.getAttributeValue(settings.name());
            if (place.isPresent() && name != null) {
                names.put(place.get(), name);
                values(group, MEMBER_OF).forEach(parent -> enter(place.get(), parent));
                values(group, MEMBER).forEach(member -> enter(member, place.get()));
                values(group, UNIQUE_MEMBER).forEach(member -> enter(member, place.get()));
                Range.leftOut(group, MEMBER).filter(this::isFurther).ifPresent(leftOut::add);
            }
        }
    }

    // A directory that says the same part again and again is not asked for ever.
    private boolean isFurther(Range range) {
        return range.from() > Objects.requireNonNullElse(asked.put(range.dn(), range.from()), 0);
    }

    /// Members that were left out of what was added, to be asked for and added; each is said once.
    Optional<Range> leftOut() {
        return Optional.ofNullable(leftOut.poll());
    }

    private void enter(String member, String group) {
        above.computeIfAbsent(member, _ -> new HashSet<>()).add(group);
    }

    /// The groups of somebody. A name that is too long for one is left out.
    Set<GroupName> of(Entry person) {
        var own = new HashSet<String>();
        if (settings.kind() == Groups.Kind.MEMBER_OF) {
            values(person, MEMBER_OF).forEach(own::add);
        }
        if (settings.kind() == Groups.Kind.MEMBERS) {
            normal(person.getDN())
                    .map(place -> above.getOrDefault(place, Set.of()))
                    .ifPresent(own::addAll);
        }
        var all = settings.nested() == DirectorySettings.Nested.YES ? withAncestors(own) : own;
        return all.stream()
                .map(this::nameOf)
                .flatMap(Optional::stream)
                .flatMap(name -> usable(name).stream())
                .collect(Collectors.toSet());
    }

    // Groups that contain each other are no circle to walk in.
    private Set<String> withAncestors(Set<String> own) {
        var all = new HashSet<>(own);
        var left = new ArrayDeque<>(own);
        while (!left.isEmpty()) {
            for (var parent : above.getOrDefault(left.pop(), Set.of())) {
                if (all.add(parent)) {
                    left.push(parent);
                }
            }
        }
        return all;
    }

    private Optional<String> nameOf(String group) {
        if (settings.base().isPresent()) {
            return Optional.ofNullable(names.get(group));
        }
        try {
            var name = new DN(group).getRDN();
            return Optional.ofNullable(name)
                    .filter(rdn -> rdn.hasAttribute(NAME))
                    .map(rdn -> rdn.getAttributeValues()[0]);
        } catch (LDAPException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<GroupName> usable(String name) {
        try {
            return Optional.of(new GroupName(name));
        } catch (IllegalArgumentException tooLong) {
            return Optional.empty();
        }
    }

    // Without a base the name is what people read, so the letter case of what was written stays.
    private Stream<String> values(Entry entry, String attribute) {
        var values = Range.values(entry, attribute);
        return settings.base().isPresent() ? values.map(GroupTree::normal).flatMap(Optional::stream) : values;
    }

    private static Optional<String> normal(String dn) {
        try {
            return Optional.of(DN.normalize(dn));
        } catch (LDAPException unreadable) {
            return Optional.empty();
        }
    }
}
