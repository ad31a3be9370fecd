package org.sallyport.server.web.admin;

import java.time.InstantSource;
import org.sallyport.core.account.Permission;
import org.sallyport.core.apppassword.AppPasswordId;
import org.sallyport.core.apppassword.AppPasswords;
import org.sallyport.core.apppassword.Revocations;
import org.sallyport.core.audit.Reason;
import org.sallyport.core.signin.DeviceMemory;
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

/// Ends what opens a person's account: one app password or all, one browser, what browsers are spared.
@Controller
@RequestMapping("/admin/people/{id}")
class PersonEndingPages {
    private final PersonFinder finder;
    private final AppPasswords appPasswords;
    private final Revocations revocations;
    private final Browsers browsers;
    private final DeviceMemory devices;
    private final InstantSource clock;

    PersonEndingPages(
            PersonFinder finder,
            AppPasswords appPasswords,
            Revocations revocations,
            Browsers browsers,
            DeviceMemory devices,
            InstantSource clock) {
        this.finder = finder;
        this.appPasswords = appPasswords;
        this.revocations = revocations;
        this.browsers = browsers;
        this.devices = devices;
        this.clock = clock;
    }

    @Needs(Permission.APP_PASSWORDS_REVOKE)
    @GetMapping("/app-passwords/{appPassword}/revoke")
    ModelAndView askToRevoke(
            @AuthenticationPrincipal Visitor visitor, @PathVariable String id, @PathVariable String appPassword) {
        var person = finder.require(id, visitor, Permission.APP_PASSWORDS_REVOKE);
        var wanted = idOf(appPassword);
        return Page.of("admin/person-revoke")
                .with("person", person)
                .with(
                        "appPassword",
                        appPasswords.of(person.account().id()).stream()
                                .filter(one -> one.id().equals(wanted))
                                .findFirst()
                                .orElseThrow(NoSuchThing::new))
                .show();
    }

    @Needs(Permission.APP_PASSWORDS_REVOKE)
    @PostMapping("/app-passwords/{appPassword}/revoke")
    ModelAndView revoke(
            @AuthenticationPrincipal Visitor visitor, @PathVariable String id, @PathVariable String appPassword) {
        var person = finder.require(id, visitor, Permission.APP_PASSWORDS_REVOKE);
        if (revocations
                .revoke(person.account(), idOf(appPassword), visitor.actor())
                .isEmpty()) {
            throw new NoSuchThing();
        }
        return back(person, "revoked");
    }

    @Needs(Permission.APP_PASSWORDS_REVOKE)
    @GetMapping("/revoke-all")
    ModelAndView askToRevokeAll(@AuthenticationPrincipal Visitor visitor, @PathVariable String id) {
        var person = finder.require(id, visitor, Permission.APP_PASSWORDS_REVOKE);
        return visitor.needsStepUpAsStaff(clock.instant())
                ? stepUpToRevokeAll(visitor, person)
                : revokeAllPage(person, "").show();
    }

    @Needs(Permission.APP_PASSWORDS_REVOKE)
    @PostMapping("/revoke-all")
    ModelAndView revokeAll(
            @AuthenticationPrincipal Visitor visitor,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String why) {
        var person = finder.require(id, visitor, Permission.APP_PASSWORDS_REVOKE);
        if (visitor.needsStepUpAsStaff(clock.instant())) {
            return stepUpToRevokeAll(visitor, person);
        }
        var reason = Reason.parse(why);
        if (reason.isEmpty()) {
            return revokeAllPage(person, why)
                    .wrong(Said.of("reason.missing").about("why"))
                    .show();
        }
        revocations.revokeAll(person.account(), visitor.actor(), reason.get());
        return Page.goTo("/admin/people/" + person.id() + "?done=revoked-all");
    }

    private static ModelAndView stepUpToRevokeAll(Visitor visitor, Person person) {
        return StepUp.ofStaff(visitor, "/admin/people/" + person.id() + "/revoke-all");
    }

    private Page revokeAllPage(Person person, String why) {
        return Page.of("admin/person-revoke-all")
                .with("person", person)
                .with("why", why)
                .with("appPasswords", appPasswords.of(person.account().id()));
    }

    @Needs(Permission.SESSIONS_END)
    @PostMapping("/browsers/{browser}/sign-out")
    ModelAndView signOut(
            @AuthenticationPrincipal Visitor visitor, @PathVariable String id, @PathVariable String browser) {
        var person = finder.require(id, visitor, Permission.SESSIONS_END);
        if (!browsers.signOut(person.account().id(), browser, visitor.actor())) {
            throw new NoSuchThing();
        }
        return back(person, "signed-out");
    }

    /// Asks every browser of theirs for a second factor again.
    @Needs(Permission.SESSIONS_END)
    @PostMapping("/forget-devices")
    ModelAndView forgetDevices(@AuthenticationPrincipal Visitor visitor, @PathVariable String id) {
        var person = finder.require(id, visitor, Permission.SESSIONS_END);
        devices.forgetAll(person.account().id(), visitor.actor());
        return back(person, "forgotten");
    }

    private static ModelAndView back(Person person, String done) {
        return Page.goTo("/admin/people/" + person.id() + "/access?done=" + done);
    }

    private static AppPasswordId idOf(String typed) {
        return AppPasswordId.parse(typed).orElseThrow(NoSuchThing::new);
    }
}
