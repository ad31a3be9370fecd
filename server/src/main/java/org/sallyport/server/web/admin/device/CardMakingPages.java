package org.sallyport.server.web.admin.device;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Permission;
import org.sallyport.core.device.CardMaking;
import org.sallyport.core.device.DeviceHandover;
import org.sallyport.core.store.Store;
import org.sallyport.server.web.Services;
import org.sallyport.server.web.Visitor;
import org.sallyport.server.web.WebSettings;
import org.sallyport.server.web.frame.Page;
import org.sallyport.server.web.frame.Said;
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

/// Making the card of a device, with a second factor proved just now: its link is shown once, or mailed to the owner
/// and shown to nobody.
@Controller
@RequestMapping("/admin/devices/{id}/card")
class CardMakingPages {
    private static final String FORM = "device-card";
    private static final List<Integer> HOURS_OFFERED = List.of(1, 8, 24, 72, 168);
    private static final int HOURS = 72;

    private final DeviceFinder finder;
    private final DeviceHandover handover;
    private final WebSettings settings;
    private final Visits visits;
    private final Store store;
    private final InstantSource clock;

    CardMakingPages(
            DeviceFinder finder,
            Services.Devices devices,
            WebSettings settings,
            Visits visits,
            Store store,
            InstantSource clock) {
        this.finder = finder;
        this.handover = devices.handover();
        this.settings = settings;
        this.visits = visits;
        this.store = store;
        this.clock = clock;
    }

    @Needs(Permission.DEVICES_TEND)
    @GetMapping
    ModelAndView form(@AuthenticationPrincipal Visitor visitor, @PathVariable String id, HttpServletRequest request) {
        var row = finder.require(id);
        return visitor.needsStepUpAsStaff(clock.instant())
                ? StepUp.ofStaff(visitor, pathOf(row))
                : page(row, request).show();
    }

    @Needs(Permission.DEVICES_TEND)
    @PostMapping
    ModelAndView make(
            @AuthenticationPrincipal Visitor visitor,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "") String hours,
            @RequestParam(defaultValue = "") String mark,
            HttpServletRequest request) {
        var row = finder.require(id);
        if (visitor.needsStepUpAsStaff(clock.instant())) {
            return StepUp.ofStaff(visitor, pathOf(row));
        }
        if (!store.transact(books -> visits.closeForm(books, request, FORM, mark))) {
            return shown(row);
        }
        var goodFor = HOURS_OFFERED.stream()
                .filter(offered -> offered.toString().equals(hours))
                .findFirst()
                .orElse(HOURS);
        var who = to.equals("owner") ? DeviceHandover.To.OWNER : DeviceHandover.To.MAKER;
        return switch (handover.makeCard(row.account().id(), visitor.id(), who, Duration.ofHours(goodFor))) {
            case CardMaking.Shown(var token, var ends) -> {
                try (token) {
                    yield Page.of("admin/device-card")
                            .with("row", row)
                            .with("ends", ends)
                            .with("link", settings.origin() + "/card?token=" + token.reveal())
                            .show();
                }
            }
            case CardMaking.Mailed(var ends) -> Page.goTo("/admin/devices/" + row.id() + "?done=mailed");
            case CardMaking.NoAddress() ->
                page(row, request)
                        .wrong(Said.of("device.card.no-address").about("to-owner"))
                        .show();
            case CardMaking.NotPossible() ->
                page(row, request).wrong(Said.of("device.card.not-now")).show();
        };
    }

    /// Where a browser stands that has shown a card and is asked to show it once more.
    @Needs(Permission.DEVICES_TEND)
    @GetMapping("/shown")
    ModelAndView shown(@PathVariable String id) {
        return shown(finder.require(id));
    }

    private static ModelAndView shown(DeviceRow row) {
        return Page.of("admin/device-card-shown").with("row", row).gone().show();
    }

    private Page page(DeviceRow row, HttpServletRequest request) {
        Optional<Account> reachable = row.owner().filter(one -> one.contact().isPresent());
        return Page.of("admin/device-card-new")
                .with("row", row)
                .with("reachable", reachable.isPresent())
                .with("hours", HOURS_OFFERED)
                .with("usual", HOURS)
                .with("mark", visits.openForm(request, FORM));
    }

    private static String pathOf(DeviceRow row) {
        return "/admin/devices/" + row.id() + "/card";
    }
}
