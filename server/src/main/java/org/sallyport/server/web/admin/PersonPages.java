package org.sallyport.server.web.admin;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.sallyport.core.account.Permission;
import org.sallyport.core.apppassword.AppPasswords;
import org.sallyport.core.directory.LocalAccounts;
import org.sallyport.core.enrollment.OnboardingCodes;
import org.sallyport.core.policy.Mfa;
import org.sallyport.server.web.Visitor;
import org.sallyport.server.web.frame.NoSuchThing;
import org.sallyport.server.web.frame.Page;
import org.sallyport.server.web.security.Needs;
import org.sallyport.server.web.security.StepUp;
import org.sallyport.server.web.session.Visits;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// One person: what holds for them, signing them out everywhere, an onboarding code.
@Controller
@RequestMapping("/admin/people/{id}")
class PersonPages {
    private static final Set<String> DONE = Set.of(
            "requirement",
            "policy",
            "role",
            "disabled",
            "enabled",
            "source-says-no",
            "revoked-all",
            "unlinked",
            "signed-out",
            "not-yourself",
            "last-owner",
            "deletion-planned",
            "edited",
            "contact",
            "kept",
            "no-code-for-yourself");
    private static final Pattern HOURS = Pattern.compile("[0-9]{1,2}");

    /// How long an onboarding code may wait to be typed, as the form offers it; 0 for ten minutes.
    private static final List<Integer> HOURS_OFFERED = List.of(0, 1, 8, 24, 72);

    private final PersonFinder finder;
    private final Mfa mfa;
    private final LocalAccounts accounts;
    private final AppPasswords appPasswords;
    private final OnboardingCodes onboardingCodes;
    private final Visits visits;
    private final InstantSource clock;

    PersonPages(
            PersonFinder finder,
            Mfa mfa,
            LocalAccounts accounts,
            AppPasswords appPasswords,
            OnboardingCodes onboardingCodes,
            Visits visits,
            InstantSource clock) {
        this.finder = finder;
        this.mfa = mfa;
        this.accounts = accounts;
        this.appPasswords = appPasswords;
        this.onboardingCodes = onboardingCodes;
        this.visits = visits;
        this.clock = clock;
    }

    @Needs(Permission.PEOPLE_SEE)
    @GetMapping
    ModelAndView person(
            @AuthenticationPrincipal Visitor admin,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String done,
            @RequestParam(defaultValue = "0") String hours) {
        var person = finder.require(id);
        if (person.account().isDevice()) {
            return Page.goTo("/admin/devices/" + person.id());
        }
        return Page.of("admin/person")
                .with("person", person)
                .with("self", isSelf(admin, person))
                .with("may", PersonFinder.may(admin, person))
                .with("hoursOffered", HOURS_OFFERED)
                .with("hours", hoursOf(hours))
                .with("choices", List.of(Choice.values()))
                .with(
                        "graceDays",
                        mfa.policies().of(person.account()).limits().grace().toDays())
                .with("appPasswordCount", appPasswords.of(person.account().id()).size())
                .with("policy", PolicyRow.shown(mfa.policies().effective(person.account())))
                .with("deletion", finder.deletion(person))
                .with("senders", finder.senders(person))
                .with("links", finder.links(person))
                .with("done", DONE.contains(done) ? done : "")
                .show();
    }

    /// Ends every browser session, and asks every browser for a second factor again; whoever does it to themselves
    /// goes on.
    @Needs(Permission.SESSIONS_END)
    @PostMapping("/sign-out")
    ModelAndView signOut(@AuthenticationPrincipal Visitor admin, @PathVariable String id, HttpServletRequest request) {
        var person = require(id, admin, Permission.SESSIONS_END);
        accounts.signOutEverywhere(person.account().id(), admin.actor());
        if (isSelf(admin, person)) {
            visits.goOnAnew(request, admin.passwordChanged());
        }
        return back(person, "signed-out");
    }

    /// Makes an onboarding code and shows it in this answer and nowhere else.
    @Needs(Permission.CODES_MAKE)
    @PostMapping("/onboarding-code")
    ModelAndView makeOnboardingCode(
            @AuthenticationPrincipal Visitor admin,
            @PathVariable String id,
            @RequestParam(defaultValue = "0") String hours,
            HttpServletRequest request) {
        var person = require(id, admin, Permission.CODES_MAKE);
        if (isSelf(admin, person)) {
            return back(person, "no-code-for-yourself");
        }
        int chosen = hoursOf(hours);
        if (admin.needsStepUpAsStaff(clock.instant())) {
            return StepUp.ofStaff(admin, "/admin/people/" + person.id() + "?hours=" + chosen);
        }
        var goodFor = chosen == 0 ? OnboardingCodes.AT_ONCE : Duration.ofHours(chosen);
        visits.leaveNote(request, Visits.Note.SECRET_SHOWN);
        try (var code = onboardingCodes.make(person.account().id(), goodFor, admin.actor())) {
            return Page.of("admin/onboarding-code")
                    .with("person", person)
                    .with("hours", chosen)
                    .with("groups", List.of(code.reveal().split("(?<=\\G.{4})")))
                    .show();
        }
    }

    /// Where the script of the page that shows the code points the browser's history.
    @Needs(Permission.CODES_MAKE)
    @GetMapping("/onboarding-code")
    ModelAndView onboardingCodeWasShown(@AuthenticationPrincipal Visitor admin, @PathVariable String id) {
        return Page.of("admin/onboarding-code-shown")
                .with("person", require(id, admin, Permission.CODES_MAKE))
                .gone()
                .show();
    }

    private static int hoursOf(String typed) {
        if (!HOURS.matcher(typed).matches() || Integer.parseInt(typed) > OnboardingCodes.MOST_HOURS) {
            throw new NoSuchThing();
        }
        return Integer.parseInt(typed);
    }

    private static boolean isSelf(Visitor admin, Person person) {
        return person.account().id().equals(admin.id());
    }

    private static ModelAndView back(Person person, String done) {
        return Page.goTo("/admin/people/" + person.id() + "?done=" + done);
    }

    private Person require(String id, Visitor admin, Permission permission) {
        return finder.require(id, admin, permission);
    }
}
