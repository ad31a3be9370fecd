package org.sallyport.server.web.admin.audit;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.store.Books;

/// One entry as the pages show it.
///
/// @param kind the code of what happened
/// @param about whose account it concerns
/// @param by who did it
public record AuditLine(
        long number, Instant at, String kind, Optional<Whom> about, By by, Map<String, String> details, String link) {
    public AuditLine {
        details = Map.copyOf(details);
    }

    /// An account.
    ///
    /// @param name empty where nobody has this id any more
    public record Whom(String id, String name) {}

    /// Who did it.
    ///
    /// @param code `person`, `app` and so on, by which the pages find its words
    /// @param whom the person, if it was one
    /// @param server the name of the connected server, if it was an app; the id of the token, if it was a program
    public record By(String code, Optional<Whom> whom, String server) {}

    /// Details in the order of their names.
    public List<Map.Entry<String, String>> facts() {
        return List.copyOf(new TreeMap<>(details).entrySet());
    }

    /// Reads names of the accounts that these entries name.
    static List<AuditLine> of(Books books, List<AuditLog.Entry> entries) {
        var accounts = Accounts.in(books);
        var names = new TreeMap<String, String>();
        entries.stream()
                .flatMap(AuditLine::named)
                .distinct()
                .forEach(id -> names.put(
                        id.toString(), accounts.find(id).map(AuditLine::name).orElse("")));
        Function<AccountId, Whom> whom = id -> new Whom(id.toString(), names.getOrDefault(id.toString(), ""));
        return entries.stream().map(entry -> of(entry, whom)).toList();
    }

    private static AuditLine of(AuditLog.Entry entry, Function<AccountId, Whom> whom) {
        var event = entry.event();
        return new AuditLine(
                entry.number(),
                event.at(),
                event.kind().code(),
                event.about().map(whom),
                by(event.by(), whom),
                event.details(),
                entry.link().text());
    }

    private static By by(Actor actor, Function<AccountId, Whom> whom) {
        return switch (actor) {
            case Actor.Person(var account) -> new By("person", Optional.of(whom.apply(account)), "");
            case Actor.Program(var account, var token) ->
                new By("program", Optional.of(whom.apply(account)), token.toString());
            case Actor.App(var server) -> new By("app", Optional.empty(), server);
            case Actor.Operator() -> new By("operator", Optional.empty(), "");
            case Actor.Sallyport() -> new By("sallyport", Optional.empty(), "");
            case Actor.Stranger() -> new By("stranger", Optional.empty(), "");
        };
    }

    private static Stream<AccountId> named(AuditLog.Entry entry) {
        var by = switch (entry.event().by()) {
            case Actor.Person(var account) -> Stream.of(account);
            case Actor.Program(var account, var _) -> Stream.of(account);
            default -> Stream.<AccountId>empty();
        };
        return Stream.concat(entry.event().about().stream(), by);
    }

    private static String name(Account account) {
        return account.profile().displayName();
    }
}
