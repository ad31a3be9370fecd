package org.sallyport.server.web.scim;

import de.captaingoldfish.scim.sdk.common.constants.ScimType;
import de.captaingoldfish.scim.sdk.common.constants.enums.SortOrder;
import de.captaingoldfish.scim.sdk.common.exceptions.ConflictException;
import de.captaingoldfish.scim.sdk.common.exceptions.ResponseException;
import de.captaingoldfish.scim.sdk.common.resources.User;
import de.captaingoldfish.scim.sdk.common.resources.multicomplex.GroupNode;
import de.captaingoldfish.scim.sdk.common.schemas.SchemaAttribute;
import de.captaingoldfish.scim.sdk.server.endpoints.Context;
import de.captaingoldfish.scim.sdk.server.endpoints.ResourceHandler;
import de.captaingoldfish.scim.sdk.server.filter.FilterNode;
import de.captaingoldfish.scim.sdk.server.filter.resources.FilterResourceResolver;
import de.captaingoldfish.scim.sdk.server.response.PartialListResponse;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.account.Username;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.source.Owned;
import org.sallyport.core.source.Provisioned;
import org.sallyport.core.source.Provisioning;
import org.sallyport.core.source.SourceEntries;
import org.sallyport.core.source.SourceEntry;
import org.sallyport.core.source.SourceKey;
import org.sallyport.core.source.SourceLink;
import org.sallyport.core.source.SourceLinks;
import org.sallyport.core.source.SourceName;
import org.sallyport.core.source.SourceState;
import org.sallyport.core.source.Sourced;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Store;
import org.sallyport.core.store.Unavailable;

/// The people that one source writes.
final class ScimPeople extends ResourceHandler<User> {
    private static final Actor BY = new Actor.Sallyport();

    private final Store store;
    private final SourceName source;
    private final Provisioning provisioning;
    private final Entries<User> entries;

    ScimPeople(Store store, SourceName source, Provisioning provisioning, InstantSource clock) {
        this.store = store;
        this.source = source;
        this.provisioning = provisioning;
        this.entries = new Entries<>(
                store,
                source,
                SourceEntry.Kind.PERSON,
                User.class,
                name -> Username.parse(name).map(Username::canonical).orElse(name),
                clock);
    }

    @Override
    public User createResource(User user, Context context) {
        return told(() -> {
            var name = Written.username(user).canonical();
            var id = entries.idFor(name, user.getExternalId());
            entries.requireFree(name, user.getExternalId(), id);
            return withGroups(write(id, name, user));
        });
    }

    @Override
    public User getResource(
            String id,
            @Nullable List<SchemaAttribute> attributes,
            @Nullable List<SchemaAttribute> excluded,
            @Nullable Context context) {
        return told(() -> withGroups(entries.read(entries.require(id))));
    }

    @Override
    public PartialListResponse<User> listResources(
            long startIndex,
            int count,
            @Nullable FilterNode filter,
            @Nullable SchemaAttribute sortBy,
            @Nullable SortOrder sortOrder,
            @Nullable List<SchemaAttribute> attributes,
            @Nullable List<SchemaAttribute> excluded,
            @Nullable Context context) {
        return told(() -> {
            var found = entries.candidates(filter, "username").stream()
                    .map(entries::read)
                    .toList();
            var kept = filter == null
                    ? found
                    : FilterResourceResolver.filterResources(getServiceProvider(), found, filter);
            var page = kept.stream()
                    .skip(Math.max(0, startIndex - 1))
                    .limit(Math.max(0, count))
                    .map(this::withGroups)
                    .toList();
            return PartialListResponse.<User>builder()
                    .resources(page)
                    .totalResults(kept.size())
                    .build();
        });
    }

    @Override
    public User updateResource(User user, Context context) {
        return told(() -> {
            var id = user.getId().orElseThrow();
            entries.require(id);
            var name = Written.username(user).canonical();
            entries.requireFree(name, user.getExternalId(), id);
            return withGroups(write(id, name, user));
        });
    }

    @Override
    public void deleteResource(String id, Context context) {
        told(() -> {
            entries.require(id);
            return provisioning.shutOut(
                    key(id),
                    SourceState.GONE,
                    BY,
                    books -> SourceEntries.in(books).remove(entries.key(id)));
        });
    }

    Optional<User> find(String id) {
        return entries.find(id).map(entries::read);
    }

    /// Changes the groups of somebody, and nothing else. Whether they may sign in is what was last taken in of them,
    /// even while something else of them is being written at another node.
    void regroup(String id, UnaryOperator<Set<GroupName>> how) {
        take(new Provisioning.Writing() {
            @Override
            public Optional<Sourced> said(Books books) {
                var written = SourceEntries.in(books).find(entries.key(id)).map(entries::read);
                var link = SourceLinks.in(books).find(key(id));
                var before = groups(link);
                var after = how.apply(before);
                return written.filter(_ -> !after.equals(before)).map(user -> {
                    var state = link.map(
                            known -> known.state() == SourceState.PRESENT ? SourceState.PRESENT : SourceState.DISABLED);
                    return Written.person(key(id), user, after, state.orElseGet(() -> Written.state(user)));
                });
            }

            @Override
            public void keep(Books books) {}
        });
    }

    /// The groups that the source has put somebody into.
    Set<GroupName> groupsOf(String id) {
        return groups(store.look(books -> SourceLinks.in(books).find(key(id))));
    }

    private static Set<GroupName> groups(Optional<SourceLink> link) {
        return link.map(SourceLink::owned).map(Owned::groups).orElse(Set.of());
    }

    // What was made of it and what the source reads back are one: a group that is written next goes by both.
    private User write(String id, String name, User user) {
        var entry = entries.entry(id, name, user);
        take(new Provisioning.Writing() {
            @Override
            public Optional<Sourced> said(Books books) {
                // Nobody else changes it from here on.
                SourceEntries.in(books).find(entry.key());
                var groups = groups(SourceLinks.in(books).find(key(id)));
                return Optional.of(Written.person(key(id), user, groups, Written.state(user)));
            }

            @Override
            public void keep(Books books) {
                SourceEntries.in(books).put(entry);
            }
        });
        return entries.read(entry);
    }

    private void take(Provisioning.Writing writing) {
        var outcome = provisioning.take(source, writing, BY);
        if (outcome.orElse(null) instanceof Provisioned.Conflict(var conflict)) {
            throw new ConflictException(
                    "no rule says whose account this is (" + conflict.why().code()
                            + "); an administrator of Sallyport has to decide",
                    ScimType.RFC7644.UNIQUENESS);
        }
    }

    private SourceKey key(String id) {
        return new SourceKey(source, id);
    }

    private User withGroups(User user) {
        var id = user.getId().orElseThrow();
        var groups = groupsOf(id).stream()
                .sorted()
                .flatMap(name ->
                        store
                                .look(books ->
                                        SourceEntries.in(books).named(source, SourceEntry.Kind.GROUP, name.value()))
                                .stream())
                .map(entry -> GroupNode.builder()
                        .value(entry.key().id())
                        .display(entry.name())
                        .type("direct")
                        .build())
                .toList();
        if (!groups.isEmpty()) {
            user.setGroups(groups);
        }
        return user;
    }

    /// What the library must know of an outage: come again, and nothing is wrong with what was asked.
    static <R> R told(java.util.function.Supplier<R> work) {
        try {
            return work.get();
        } catch (Unavailable later) {
            throw new ResponseException("cannot be kept right now; try again", 503, null);
        }
    }
}
