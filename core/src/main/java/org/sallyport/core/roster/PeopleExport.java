package org.sallyport.core.roster;

import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.csv.CsvLine;
import org.sallyport.core.method.Method;
import org.sallyport.core.method.Methods;
import org.sallyport.core.policy.Mfa;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Store;
import org.sallyport.core.store.Unavailable;

/// Lists of people as a table. It holds no secret, nothing made of one, and no contact on record. Thread-safe.
public final class PeopleExport {
    /// So many people are looked up at once.
    private static final int PAGE = 500;

    private static final String HEAD = CsvLine.of(
            List.of("user-name", "display-name", "language", "groups", "status", "role", "second-factor", "methods"));

    private final PeopleList list;
    private final Store store;
    private final Mfa mfa;
    private final InstantSource clock;

    public PeopleExport(PeopleList list, Store store, Mfa mfa, InstantSource clock) {
        this.list = list;
        this.store = store;
        this.mfa = mfa;
        this.clock = clock;
    }

    /// Where lines go, one after another.
    ///
    /// @param <X> what is thrown when they cannot
    public interface Lines<X extends Exception> {
        void write(String line) throws X;
    }

    /// Writes everybody who fits, in the order of their names, with a head. The audit log says so before the first row.
    ///
    /// @param said the query as the audit log is to remember it
    /// @throws Unavailable when the store cannot tell, maybe after some rows; and before the first while not everybody
    /// can be found yet
    public <X extends Exception> void write(PeopleQuery query, String said, Actor by, Lines<X> lines) throws X {
        var first = list.find(query, Optional.empty(), PAGE);
        if (first.complete() == PeopleList.Complete.NOT_YET) {
            // A list says so; a file could not.
            throw new Unavailable("store", "the index of people is being made");
        }
        note(said, first.found(), by);
        lines.write(HEAD);
        var page = first.page();
        writeAll(page, lines);
        while (page.next().isPresent()) {
            page = list.page(query, page.next(), PAGE);
            writeAll(page, lines);
        }
    }

    private void note(String said, int found, Actor by) {
        var details = Map.of("query", said, "found", Integer.toString(found));
        var event = new AuditEvent(clock.instant(), AuditKind.PEOPLE_EXPORTED, Optional.empty(), by, details);
        var _ = store.transact(books -> {
            AuditLog.in(books).append(event);
            return true;
        });
    }

    private <X extends Exception> void writeAll(PeopleList.Page page, Lines<X> lines) throws X {
        List<String> made = store.look(books ->
                page.people().stream().map(account -> line(books, account)).toList());
        for (var line : made) {
            lines.write(line);
        }
    }

    private String line(Books books, Account account) {
        var profile = account.profile();
        return CsvLine.of(List.of(
                account.username().canonical(),
                profile.displayName(),
                profile.language().toLanguageTag(),
                profile.groups().stream().sorted().map(GroupName::value).collect(Collectors.joining(";")),
                code(account.status()),
                account.role().code(),
                code(mfa.standing(books, account).state()),
                Methods.in(books).heldBy(account.id()).stream()
                        .map(Method::kind)
                        .distinct()
                        .sorted()
                        .map(Method.Kind::code)
                        .collect(Collectors.joining(";"))));
    }

    private static String code(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
