package org.sallyport.server.web.admin.device;

import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Permission;
import org.sallyport.core.account.Username;
import org.sallyport.core.audit.Reason;
import org.sallyport.core.device.Device;
import org.sallyport.core.device.DeviceDesk;
import org.sallyport.core.device.SentMail;
import org.sallyport.core.store.Store;
import org.sallyport.core.submission.MailPolicy;
import org.sallyport.server.web.Services;
import org.sallyport.server.web.Visitor;
import org.sallyport.server.web.frame.NoSuchThing;
import org.sallyport.server.web.frame.Page;
import org.sallyport.server.web.frame.Said;
import org.sallyport.server.web.security.Needs;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// All devices, one device, and what stops it: pausing and deleting, with a reason.
@Controller
@RequestMapping("/admin/devices")
class DevicePages {
    private static final Set<String> DONE = Set.of("made", "changed", "paused", "resumed", "deleted", "mailed");
    private static final Set<Device.Standing> PAUSED =
            EnumSet.complementOf(EnumSet.of(Device.Standing.WORKS, Device.Standing.DELETED));

    private final DeviceFinder finder;
    private final DeviceHistory history;
    private final DeviceDesk desk;
    private final Store store;
    private final InstantSource clock;

    DevicePages(
            DeviceFinder finder, DeviceHistory history, Services.Devices devices, Store store, InstantSource clock) {
        this.finder = finder;
        this.history = history;
        this.desk = devices.desk();
        this.store = store;
        this.clock = clock;
    }

    @Needs(Permission.DEVICES_SEE)
    @GetMapping
    ModelAndView list(@RequestParam(defaultValue = "") String after, @RequestParam(defaultValue = "") String done) {
        Optional<Username> behind = Username.parse(after);
        var rows = finder.page(behind);
        return Page.of("admin/devices")
                .with("devices", rows)
                .with("first", behind.isPresent())
                .with(
                        "next",
                        rows.size() < DeviceFinder.PAGE ? "" : rows.getLast().username())
                .with("done", known(done))
                .show();
    }

    @Needs(Permission.DEVICES_SEE)
    @GetMapping("/{id}")
    ModelAndView device(@PathVariable String id, @RequestParam(defaultValue = "") String done) {
        return page(finder.require(id), "").with("done", known(done)).show();
    }

    @Needs(Permission.DEVICES_TEND)
    @PostMapping("/{id}/pause")
    ModelAndView pause(
            @AuthenticationPrincipal Visitor visitor,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String why) {
        var row = finder.require(id);
        var reason = Reason.parse(why);
        if (reason.isEmpty()) {
            return missing(row, why);
        }
        desk.pause(idOf(row), Device.Standing.PAUSED_BY_STAFF, visitor.actor(), reason);
        return back(row, "paused");
    }

    @Needs(Permission.DEVICES_TEND)
    @PostMapping("/{id}/resume")
    ModelAndView resume(
            @AuthenticationPrincipal Visitor visitor,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String why) {
        var row = finder.require(id);
        var reason = Reason.parse(why);
        if (reason.isEmpty()) {
            return missing(row, why);
        }
        desk.resume(idOf(row), PAUSED, visitor.actor(), reason);
        return back(row, "resumed");
    }

    @Needs(Permission.DEVICES_CHANGE)
    @GetMapping("/{id}/delete")
    ModelAndView askToDelete(@PathVariable String id) {
        return deleting(finder.require(id), "").show();
    }

    @Needs(Permission.DEVICES_CHANGE)
    @PostMapping("/{id}/delete")
    ModelAndView delete(
            @AuthenticationPrincipal Visitor visitor,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String why) {
        var row = finder.require(id);
        var reason = Reason.parse(why);
        if (reason.isEmpty()) {
            return deleting(row, why)
                    .wrong(Said.of("reason.missing").about("why"))
                    .show();
        }
        return switch (desk.delete(idOf(row), visitor.actor(), reason.get())) {
            case DELETED -> Page.goTo("/admin/devices?done=deleted");
            case PROPOSED -> Page.goTo("/admin/proposals?done=proposed");
            case NO_SUCH_DEVICE -> throw new NoSuchThing();
        };
    }

    private ModelAndView missing(DeviceRow row, String why) {
        return page(row, why).wrong(Said.of("reason.missing").about("why")).show();
    }

    private Page page(DeviceRow row, String why) {
        var now = clock.instant();
        Map<Boolean, Long> sent = Map.of(
                true, count(row, SentMail.Count::isSent),
                false, count(row, one -> !one.isSent()));
        return Page.of("admin/device")
                .with("row", row)
                .with("card", row.card(now))
                .with("sent", sent)
                .with("events", history.of(row.account()))
                .with("why", why)
                .with("done", "");
    }

    private long count(DeviceRow row, java.util.function.Predicate<SentMail.Count> which) {
        var since = clock.instant().minus(MailPolicy.HOUR);
        List<SentMail.Count> counts =
                store.look(books -> SentMail.in(books).count(row.account().id(), since));
        return counts.stream().filter(which).mapToLong(SentMail.Count::messages).sum();
    }

    private Page deleting(DeviceRow row, String why) {
        return Page.of("admin/device-delete")
                .with("row", row)
                .with("second", desk.needsSecond())
                .with("why", why);
    }

    private static AccountId idOf(DeviceRow row) {
        return row.account().id();
    }

    private static String known(String done) {
        return DONE.contains(done) ? done : "";
    }

    private static ModelAndView back(DeviceRow row, String done) {
        return Page.goTo("/admin/devices/" + row.id() + "?done=" + done);
    }
}
