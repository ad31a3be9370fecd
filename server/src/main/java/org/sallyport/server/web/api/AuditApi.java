package org.sallyport.server.web.api;

import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.Permission;
import org.sallyport.core.account.Username;
import org.sallyport.core.api.Program;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditChain;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.audit.AuditQuery;
import org.sallyport.core.store.Store;
import org.sallyport.server.web.admin.audit.AuditCheck;
import org.sallyport.server.web.security.Needs;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The audit log: looked through, one entry, and whether it is whole.
@RestController
@RequestMapping("/api/v1/audit")
class AuditApi {
    private static final int USUAL = 100;
    private static final int MOST = 1_000;

    private final Store store;
    private final AuditCheck check;

    AuditApi(Store store, AuditCheck check) {
        this.store = store;
        this.check = check;
    }

    /// @param about the id of the account it concerns
    /// @param by who did it: `person:ID`, `program:ID/TOKEN`, `app:SERVER`, operator, sallyport or stranger
    /// @param link of the chain that holds the log together
    public record EntryView(
            long number,
            Instant at,
            String kind,
            Optional<String> about,
            String by,
            Map<String, String> details,
            String link) {
        static EntryView of(AuditLog.Entry entry) {
            var event = entry.event();
            return new EntryView(
                    entry.number(),
                    event.at(),
                    event.kind().code(),
                    event.about().map(AccountId::toString),
                    event.by().code(),
                    new TreeMap<>(event.details()),
                    entry.link().text());
        }
    }

    /// What came of the latest check on this node.
    ///
    /// @param state none, under-way, whole, broken or unable
    /// @param entries that there are, where it is whole
    /// @param brokenAt the number of the first entry that is not as it was written
    public record CheckView(String state, Optional<Instant> at, Optional<Long> entries, Optional<Long> brokenAt) {
        static CheckView of(AuditCheck.Result result) {
            Optional<Instant> at = switch (result) {
                case AuditCheck.Result.None() -> Optional.empty();
                case AuditCheck.Result.UnderWay(var since) -> Optional.of(since);
                case AuditCheck.Result.Done(var _, var when) -> Optional.of(when);
                case AuditCheck.Result.Unable(var when) -> Optional.of(when);
            };
            var found = result instanceof AuditCheck.Result.Done done
                    ? Optional.of(done.found())
                    : Optional.<AuditChain.Verification>empty();
            return new CheckView(
                    result.code(),
                    at,
                    found.map(one -> one instanceof AuditChain.Verification.Whole whole ? whole.entries() : null),
                    found.map(one -> one instanceof AuditChain.Verification.BrokenAt broken ? broken.number() : null));
        }
    }

    @Answers(
            to = "Lists entries, latest first.",
            parameters = {
                "kind:string",
                "about:string",
                "by:string",
                "from:string",
                "until:string",
                "limit:integer",
                "after:string"
            })
    @Needs(Permission.AUDIT_EXPORT)
    @GetMapping
    ResponseEntity<ApiPage<EntryView>> list(@RequestParam Map<String, String> said, HttpServletRequest request) {
        var query = new Query(said).only("kind", "about", "by", "from", "until", "limit", "after");
        int limit = query.limit(USUAL, MOST);
        long before = query.place("after");
        var asked = asked(query);
        var found = store.look(books -> AuditLog.in(books).find(asked, before, limit + 1));
        boolean isMore = found.size() > limit;
        List<EntryView> shown = found.stream().limit(limit).map(EntryView::of).toList();
        return new ApiPage<>(
                        shown,
                        isMore ? Optional.of(Long.toString(shown.getLast().number())) : Optional.empty(),
                        Optional.empty())
                .answer(request);
    }

    @Answers(to = "Shows one entry.")
    @Needs(Permission.AUDIT_SEE)
    @GetMapping("/{number}")
    ResponseEntity<EntryView> entry(@PathVariable String number) {
        long wanted = number.matches("[0-9]{1,18}") ? Long.parseLong(number) : 0;
        return store.look(books -> AuditLog.in(books).since(wanted - 1, 1)).stream()
                .filter(entry -> entry.number() == wanted)
                .findFirst()
                .map(EntryView::of)
                .map(ResponseEntity::ok)
                .orElseThrow(() -> Refusal.noSuch("entry"));
    }

    @Answers(to = "What came of the latest check on this node.")
    @Needs(Permission.AUDIT_VERIFY)
    @GetMapping("/check")
    ResponseEntity<CheckView> check() {
        return ResponseEntity.ok(CheckView.of(check.latest()));
    }

    @Answers(to = "Begins to check whether the log is whole, where no check is under way.", value = 202)
    @Needs(Permission.AUDIT_VERIFY)
    @PostMapping("/check")
    ResponseEntity<CheckView> begin(@AuthenticationPrincipal Program program) {
        check.begin(program.actor());
        return ResponseEntity.status(HttpStatus.ACCEPTED).body(CheckView.of(check.latest()));
    }

    private AuditQuery asked(Query query) {
        var kind = query.text("kind")
                .map(code -> AuditKind.find(code)
                        .orElseThrow(() -> Refusal.unfit("?kind", "There is no such kind of entry.")));
        var about = query.text("about")
                .map(typed ->
                        account(typed).orElseThrow(() -> Refusal.unfit("?about", "Nobody has this user name or id.")));
        var by = query.text("by")
                .map(typed -> Actor.find(typed)
                        .or(() -> account(typed).map(Actor.Person::new))
                        .orElseThrow(() -> Refusal.unfit("?by", "Nobody who does anything is called so.")));
        return new AuditQuery(
                kind.map(Set::of).orElse(Set.of()), about, by, moment(query, "from"), moment(query, "until"));
    }

    // An account that has gone is found by its id, which is all that the log has of it.
    private Optional<AccountId> account(String typed) {
        return AccountId.parse(typed)
                .or(() -> Username.parse(typed)
                        .flatMap(name -> store.look(books -> Accounts.in(books).named(name)))
                        .map(Account::id));
    }

    private static Optional<Instant> moment(Query query, String name) {
        return query.text(name).map(typed -> {
            try {
                return Instant.parse(typed);
            } catch (DateTimeException noMoment) {
                throw Refusal.unfit("?" + name, "a moment like 2026-11-23T08:00:00Z");
            }
        });
    }
}
