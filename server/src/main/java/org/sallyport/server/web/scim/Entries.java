package org.sallyport.server.web.scim;

import de.captaingoldfish.scim.sdk.common.constants.ScimType;
import de.captaingoldfish.scim.sdk.common.constants.enums.Comparator;
import de.captaingoldfish.scim.sdk.common.etag.ETag;
import de.captaingoldfish.scim.sdk.common.exceptions.ConflictException;
import de.captaingoldfish.scim.sdk.common.exceptions.ResourceNotFoundException;
import de.captaingoldfish.scim.sdk.common.resources.ResourceNode;
import de.captaingoldfish.scim.sdk.common.resources.complex.Meta;
import de.captaingoldfish.scim.sdk.common.utils.JsonHelper;
import de.captaingoldfish.scim.sdk.server.filter.AttributeExpressionLeaf;
import de.captaingoldfish.scim.sdk.server.filter.FilterNode;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.source.SourceEntries;
import org.sallyport.core.source.SourceEntry;
import org.sallyport.core.source.SourceName;
import org.sallyport.core.store.Store;

/// What one source wrote of one kind, looked up and kept.
///
/// @param folded how a name is looked up
record Entries<T extends ResourceNode>(
        Store store,
        SourceName source,
        SourceEntry.Kind kind,
        Class<T> type,
        UnaryOperator<String> folded,
        InstantSource clock) {
    private static final int PAGE = 500;

    SourceEntry.Key key(String id) {
        return new SourceEntry.Key(source, kind, id);
    }

    Optional<SourceEntry> find(String id) {
        return store.look(books -> SourceEntries.in(books).find(key(id)));
    }

    SourceEntry require(String id) {
        return find(id).orElseThrow(() -> new ResourceNotFoundException("there is nothing with the id \"" + id + "\""));
    }

    /// The same id for whoever is written again after it was deleted, so that the account is the same.
    String idFor(String name, Optional<String> externalId) {
        var said = externalId.map(id -> "by-id " + id).orElse("by-name " + name);
        for (int turn = 0; ; turn++) {
            var text = source + " " + kind + " " + turn + " " + said;
            var id = UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8))
                    .toString();
            // Taken by somebody who was renamed since.
            if (find(id).isEmpty()) {
                return id;
            }
        }
    }

    /// @throws ConflictException when another one has this name or this external id
    void requireFree(String name, Optional<String> externalId, String id) {
        var taken = store.look(books -> {
            var entries = SourceEntries.in(books);
            var same = new ArrayList<>(entries.named(source, kind, name));
            externalId.ifPresent(said -> same.addAll(entries.called(source, kind, said)));
            return same.stream().anyMatch(entry -> !entry.key().id().equals(id));
        });
        if (taken) {
            throw new ConflictException("another one has this name or this externalId", ScimType.RFC7644.UNIQUENESS);
        }
    }

    /// Keeps it by itself.
    T keep(String id, String name, T resource) {
        var entry = entry(id, name, resource);
        return store.transact(books -> {
            SourceEntries.in(books).put(entry);
            return read(entry);
        });
    }

    /// What is to be kept of it.
    SourceEntry entry(String id, String name, T resource) {
        var now = clock.instant();
        var created = find(id).map(SourceEntry::created).orElse(now);
        var bare = JsonHelper.copyResourceToObject(resource, type);
        bare.remove(List.of("meta", "groups", "password"));
        return new SourceEntry(key(id), name, bare.getExternalId(), bare.toString(), created, now);
    }

    T read(SourceEntry entry) {
        var resource = JsonHelper.readJsonDocument(entry.content(), type);
        resource.setId(entry.key().id());
        resource.setMeta(Meta.builder()
                .created(entry.created())
                .lastModified(entry.modified())
                .version(version(entry))
                .build());
        return resource;
    }

    // The same however much of it is shown, and another one with every change.
    private static ETag version(SourceEntry entry) {
        var tag = Long.toHexString(entry.modified().toEpochMilli()) + "-"
                + Integer.toHexString(entry.content().hashCode());
        return ETag.builder().weak(true).tag(tag).build();
    }

    /// Those among which a filter has to look: the few that a plain comparison names, or all.
    List<SourceEntry> candidates(@Nullable FilterNode filter, String nameAttribute) {
        if (filter instanceof AttributeExpressionLeaf leaf
                && leaf.getComparator() == Comparator.EQ
                && leaf.getStringValue().isPresent()) {
            var value = leaf.getStringValue().get();
            var attribute = leaf.getFullName().toLowerCase(Locale.ROOT);
            if (attribute.equals("id")) {
                return find(value).stream().toList();
            }
            if (attribute.equals(nameAttribute)) {
                return store.look(books -> SourceEntries.in(books).named(source, kind, folded.apply(value)));
            }
            if (attribute.equals("externalid")) {
                return store.look(books -> SourceEntries.in(books).called(source, kind, value));
            }
        }
        return all();
    }

    private List<SourceEntry> all() {
        var all = new ArrayList<SourceEntry>();
        var after = Optional.<String>empty();
        List<SourceEntry> page;
        do {
            var from = after;
            page = store.look(books -> SourceEntries.in(books).page(source, kind, from, PAGE));
            all.addAll(page);
            after = page.isEmpty() ? after : Optional.of(page.getLast().key().id());
        } while (page.size() == PAGE);
        return all;
    }
}
