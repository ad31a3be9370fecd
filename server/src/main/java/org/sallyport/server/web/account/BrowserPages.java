package org.sallyport.server.web.account;

import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.Set;
import java.util.UUID;
import org.sallyport.core.signin.DeviceMemory;
import org.sallyport.server.web.Stage;
import org.sallyport.server.web.Visitor;
import org.sallyport.server.web.frame.NoSuchThing;
import org.sallyport.server.web.frame.Page;
import org.sallyport.server.web.security.StepUp;
import org.sallyport.server.web.session.Browsers;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// The browsers one is signed in with. Everybody sees the list; signing one out needs a second factor of the last five
/// minutes where MFA is in force (OWASP ASVS 5.0.0, 7.5.2), so that a stolen cookie does not shut its owner out.
@Controller
class BrowserPages {
    private static final String PATH = "/account/browsers";
    private static final Set<String> DONE = Set.of("one", "others", "forgotten");

    private final Browsers browsers;
    private final DeviceMemory devices;
    private final InstantSource clock;

    BrowserPages(Browsers browsers, DeviceMemory devices, InstantSource clock) {
        this.browsers = browsers;
        this.devices = devices;
        this.clock = clock;
    }

    @GetMapping(PATH)
    ModelAndView list(
            @AuthenticationPrincipal Visitor visitor,
            @RequestParam(defaultValue = "") String done,
            HttpServletRequest request) {
        return Page.of("browsers")
                .with("browsers", browsers.of(visitor.id(), request))
                .with("devices", devices.of(visitor.id()))
                .with("mfa", visitor.stage(clock.instant()) == Stage.SIGNED_IN)
                .with("done", DONE.contains(done) ? done : "")
                .show();
    }

    @PostMapping(PATH + "/{id}/sign-out")
    ModelAndView signOut(@AuthenticationPrincipal Visitor visitor, @PathVariable String id) {
        if (visitor.needsStepUp(clock.instant())) {
            return StepUp.to(PATH);
        }
        if (!browsers.signOut(visitor.id(), id, visitor.actor())) {
            throw new NoSuchThing();
        }
        return Page.goTo(PATH + "?done=one");
    }

    @PostMapping(PATH + "/sign-out-others")
    ModelAndView signOutOthers(@AuthenticationPrincipal Visitor visitor, HttpServletRequest request) {
        if (visitor.needsStepUp(clock.instant())) {
            return StepUp.to(PATH);
        }
        browsers.signOutOthers(visitor.id(), request);
        return Page.goTo(PATH + "?done=others");
    }

    /// Asks one that was spared the second factor for it again; needs no proof, since it opens nothing.
    @PostMapping(PATH + "/remembered/{id}/forget")
    ModelAndView forget(@AuthenticationPrincipal Visitor visitor, @PathVariable String id) {
        if (!devices.forget(visitor.id(), idOf(id), visitor.actor())) {
            throw new NoSuchThing();
        }
        return Page.goTo(PATH + "?done=forgotten");
    }

    @PostMapping(PATH + "/remembered/forget-all")
    ModelAndView forgetAll(@AuthenticationPrincipal Visitor visitor) {
        devices.forgetAll(visitor.id(), visitor.actor());
        return Page.goTo(PATH + "?done=forgotten");
    }

    private static UUID idOf(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException notAnId) {
            throw new NoSuchThing();
        }
    }
}
