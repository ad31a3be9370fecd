package org.sallyport.server.web.admin;

import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.Set;
import org.sallyport.core.account.Permission;
import org.sallyport.core.apppassword.AppPasswords;
import org.sallyport.core.enrollment.RegisteredMethods;
import org.sallyport.core.policy.Mfa;
import org.sallyport.core.signin.DeviceMemory;
import org.sallyport.server.web.Visitor;
import org.sallyport.server.web.account.Card;
import org.sallyport.server.web.account.MethodRow;
import org.sallyport.server.web.frame.Page;
import org.sallyport.server.web.security.Needs;
import org.sallyport.server.web.session.Browsers;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// What opens a person's account: app passwords, methods, browsers. Nothing secret is among it.
@Controller
class PersonAccessPages {
    private static final Set<String> DONE = Set.of("revoked", "signed-out", "forgotten", "reset");

    private final PersonFinder finder;
    private final AppPasswords appPasswords;
    private final RegisteredMethods methods;
    private final Browsers browsers;
    private final DeviceMemory devices;
    private final Mfa mfa;
    private final InstantSource clock;

    PersonAccessPages(
            PersonFinder finder,
            AppPasswords appPasswords,
            RegisteredMethods methods,
            Browsers browsers,
            DeviceMemory devices,
            Mfa mfa,
            InstantSource clock) {
        this.finder = finder;
        this.appPasswords = appPasswords;
        this.methods = methods;
        this.browsers = browsers;
        this.devices = devices;
        this.mfa = mfa;
        this.clock = clock;
    }

    @Needs(Permission.PEOPLE_SEE)
    @GetMapping("/admin/people/{id}/access")
    ModelAndView access(
            @AuthenticationPrincipal Visitor visitor,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String done,
            HttpServletRequest request) {
        var person = finder.require(id);
        var account = person.account();
        var terms = mfa.policies().of(account).terms();
        var now = clock.instant();
        return Page.of("admin/person-access")
                .with("person", person)
                .with("self", account.id().equals(visitor.id()))
                .with("may", PersonFinder.may(visitor, person))
                .with(
                        "cards",
                        appPasswords.of(account.id()).stream()
                                .map(one -> Card.of(one, person.standing(), terms, now))
                                .toList())
                .with(
                        "methods",
                        methods.of(account.id()).stream().map(MethodRow::of).toList())
                .with("browsers", browsers.of(account.id(), request))
                .with("devices", devices.of(account.id()))
                .with("done", DONE.contains(done) ? done : "")
                .show();
    }
}
