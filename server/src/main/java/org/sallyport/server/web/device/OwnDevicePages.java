package org.sallyport.server.web.device;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.device.Device;
import org.sallyport.core.device.DeviceDesk;
import org.sallyport.server.web.Services;
import org.sallyport.server.web.Visitor;
import org.sallyport.server.web.admin.device.DeviceFinder;
import org.sallyport.server.web.frame.NoSuchThing;
import org.sallyport.server.web.frame.Page;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// The devices one looks after. Pausing needs no second factor, since it opens nothing; what staff or a flood stopped,
/// staff resume.
@Controller
@RequestMapping("/account/devices")
class OwnDevicePages {
    private static final Set<String> DONE = Set.of("paused", "resumed");

    private final DeviceFinder finder;
    private final DeviceDesk desk;

    OwnDevicePages(DeviceFinder finder, Services.Devices devices) {
        this.finder = finder;
        this.desk = devices.desk();
    }

    @GetMapping
    ModelAndView list(@AuthenticationPrincipal Visitor visitor, @RequestParam(defaultValue = "") String done) {
        return Page.of("devices")
                .with("devices", finder.ownedBy(visitor.id()))
                .with("done", DONE.contains(done) ? done : "")
                .show();
    }

    @PostMapping("/{id}/pause")
    ModelAndView pause(@AuthenticationPrincipal Visitor visitor, @PathVariable String id) {
        var device = own(visitor, id);
        desk.pause(device, Device.Standing.PAUSED_BY_OWNER, visitor.actor(), Optional.empty());
        return Page.goTo("/account/devices?done=paused");
    }

    @PostMapping("/{id}/resume")
    ModelAndView resume(@AuthenticationPrincipal Visitor visitor, @PathVariable String id) {
        var device = own(visitor, id);
        if (!desk.resume(device, EnumSet.of(Device.Standing.PAUSED_BY_OWNER), visitor.actor(), Optional.empty())) {
            throw new NoSuchThing();
        }
        return Page.goTo("/account/devices?done=resumed");
    }

    private AccountId own(Visitor visitor, String id) {
        return AccountId.parse(id)
                .flatMap(desk::find)
                .filter(device -> device.owner().equals(visitor.id()))
                .map(Device::account)
                .orElseThrow(NoSuchThing::new);
    }
}
