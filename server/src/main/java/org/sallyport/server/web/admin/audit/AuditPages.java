package org.sallyport.server.web.admin.audit;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.sallyport.core.account.Permission;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.audit.AuditQuery;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Store;
import org.sallyport.server.web.Visitor;
import org.sallyport.server.web.frame.NoSuchThing;
import org.sallyport.server.web.frame.Page;
import org.sallyport.server.web.security.Needs;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// The audit log: the latest entries that are looked for, earlier ones, and one by itself.
@Controller
class AuditPages {
    private static final int SHOWN = 50;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    private final Store store;
    private final AuditReader reader;
    private final AuditCheck check;
    private final AuditShipping shipping;

    AuditPages(Store store, AuditReader reader, AuditCheck check, AuditShipping shipping) {
        this.store = store;
        this.reader = reader;
        this.check = check;
        this.shipping = shipping;
    }

    /// @param before the number of the entry behind the page; the latest where it is none
    @Needs(Permission.AUDIT_SEE)
    @GetMapping("/admin/audit")
    ModelAndView list(@ModelAttribute("filter") AuditFilter filter, @RequestParam(defaultValue = "") String before) {
        var asked = reader.read(filter);
        var page = Page.of("admin/audit")
                .with("topics", List.of(AuditTopic.values()))
                .with("check", check.latest())
                .with("shipping", store.look(shipping::state));
        long place = NUMBER.matcher(before).matches() ? Long.parseLong(before) : Long.MAX_VALUE;
        var found = asked.problems().isEmpty() ? found(asked.query(), place) : Found.NOTHING;
        page.with("lines", found.lines())
                .with("head", found.head())
                .with("earlier", found.earlier())
                .with("latest", place == Long.MAX_VALUE);
        return asked.problems().isEmpty()
                ? page.show()
                : page.wrong(asked.problems()).show();
    }

    /// @param head the number of the last entry of the log
    /// @param earlier the place of the next page; 0 on the last
    private record Found(List<AuditLine> lines, long head, long earlier) {
        private static final Found NOTHING = new Found(List.of(), 0, 0);
    }

    /// @param isFirst whether none is before it, or none that is left
    private record One(AuditLine line, boolean isFirst, boolean isLast) {}

    private static Optional<One> one(Books books, long number) {
        var log = AuditLog.in(books);
        long letGo = log.anchor().map(AuditLog.Anchor::number).orElse(0L);
        long head = log.head().map(AuditLog.Head::number).orElse(0L);
        var found = log.since(number - 1, 1).stream()
                .filter(entry -> entry.number() == number)
                .toList();
        return AuditLine.of(books, found).stream()
                .map(line -> new One(line, number == letGo + 1, number == head))
                .findFirst();
    }

    private Found found(AuditQuery query, long before) {
        return store.look(books -> {
            var log = AuditLog.in(books);
            long head = log.head().map(AuditLog.Head::number).orElse(0L);
            var entries = log.find(query, before, SHOWN + 1);
            boolean isMore = entries.size() > SHOWN;
            var shown = isMore ? entries.subList(0, SHOWN) : entries;
            return new Found(
                    AuditLine.of(books, shown), head, isMore ? shown.getLast().number() : 0);
        });
    }

    @Needs(Permission.AUDIT_SEE)
    @GetMapping("/admin/audit/{id}")
    ModelAndView entry(@PathVariable String id) {
        long number = NUMBER.matcher(id).matches() ? Long.parseLong(id) : 0;
        var one = store.look(books -> one(books, number)).orElseThrow(NoSuchThing::new);
        return Page.of("admin/audit-entry")
                .with("line", one.line())
                .with("isFirst", one.isFirst())
                .with("isLast", one.isLast())
                .show();
    }

    @Needs(Permission.AUDIT_VERIFY)
    @PostMapping("/admin/audit/verify")
    ModelAndView verify(@AuthenticationPrincipal Visitor visitor) {
        check.begin(visitor.actor());
        return Page.goTo("/admin/audit#check");
    }
}
