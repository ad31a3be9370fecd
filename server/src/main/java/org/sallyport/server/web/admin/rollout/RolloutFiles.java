package org.sallyport.server.web.admin.rollout;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.Permission;
import org.sallyport.core.account.Username;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.caller.ClientName;
import org.sallyport.core.csv.CsvLine;
import org.sallyport.core.observation.Sender;
import org.sallyport.core.observation.Senders;
import org.sallyport.core.rollout.Rollout;
import org.sallyport.core.rollout.RolloutPeople;
import org.sallyport.core.rollout.RolloutPeople.Sought;
import org.sallyport.core.rollout.RolloutPeople.Who;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Store;
import org.sallyport.server.web.Visitor;
import org.sallyport.server.web.security.Needs;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/// Who would notice today, with each of their apps, as a file. It is a form, since the audit log remembers who took it.
@Controller
class RolloutFiles {
    private static final int AT_ONCE = 200;
    private static final String HEAD = CsvLine.of(
            List.of("user-name", "display-name", "protocol", "app", "server", "network", "first", "last", "times"));

    private final RolloutFinder finder;
    private final Store store;
    private final InstantSource clock;

    RolloutFiles(RolloutFinder finder, Store store, InstantSource clock) {
        this.finder = finder;
        this.store = store;
        this.clock = clock;
    }

    @Needs(Permission.OBSERVE)
    @PostMapping("/admin/rollout/{id}/export")
    void export(@AuthenticationPrincipal Visitor visitor, @PathVariable String id, HttpServletResponse response)
            throws IOException {
        var rollout = finder.requireOpen(id);
        note(visitor, rollout);
        response.setContentType("text/csv");
        response.setCharacterEncoding(UTF_8);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"rollout.csv\"");
        write(rollout, clock.instant(), response.getWriter());
    }

    private void note(Visitor visitor, Rollout rollout) {
        var details = Map.of(
                "query",
                "rollout=" + rollout.id(),
                "found",
                Integer.toString(finder.standing(rollout).sending()));
        var event =
                new AuditEvent(clock.instant(), AuditKind.PEOPLE_EXPORTED, Optional.empty(), visitor.actor(), details);
        var _ = store.transact(books -> {
            AuditLog.in(books).append(event);
            return true;
        });
    }

    private void write(Rollout rollout, Instant now, Writer out) throws IOException {
        out.write(CsvLine.BYTE_ORDER_MARK);
        out.write(HEAD);
        var since = rollout.counting(now);
        var sought = new Sought(rollout, Who.SENDING, since);
        Optional<Username> after = Optional.empty();
        List<RolloutPeople.One> page;
        do {
            var behind = after;
            page = store.look(books -> RolloutPeople.in(books).page(sought, behind, AT_ONCE));
            var people = page;
            List<String> lines = store.look(books -> lines(books, people, since));
            for (var line : lines) {
                out.write(line);
            }
            after = page.isEmpty() ? after : Optional.of(page.getLast().username());
        } while (page.size() == AT_ONCE);
    }

    private static List<String> lines(Books books, List<RolloutPeople.One> people, Instant since) {
        var lines = new ArrayList<String>();
        for (var one : people) {
            var name = Accounts.in(books)
                    .find(one.account())
                    .map(account -> account.profile().displayName())
                    .orElse("");
            Senders.in(books).of(one.account()).stream()
                    .filter(sender -> !sender.seen().last().isBefore(since))
                    .forEach(sender -> lines.add(line(one.username(), name, sender)));
        }
        return lines;
    }

    private static String line(Username username, String name, Sender sender) {
        return CsvLine.of(List.of(
                username.canonical(),
                name,
                sender.protocol().code(),
                sender.client().map(ClientName::value).orElse(""),
                sender.server(),
                sender.network().isNowhere() ? "" : sender.network().toString(),
                sender.seen().first().toString(),
                sender.seen().last().toString(),
                Long.toString(sender.seen().times())));
    }
}
