package org.sallyport.server.directory.ldap;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnectionPool;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchResultEntry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.account.EmailAddress;
import org.sallyport.core.account.Text;
import org.sallyport.core.account.Username;
import org.sallyport.core.source.SourceKey;
import org.sallyport.core.source.SourceName;
import org.sallyport.core.source.SourceReader;
import org.sallyport.core.source.SourceState;
import org.sallyport.core.source.Sourced;

/// Reads the people of a directory and their groups. Thread-safe.
final class LdapPeople implements SourceReader {
    private static final int LONGEST_NAME = 100;
    private static final int AT_ONCE = 100;

    private final DirectorySettings settings;
    private final DirectoryLine line;
    private final Marks marks;
    private final InstantSource clock;

    LdapPeople(DirectorySettings settings, DirectoryLine line, InstantSource clock) {
        this.settings = settings;
        this.line = line;
        this.marks = new Marks(line, clock);
        this.clock = clock;
    }

    @Override
    public SourceName source() {
        return settings.source();
    }

    @Override
    public Optional<String> mark() {
        return marks.now();
    }

    @Override
    public void read(Optional<String> since, Consumer<List<SourceReader.Entry>> pages) {
        var groups = groups();
        var filter = since.map(mark -> Filter.createANDFilter(settings.filter(), Marks.since(mark)))
                .orElse(settings.filter());
        read(filter, page -> pages.accept(people(page, groups)));
    }

    @Override
    public boolean isEverybodyDue(String since) {
        if (!marks.isOfThisServer(since)) {
            return true;
        }
        var base = settings.groups().base();
        return base.isPresent()
                && line.read(pool -> {
                    var changed = new boolean[1];
                    Searches.pages(
                            pool,
                            base.get(),
                            Filter.createANDFilter(settings.groups().filter(), Marks.since(since)),
                            settings.pageSize(),
                            page -> changed[0] |= !page.isEmpty(),
                            "1.1");
                    return changed[0];
                });
    }

    @Override
    public Map<String, SourceState> rollCall() {
        Instant now = clock.instant();
        var roll = new HashMap<String, SourceState>();
        var id = settings.attributes().id();
        var wanted =
                Stream.concat(Stream.of(id), Arrays.stream(Standing.ATTRIBUTES)).toArray(String[]::new);
        line.read(pool -> {
            Searches.pages(
                    pool,
                    settings.base(),
                    settings.filter(),
                    settings.pageSize(),
                    page -> page.forEach(entry ->
                            ExternalIds.of(entry, id).ifPresent(one -> roll.put(one, Standing.of(entry, now)))),
                    wanted);
            return true;
        });
        return roll;
    }

    @Override
    public void find(Collection<String> externalIds, Consumer<List<SourceReader.Entry>> pages) {
        var ids = externalIds.stream()
                .flatMap(id -> ExternalIds.filter(settings.attributes().id(), id).stream())
                .toList();
        var found = new ArrayList<SearchResultEntry>();
        for (int from = 0; from < ids.size(); from += AT_ONCE) {
            var some = Filter.createORFilter(ids.subList(from, Math.min(ids.size(), from + AT_ONCE)));
            read(Filter.createANDFilter(settings.filter(), some), found::addAll);
        }
        if (!found.isEmpty()) {
            var groups = groups();
            for (int from = 0; from < found.size(); from += settings.pageSize()) {
                pages.accept(people(found.subList(from, Math.min(found.size(), from + settings.pageSize())), groups));
            }
        }
    }

    private void read(Filter filter, Consumer<List<SearchResultEntry>> pages) {
        line.read(pool -> {
            Searches.pages(pool, settings.base(), filter, settings.pageSize(), pages, attributes());
            return true;
        });
    }

    private List<SourceReader.Entry> people(List<SearchResultEntry> entries, GroupTree groups) {
        return entries.stream().flatMap(entry -> person(entry, groups).stream()).toList();
    }

    private GroupTree groups() {
        var groups = settings.groups();
        var tree = new GroupTree(groups);
        groups.base()
                .ifPresent(base -> line.read(pool -> {
                    Searches.pages(
                            pool,
                            base,
                            groups.filter(),
                            settings.pageSize(),
                            tree::add,
                            GroupTree.attributesOfGroup(groups));
                    readLeftOut(pool, tree);
                    return true;
                }));
        return tree;
    }

    private void readLeftOut(LDAPConnectionPool pool, GroupTree tree) throws LDAPException {
        for (var range = tree.leftOut(); range.isPresent(); range = tree.leftOut()) {
            var part = pool.getEntry(
                    range.get().dn(), settings.groups().name(), range.get().asked());
            if (part != null) {
                tree.add(List.of(part));
            }
        }
    }

    private String[] attributes() {
        var named = settings.attributes();
        return Stream.of(
                        Stream.of(named.id(), named.username(), named.displayName(), named.mail()),
                        named.language().stream(),
                        GroupTree.attributesOfPerson(settings.groups()).stream(),
                        Arrays.stream(Standing.ATTRIBUTES),
                        Arrays.stream(Stamps.ATTRIBUTES))
                .flatMap(names -> names)
                .toArray(String[]::new);
    }

    /// Empty for an entry that nothing names for ever, which is nobody's.
    private Optional<SourceReader.Entry> person(SearchResultEntry entry, GroupTree groups) {
        return ExternalIds.of(entry, settings.attributes().id()).map(id -> person(id, entry, groups));
    }

    private SourceReader.Entry person(String id, SearchResultEntry entry, GroupTree groups) {
        var named = settings.attributes();
        var state = Standing.of(entry, clock.instant());
        var typed = Optional.ofNullable(entry.getAttributeValue(named.username()));
        if (typed.isEmpty()) {
            return new SourceReader.Entry.Unusable(id, entry.getDN(), SourceReader.Fault.NO_USER_NAME, state);
        }
        var username = typed.flatMap(Username::parse);
        if (username.isEmpty()) {
            return new SourceReader.Entry.Unusable(id, typed.get(), SourceReader.Fault.BAD_USER_NAME, state);
        }
        var said = new Sourced(
                new SourceKey(settings.source(), id),
                username.get(),
                displayName(entry, username.get()),
                named.language().flatMap(attribute -> language(entry.getAttributeValue(attribute))),
                mail(entry),
                groups.of(entry),
                state);
        return new SourceReader.Entry.Usable(said, Stamps.passwordSet(entry));
    }

    private String displayName(SearchResultEntry entry, Username username) {
        var name = Optional.ofNullable(
                        entry.getAttributeValue(settings.attributes().displayName()))
                .map(value -> Text.clipped(value, LONGEST_NAME).strip())
                .filter(value -> !value.isEmpty());
        return name.orElseGet(() -> Text.clipped(username.canonical(), LONGEST_NAME));
    }

    private List<EmailAddress> mail(SearchResultEntry entry) {
        var values = entry.getAttributeValues(settings.attributes().mail());
        return values == null
                ? List.of()
                : Arrays.stream(values)
                        .filter(Objects::nonNull)
                        .flatMap(value -> EmailAddress.parse(value).stream())
                        .toList();
    }

    // RFC 2798 section 2.7: as in Accept-Language, the best first. What is no language is not said.
    private static Optional<Locale> language(@Nullable String value) {
        return Optional.ofNullable(value)
                .map(text -> text.split("[,;]", 2)[0].strip())
                .map(Locale::forLanguageTag)
                .filter(locale -> locale.getLanguage().length() == 2)
                .map(locale -> Locale.of(locale.getLanguage()));
    }
}
