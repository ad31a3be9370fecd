package org.sallyport.server.web.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.account.Permission;
import org.sallyport.core.audit.Reason;
import org.sallyport.core.bulk.BulkAct;
import org.sallyport.core.bulk.BulkDesk;
import org.sallyport.core.bulk.BulkReport;
import org.sallyport.core.roster.PeopleList;
import org.sallyport.server.web.Visitor;
import org.sallyport.server.web.frame.NoSuchThing;
import org.sallyport.server.web.frame.NotYourDuty;
import org.sallyport.server.web.frame.Page;
import org.sallyport.server.web.frame.Said;
import org.sallyport.server.web.security.Needs;
import org.sallyport.server.web.security.StepUp;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// Doing the same to many people of the list: to those who were ticked, or to all whom the filters find. With a reason
/// and a second factor proved just now, after a page that says to whom. What each act needs is asked besides.
@Controller
class BulkPages {
    /// So many names are shown before it is done.
    private static final int NAMED = 20;

    private static final String ADDRESS = "/admin/people/many";

    private final People people;
    private final PeopleList list;
    private final BulkDesk desk;
    private final InstantSource clock;

    BulkPages(People people, PeopleList list, BulkDesk desk, InstantSource clock) {
        this.people = people;
        this.list = list;
        this.desk = desk;
        this.clock = clock;
    }

    /// What was asked for, as an address says it.
    ///
    /// @param ticked empty where all are meant whom the filters find
    private record Asked(BulkAct.Kind kind, String group, Filters filters, List<String> ticked, boolean all) {
        static Asked of(MultiValueMap<String, String> typed) {
            var kind = BulkAct.Kind.find(
                            Optional.ofNullable(typed.getFirst("act")).orElse(""))
                    .orElseThrow(NoSuchThing::new);
            boolean all = "yes".equals(typed.getFirst("all"));
            return new Asked(
                    kind,
                    Optional.ofNullable(typed.getFirst("to-group")).orElse("").strip(),
                    new Filters(typed.toSingleValueMap()),
                    all ? List.of() : typed.getOrDefault("who", List.of()),
                    all);
        }

        /// Empty where a group is missing, or is none.
        Optional<BulkAct> act() {
            try {
                return Optional.of(
                        new BulkAct(kind, kind.namesGroup() ? Optional.of(new GroupName(group)) : Optional.empty()));
            } catch (IllegalArgumentException noName) {
                return Optional.empty();
            }
        }

        String address() {
            return Stream.of(
                            Stream.of("act=" + kind.code()),
                            group.isEmpty() ? Stream.<String>empty() : Stream.of("to-group=" + encoded(group)),
                            all ? Stream.of("all=yes") : Stream.<String>empty(),
                            Stream.of(filters.parameters())
                                    .filter(part -> !part.isEmpty())
                                    .map(Asked::strict),
                            ticked.stream().map(id -> "who=" + encoded(id)))
                    .flatMap(parts -> parts)
                    .collect(Collectors.joining("&", ADDRESS + "?", ""));
        }

        private static String encoded(String text) {
            return strict(URLEncoder.encode(text, UTF_8));
        }

        /// With nothing but letters, digits, "%" and what separates: what an address to come back to may hold.
        private static String strict(String encoded) {
            return encoded.replace("+", "%20").replace("*", "%2A");
        }
    }

    @Needs(Permission.PEOPLE_SEE)
    @GetMapping(ADDRESS)
    ModelAndView ask(@AuthenticationPrincipal Visitor visitor, @RequestParam MultiValueMap<String, String> typed) {
        var asked = require(visitor, typed);
        return visitor.needsStepUpAsStaff(clock.instant())
                ? StepUp.ofStaff(visitor, asked.address())
                : page(asked, "", List.of()).show();
    }

    @Needs(Permission.PEOPLE_SEE)
    @PostMapping(ADDRESS)
    ModelAndView carryOut(@AuthenticationPrincipal Visitor visitor, @RequestParam MultiValueMap<String, String> typed) {
        var asked = require(visitor, typed);
        if (visitor.needsStepUpAsStaff(clock.instant())) {
            return StepUp.ofStaff(visitor, asked.address());
        }
        var why = Optional.ofNullable(typed.getFirst("why")).orElse("");
        var reason = Reason.parse(why);
        var problems = new ArrayList<Said>();
        if (reason.isEmpty()) {
            problems.add(Said.of("reason.missing").about("why"));
        }
        if (asked.act().isEmpty()) {
            problems.add(Said.of("many.group.wrong").about("to-group"));
        }
        var found = found(asked);
        if (problems.isEmpty() && isRightSize(found)) {
            return done(asked, found.people(), visitor, reason.orElseThrow());
        }
        return page(asked, why, problems).show();
    }

    private ModelAndView done(Asked asked, List<Account> whom, Visitor visitor, Reason why) {
        var act = asked.act().orElseThrow();
        var report = desk.carryOut(visitor.id(), whom.stream().map(Account::id).toList(), act, why);
        var left = report.left().stream()
                .map(line -> new Left(
                        nameOf(whom, line.account()),
                        line.account().toString(),
                        line.outcome().code()))
                .toList();
        return Page.of("admin/people-many-done")
                .with("act", act.kind().code())
                .with("group", asked.group())
                .with("done", report.count(BulkReport.Outcome.DONE))
                .with("unchanged", report.count(BulkReport.Outcome.UNCHANGED))
                .with("left", left)
                .with("back", asked.filters().from(""))
                .show();
    }

    /// Somebody to whom it was not done.
    ///
    /// @param why the code of the outcome
    public record Left(String name, String id, String why) {}

    private static String nameOf(List<Account> whom, AccountId id) {
        return whom.stream()
                .filter(account -> account.id().equals(id))
                .map(account -> account.profile().displayName())
                .findFirst()
                .orElse("");
    }

    /// Those who are meant.
    ///
    /// @param count how many there are, also where these are too many to be looked up
    private record Found(List<Account> people, int count) {}

    private Found found(Asked asked) {
        if (asked.all()) {
            var sheet = list.find(asked.filters().query(clock.instant()), Optional.empty(), BulkDesk.MOST);
            return new Found(sheet.people(), sheet.found());
        }
        var ids = asked.ticked().stream()
                .flatMap(id -> AccountId.parse(id).stream())
                .distinct()
                .toList();
        return new Found(people.readable(ids), ids.size());
    }

    private static boolean isRightSize(Found found) {
        return found.count() > 0 && found.count() <= BulkDesk.MOST;
    }

    private Page page(Asked asked, String why, List<Said> problems) {
        var found = found(asked);
        var all = new ArrayList<>(problems);
        if (found.count() == 0) {
            all.add(Said.of("many.nobody"));
        } else if (found.count() > BulkDesk.MOST) {
            all.add(Said.of("many.too-many", found.count(), BulkDesk.MOST));
        }
        var page = Page.of("admin/people-many")
                .with("act", asked.kind().code())
                .with("namesGroup", asked.kind().namesGroup())
                .with("group", asked.group())
                .with("groups", people.groups())
                .with("filters", asked.filters())
                .with("ticked", asked.ticked())
                .with("all", asked.all())
                .with("count", found.count())
                .with("possible", isRightSize(found))
                .with(
                        "named",
                        found.people().stream()
                                .limit(NAMED)
                                .map(one -> one.profile().displayName())
                                .toList())
                .with("more", Math.max(0, found.count() - NAMED))
                .with("why", why)
                .with("back", asked.filters().from(""));
        return all.isEmpty() ? page : page.wrong(all);
    }

    private static Asked require(Visitor visitor, MultiValueMap<String, String> typed) {
        var asked = Asked.of(typed);
        if (!visitor.may(asked.kind().needs())) {
            throw new NotYourDuty();
        }
        return asked;
    }
}
