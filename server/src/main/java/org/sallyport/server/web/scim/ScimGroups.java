package org.sallyport.server.web.scim;

import de.captaingoldfish.scim.sdk.common.constants.ScimType;
import de.captaingoldfish.scim.sdk.common.constants.enums.SortOrder;
import de.captaingoldfish.scim.sdk.common.exceptions.BadRequestException;
import de.captaingoldfish.scim.sdk.common.resources.Group;
import de.captaingoldfish.scim.sdk.common.resources.multicomplex.Member;
import de.captaingoldfish.scim.sdk.common.schemas.SchemaAttribute;
import de.captaingoldfish.scim.sdk.server.endpoints.Context;
import de.captaingoldfish.scim.sdk.server.endpoints.ResourceHandler;
import de.captaingoldfish.scim.sdk.server.filter.FilterNode;
import de.captaingoldfish.scim.sdk.server.filter.resources.FilterResourceResolver;
import de.captaingoldfish.scim.sdk.server.response.PartialListResponse;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.source.SourceEntries;
import org.sallyport.core.source.SourceEntry;
import org.sallyport.core.source.SourceName;
import org.sallyport.core.store.Store;

/// The groups that one source writes. Who is in one is kept with the people: whoever is gone is in none.
final class ScimGroups extends ResourceHandler<Group> {
    private final Store store;
    private final ScimPeople people;
    private final Entries<Group> entries;

    ScimGroups(Store store, SourceName source, ScimPeople people, InstantSource clock) {
        this.store = store;
        this.people = people;
        this.entries =
                new Entries<>(store, source, SourceEntry.Kind.GROUP, Group.class, UnaryOperator.identity(), clock);
    }

    @Override
    public Group createResource(Group group, Context context) {
        return ScimPeople.told(() -> {
            var name = Written.group(group.getDisplayName());
            var id = entries.idFor(name.value(), group.getExternalId());
            entries.requireFree(name.value(), group.getExternalId(), id);
            var members = members(group);
            members.forEach(this::requirePerson);
            members.forEach(member -> change(member, groups -> with(groups, name)));
            return present(entries.keep(id, name.value(), group));
        });
    }

    @Override
    public Group getResource(
            String id,
            @Nullable List<SchemaAttribute> attributes,
            @Nullable List<SchemaAttribute> excluded,
            @Nullable Context context) {
        return ScimPeople.told(() -> present(entries.read(entries.require(id))));
    }

    @Override
    public PartialListResponse<Group> listResources(
            long startIndex,
            int count,
            @Nullable FilterNode filter,
            @Nullable SchemaAttribute sortBy,
            @Nullable SortOrder sortOrder,
            @Nullable List<SchemaAttribute> attributes,
            @Nullable List<SchemaAttribute> excluded,
            @Nullable Context context) {
        return ScimPeople.told(() -> {
            var found = entries.candidates(filter, "displayname").stream()
                    .map(entries::read)
                    .map(this::present)
                    .toList();
            var kept = filter == null
                    ? found
                    : FilterResourceResolver.filterResources(getServiceProvider(), found, filter);
            return PartialListResponse.<Group>builder()
                    .resources(kept.stream()
                            .skip(Math.max(0, startIndex - 1))
                            .limit(Math.max(0, count))
                            .toList())
                    .totalResults(kept.size())
                    .build();
        });
    }

    @Override
    public Group updateResource(Group group, Context context) {
        return ScimPeople.told(() -> {
            var id = group.getId().orElseThrow();
            var before = entries.read(entries.require(id));
            var name = Written.group(group.getDisplayName());
            entries.requireFree(name.value(), group.getExternalId(), id);
            var members = members(group);
            var earlier = members(present(before));
            members.stream().filter(member -> !earlier.contains(member)).forEach(this::requirePerson);
            var earlierName = Written.group(before.getDisplayName());
            earlier.stream()
                    .filter(member -> !members.contains(member))
                    .forEach(member -> change(member, groups -> without(groups, earlierName)));
            members.forEach(member -> change(member, groups -> with(without(groups, earlierName), name)));
            return present(entries.keep(id, name.value(), group));
        });
    }

    @Override
    public void deleteResource(String id, Context context) {
        ScimPeople.told(() -> {
            var group = entries.read(entries.require(id));
            var name = Written.group(group.getDisplayName());
            members(present(group)).forEach(member -> change(member, groups -> without(groups, name)));
            return store.transact(books -> SourceEntries.in(books).remove(entries.key(id)));
        });
    }

    private static Set<String> members(Group group) {
        var members = new LinkedHashSet<String>();
        group.getMembers().forEach(member -> member.getValue().ifPresent(members::add));
        return members;
    }

    private void requirePerson(String id) {
        if (people.find(id).isEmpty()) {
            throw new BadRequestException(
                    "members: there is nobody with the id \"" + id + "\"; groups in groups are not supported",
                    ScimType.RFC7644.INVALID_VALUE);
        }
    }

    private void change(String member, UnaryOperator<Set<GroupName>> how) {
        people.regroup(member, how);
    }

    private static Set<GroupName> with(Set<GroupName> groups, GroupName name) {
        var more = new HashSet<>(groups);
        more.add(name);
        return more;
    }

    private static Set<GroupName> without(Set<GroupName> groups, GroupName name) {
        var fewer = new HashSet<>(groups);
        fewer.remove(name);
        return fewer;
    }

    // Whoever was deleted, or is in it no longer by what holds, is not shown as a member.
    private Group present(Group group) {
        var name = Optional.of(Written.group(group.getDisplayName()));
        var members = group.getMembers().stream()
                .filter(member -> member.getValue()
                        .filter(id -> people.groupsOf(id).contains(name.get()))
                        .filter(id -> people.find(id).isPresent())
                        .isPresent())
                .map(member -> Member.builder()
                        .value(member.getValue().orElseThrow())
                        .type("User")
                        .build())
                .toList();
        group.setMembers(members);
        return group;
    }
}
