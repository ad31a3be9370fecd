package org.sallyport.server.web.admin;

import java.time.InstantSource;
import org.sallyport.core.account.Permission;
import org.sallyport.core.apppassword.AppPasswords;
import org.sallyport.core.apppassword.Revocations;
import org.sallyport.core.audit.Reason;
import org.sallyport.core.directory.LocalAccounts;
import org.sallyport.core.store.Store;
import org.sallyport.server.web.Visitor;
import org.sallyport.server.web.frame.NoSuchThing;
import org.sallyport.server.web.frame.Page;
import org.sallyport.server.web.frame.Said;
import org.sallyport.server.web.security.Needs;
import org.sallyport.server.web.security.StepUp;
import org.sallyport.server.web.session.Browsers;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// Disabling and enabling somebody: with a reason, after a page that says what stops. The cookie of somebody who may is
/// not enough for either.
@Controller
@RequestMapping("/admin/people/{id}")
class PersonDisablingPages {
    private final PersonFinder finder;
    private final LocalAccounts accounts;
    private final Revocations revocations;
    private final AppPasswords appPasswords;
    private final Browsers browsers;
    private final Store store;
    private final InstantSource clock;

    PersonDisablingPages(
            PersonFinder finder,
            LocalAccounts accounts,
            Revocations revocations,
            AppPasswords appPasswords,
            Browsers browsers,
            Store store,
            InstantSource clock) {
        this.finder = finder;
        this.accounts = accounts;
        this.revocations = revocations;
        this.appPasswords = appPasswords;
        this.browsers = browsers;
        this.store = store;
        this.clock = clock;
    }

    @Needs(Permission.PEOPLE_DISABLE)
    @GetMapping("/disable")
    ModelAndView askToDisable(@AuthenticationPrincipal Visitor visitor, @PathVariable String id) {
        var person = finder.require(id, visitor, Permission.PEOPLE_DISABLE);
        return visitor.needsStepUpAsStaff(clock.instant())
                ? stepUpTo("disable", visitor, person)
                : page(person, "").show();
    }

    @Needs(Permission.PEOPLE_DISABLE)
    @PostMapping("/disable")
    ModelAndView disable(
            @AuthenticationPrincipal Visitor visitor,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String why) {
        var person = finder.require(id, visitor, Permission.PEOPLE_DISABLE);
        if (person.account().id().equals(visitor.id())) {
            // An admin who locks themselves out may have locked everybody out.
            return back(person, "not-yourself");
        }
        if (visitor.needsStepUpAsStaff(clock.instant())) {
            return stepUpTo("disable", visitor, person);
        }
        var reason = Reason.parse(why);
        if (reason.isEmpty()) {
            return page(person, why)
                    .wrong(Said.of("reason.missing").about("why"))
                    .show();
        }
        if (!accounts.disableButTheLastOwner(person.account().id(), visitor.actor(), reason.get())) {
            return back(person, "last-owner");
        }
        revocations.closeAll(person.account(), visitor.actor());
        return back(person, "disabled");
    }

    @Needs(Permission.PEOPLE_DISABLE)
    @GetMapping("/enable")
    ModelAndView askToEnable(@AuthenticationPrincipal Visitor visitor, @PathVariable String id) {
        var person = finder.require(id, visitor, Permission.PEOPLE_DISABLE);
        return visitor.needsStepUpAsStaff(clock.instant())
                ? stepUpTo("enable", visitor, person)
                : enablePage(person, "").show();
    }

    @Needs(Permission.PEOPLE_DISABLE)
    @PostMapping("/enable")
    ModelAndView enable(
            @AuthenticationPrincipal Visitor visitor,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String why) {
        var person = finder.require(id, visitor, Permission.PEOPLE_DISABLE);
        if (visitor.needsStepUpAsStaff(clock.instant())) {
            return stepUpTo("enable", visitor, person);
        }
        var reason = Reason.parse(why);
        if (reason.isEmpty()) {
            return enablePage(person, why)
                    .wrong(Said.of("reason.missing").about("why"))
                    .show();
        }
        return back(
                person,
                switch (accounts.enable(person.account().id(), visitor.actor(), reason.get())) {
                    case ENABLED -> "enabled";
                    case SOURCE_SAYS_NO -> "source-says-no";
                    case NO_SUCH_ACCOUNT -> throw new NoSuchThing();
                });
    }

    private static ModelAndView stepUpTo(String act, Visitor visitor, Person person) {
        return StepUp.ofStaff(visitor, "/admin/people/" + person.id() + "/" + act);
    }

    private Page enablePage(Person person, String why) {
        return Page.of("admin/person-enable")
                .with("person", person)
                .with("why", why)
                .with("appPasswords", appPasswords.of(person.account().id()));
    }

    private Page page(Person person, String why) {
        var account = person.account().id();
        return Page.of("admin/person-disable")
                .with("person", person)
                .with("why", why)
                .with("appPasswords", appPasswords.of(account))
                .with(
                        "browsers",
                        store.look(books -> browsers.of(books, account)).size());
    }

    private static ModelAndView back(Person person, String done) {
        return Page.goTo("/admin/people/" + person.id() + "?done=" + done);
    }
}
