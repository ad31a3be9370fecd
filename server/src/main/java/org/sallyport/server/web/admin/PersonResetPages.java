package org.sallyport.server.web.admin;

import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sallyport.core.account.Permission;
import org.sallyport.core.apppassword.AppPasswords;
import org.sallyport.core.audit.Reason;
import org.sallyport.core.enrollment.RegisteredMethods;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.signin.DeviceMemory;
import org.sallyport.core.upkeep.MethodReset;
import org.sallyport.server.web.Visitor;
import org.sallyport.server.web.account.MethodRow;
import org.sallyport.server.web.frame.NoSuchThing;
import org.sallyport.server.web.frame.NotYourDuty;
import org.sallyport.server.web.frame.Page;
import org.sallyport.server.web.frame.Said;
import org.sallyport.server.web.security.Needs;
import org.sallyport.server.web.security.StepUp;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// Having somebody register their second factors anew: with a reason and a second factor proved just now, after a page
/// that says what goes.
@Controller
@RequestMapping("/admin/people/{id}/reset-methods")
class PersonResetPages {
    /// What becomes of the app passwords, as the form offers it.
    private static final List<String> APPS = Arrays.stream(Limits.PasswordChanged.values())
            .map(PersonResetPages::code)
            .toList();

    private final PersonFinder finder;
    private final MethodReset resets;
    private final AppPasswords appPasswords;
    private final RegisteredMethods methods;
    private final DeviceMemory devices;
    private final InstantSource clock;

    PersonResetPages(
            PersonFinder finder,
            MethodReset resets,
            AppPasswords appPasswords,
            RegisteredMethods methods,
            DeviceMemory devices,
            InstantSource clock) {
        this.finder = finder;
        this.resets = resets;
        this.appPasswords = appPasswords;
        this.methods = methods;
        this.devices = devices;
        this.clock = clock;
    }

    @Needs(Permission.METHODS_RESET)
    @GetMapping
    ModelAndView ask(@AuthenticationPrincipal Visitor visitor, @PathVariable String id) {
        var person = require(id, visitor);
        return visitor.needsStepUpAsStaff(clock.instant())
                ? StepUp.ofStaff(visitor, pathOf(person))
                : page(person, APPS.getFirst(), "").show();
    }

    @Needs(Permission.METHODS_RESET)
    @PostMapping
    ModelAndView reset(
            @AuthenticationPrincipal Visitor visitor,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String apps,
            @RequestParam(defaultValue = "") String why) {
        var person = require(id, visitor);
        if (visitor.needsStepUpAsStaff(clock.instant())) {
            return StepUp.ofStaff(visitor, pathOf(person));
        }
        var chosen = find(apps).orElseThrow(NoSuchThing::new);
        var reason = Reason.parse(why);
        if (reason.isEmpty()) {
            return page(person, apps, why)
                    .wrong(Said.of("reason.missing").about("why"))
                    .show();
        }
        return switch (resets.reset(person.account().id(), chosen, visitor.actor(), reason.get())) {
            case DONE -> Page.goTo("/admin/people/" + person.id() + "/access?done=reset");
            case NOTHING_REGISTERED -> Page.goTo("/admin/people/" + person.id() + "/access");
            case NO_SUCH_ACCOUNT -> throw new NoSuchThing();
        };
    }

    private Page page(Person person, String apps, String why) {
        var account = person.account().id();
        return Page.of("admin/person-reset")
                .with("person", person)
                .with("choices", APPS)
                .with("apps", apps)
                .with("why", why)
                .with("appPasswords", appPasswords.of(account))
                .with("devices", devices.of(account).size())
                .with("methods", methods.of(account).stream().map(MethodRow::of).toList());
    }

    private Person require(String id, Visitor visitor) {
        var person = finder.require(id, visitor, Permission.METHODS_RESET);
        // Whoever resets their own would be without a second factor in the middle of administering.
        if (person.account().id().equals(visitor.id())) {
            throw new NotYourDuty();
        }
        return person;
    }

    private static Optional<Limits.PasswordChanged> find(String code) {
        return Arrays.stream(Limits.PasswordChanged.values())
                .filter(apps -> code(apps).equals(code))
                .findFirst();
    }

    private static String code(Limits.PasswordChanged apps) {
        return apps.name().toLowerCase(Locale.ROOT);
    }

    private static String pathOf(Person person) {
        return "/admin/people/" + person.id() + "/reset-methods";
    }
}
