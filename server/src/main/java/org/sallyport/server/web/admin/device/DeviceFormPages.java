package org.sallyport.server.web.admin.device;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.Permission;
import org.sallyport.core.account.Username;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.device.Creating;
import org.sallyport.core.device.DeviceDesk;
import org.sallyport.core.store.Store;
import org.sallyport.server.web.Services;
import org.sallyport.server.web.Visitor;
import org.sallyport.server.web.frame.Moments;
import org.sallyport.server.web.frame.NoSuchThing;
import org.sallyport.server.web.frame.Page;
import org.sallyport.server.web.frame.Said;
import org.sallyport.server.web.security.Needs;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/// The form of a device: a new one, and one that is there.
@Controller
class DeviceFormPages {
    private final DeviceFinder finder;
    private final DeviceDesk desk;
    private final Store store;
    private final Moments moments;
    private final InstantSource clock;

    DeviceFormPages(DeviceFinder finder, Services.Devices devices, Store store, Moments moments, InstantSource clock) {
        this.finder = finder;
        this.desk = devices.desk();
        this.store = store;
        this.moments = moments;
        this.clock = clock;
    }

    @Needs(Permission.DEVICES_CHANGE)
    @GetMapping("/admin/devices/new")
    ModelAndView form() {
        return page("", WantedDevice.usual()).show();
    }

    @Needs(Permission.DEVICES_CHANGE)
    @PostMapping("/admin/devices/new")
    ModelAndView make(@AuthenticationPrincipal Visitor visitor, @ModelAttribute("wanted") WantedDevice wanted) {
        var owner = owner(wanted);
        var problems = problems(wanted, owner);
        if (!problems.isEmpty()) {
            return page("", wanted).wrong(problems).show();
        }
        return switch (desk.create(wanted.device(owner.orElseThrow(), moments), visitor.actor())) {
            case Creating.Created(var device) -> Page.goTo("/admin/devices/" + device.account() + "?done=made");
            case Creating.NameTaken() ->
                page("", wanted)
                        .wrong(Said.of("device.name-taken").about("username"))
                        .show();
            case Creating.NoSuchOwner() -> page("", wanted).wrong(noOwner()).show();
        };
    }

    @Needs(Permission.DEVICES_CHANGE)
    @GetMapping("/admin/devices/{id}/edit")
    ModelAndView edit(@PathVariable String id) {
        var row = finder.require(id);
        var owner = row.owner().map(one -> one.username().canonical()).orElse("");
        return page(row.id(), WantedDevice.of(row.device(), row.account(), owner, moments))
                .show();
    }

    @Needs(Permission.DEVICES_CHANGE)
    @PostMapping("/admin/devices/{id}/edit")
    ModelAndView change(
            @AuthenticationPrincipal Visitor visitor,
            @PathVariable String id,
            @ModelAttribute("wanted") WantedDevice typed) {
        var row = finder.require(id);
        // Its name stays, whatever the request says.
        var wanted = new WantedDevice(
                row.username(),
                typed.name(),
                typed.owner(),
                typed.mail(),
                typed.protocols(),
                typed.until(),
                typed.networks());
        var owner = owner(wanted);
        var problems = problems(wanted, owner);
        if (!problems.isEmpty()) {
            return page(row.id(), wanted).wrong(problems).show();
        }
        if (!desk.change(row.account().id(), wanted.device(owner.orElseThrow(), moments), visitor.actor())) {
            throw new NoSuchThing();
        }
        return Page.goTo("/admin/devices/" + row.id() + "?done=changed");
    }

    private List<Said> problems(WantedDevice wanted, Optional<AccountId> owner) {
        var problems = wanted.problems(moments.today(clock.instant()));
        if (owner.isEmpty()) {
            problems.add(noOwner());
        }
        return problems;
    }

    private static Said noOwner() {
        return Said.of("device.no-owner").about("owner");
    }

    private Optional<AccountId> owner(WantedDevice wanted) {
        return Username.parse(wanted.owner())
                .flatMap(name -> store.look(books -> Accounts.in(books).named(name)))
                .filter(account -> account.isActive() && !account.isDevice())
                .map(Account::id);
    }

    private Page page(String id, WantedDevice wanted) {
        return Page.of("admin/device-form")
                .with("id", id)
                .with("wanted", wanted)
                .with("protocols", List.of(Protocol.values()))
                .with("today", moments.today(clock.instant()).toString());
    }
}
