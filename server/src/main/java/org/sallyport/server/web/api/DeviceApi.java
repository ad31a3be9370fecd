package org.sallyport.server.web.api;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.Permission;
import org.sallyport.core.account.Username;
import org.sallyport.core.api.Program;
import org.sallyport.core.device.Creating;
import org.sallyport.core.device.DeviceDesk;
import org.sallyport.core.store.Store;
import org.sallyport.server.web.Services;
import org.sallyport.server.web.admin.device.DeviceRow;
import org.sallyport.server.web.frame.ProblemKind;
import org.sallyport.server.web.security.Needs;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Devices: listed, read, made and changed.
@RestController
@RequestMapping(DeviceApi.PATH)
class DeviceApi {
    static final String PATH = "/api/v1/devices";

    private static final int USUAL = 50;
    private static final int MOST = 200;

    private final DeviceFinding finding;
    private final DeviceDesk desk;
    private final Store store;
    private final InstantSource clock;

    DeviceApi(DeviceFinding finding, Services.Devices devices, Store store, InstantSource clock) {
        this.finding = finding;
        this.desk = devices.desk();
        this.store = store;
        this.clock = clock;
    }

    @Answers(
            to = "Lists devices in the order of their user names.",
            parameters = {"limit:integer", "after:string"})
    @Needs(Permission.DEVICES_SEE)
    @GetMapping
    ResponseEntity<ApiPage<DeviceView>> list(@RequestParam Map<String, String> said, HttpServletRequest request) {
        var query = new Query(said).only("limit", "after");
        int limit = query.limit(USUAL, MOST);
        List<DeviceRow> found = finding.page(query.username("after"), limit + 1);
        List<DeviceView> shown = found.stream().limit(limit).map(DeviceView::of).toList();
        return new ApiPage<>(
                        shown,
                        found.size() > limit ? Optional.of(shown.getLast().userName()) : Optional.empty(),
                        Optional.empty())
                .answer(request);
    }

    @Answers(to = "Shows one device.")
    @Needs(Permission.DEVICES_SEE)
    @GetMapping("/{id}")
    ResponseEntity<DeviceView> read(@PathVariable String id) {
        return StateTag.show(DeviceView.of(finding.require(id)));
    }

    @Answers(to = "Makes a device that nothing is handed over for yet.", value = 201)
    @Needs(Permission.DEVICES_CHANGE)
    @PostMapping
    ResponseEntity<DeviceView> make(@AuthenticationPrincipal Program program, @RequestBody WantedDevice wanted) {
        return switch (desk.create(wanted.read(this::named, clock.instant()), program.actor())) {
            case Creating.Created(var device) -> {
                var view = DeviceView.of(finding.require(device.account().toString()));
                yield ResponseEntity.created(URI.create(PATH + "/" + view.id()))
                        .eTag(StateTag.of(view))
                        .body(view);
            }
            case Creating.NameTaken() ->
                throw Refusal.of(ProblemKind.CONFLICT, "Somebody, or another device, has this user name.");
            case Creating.NoSuchOwner() -> throw Refusal.unfit("#/owner", "the user name of somebody who can sign in");
        };
    }

    @Answers(to = "Decides anew what a device may do, what it is called and whose it is.")
    @Conditional
    @Needs(Permission.DEVICES_CHANGE)
    @PutMapping("/{id}")
    ResponseEntity<DeviceView> change(
            @AuthenticationPrincipal Program program,
            @PathVariable String id,
            @RequestBody WantedDevice wanted,
            HttpServletRequest request) {
        var account = finding.require(id).account();
        var seen = StateTag.seen(request, books -> DeviceFinding.view(books, account.id()));
        var device = wanted.named(account.username()).read(this::named, clock.instant());
        if (!desk.change(account.id(), device, program.actor(), seen)) {
            throw Refusal.of(ProblemKind.CONFLICT, "It was deleted meanwhile, or its owner can no longer sign in.");
        }
        return StateTag.show(DeviceView.of(finding.require(id)));
    }

    private Optional<Account> named(Username name) {
        return store.look(books -> Accounts.in(books).named(name));
    }
}
