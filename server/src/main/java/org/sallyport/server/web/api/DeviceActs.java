package org.sallyport.server.web.api;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.account.Permission;
import org.sallyport.core.api.Program;
import org.sallyport.core.device.CardMaking;
import org.sallyport.core.device.Device;
import org.sallyport.core.device.DeviceCard;
import org.sallyport.core.device.DeviceDesk;
import org.sallyport.core.device.DeviceHandover;
import org.sallyport.server.web.Services;
import org.sallyport.server.web.WebSettings;
import org.sallyport.server.web.frame.ProblemKind;
import org.sallyport.server.web.security.Needs;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// What is done to one device: its card, pausing, resuming and deleting.
@RestController
@RequestMapping(DeviceApi.PATH + "/{id}")
class DeviceActs {
    private static final Set<Device.Standing> PAUSED =
            EnumSet.complementOf(EnumSet.of(Device.Standing.WORKS, Device.Standing.DELETED));

    private final DeviceFinding finding;
    private final DeviceDesk desk;
    private final DeviceHandover handover;
    private final WebSettings settings;

    DeviceActs(DeviceFinding finding, Services.Devices devices, WebSettings settings) {
        this.finding = finding;
        this.desk = devices.desk();
        this.handover = devices.handover();
        this.settings = settings;
    }

    /// @param to maker: the link is in the answer, to be passed on; owner: it is mailed to the owner and shown to
    /// nobody
    /// @param hours 1 to 336 for which it may be opened; 72 where it is left out
    public record WantedCard(@Nullable String to, @Nullable Integer hours) {}

    /// @param link good once, and in this answer only; absent where it was mailed
    public record CardView(Optional<String> link, Instant goodUntil) {}

    @Answers(to = "Makes the card that hands a device's secret over; the one it has ends.", value = 201)
    @Needs(Permission.DEVICES_TEND)
    @PostMapping("/cards")
    ResponseEntity<CardView> makeCard(
            @AuthenticationPrincipal Program program,
            @PathVariable String id,
            @RequestBody WantedCard wanted,
            HttpServletRequest request) {
        var device = finding.require(id).account().id();
        var to = Query.one(
                DeviceHandover.To.values(),
                "#/to",
                Optional.ofNullable(wanted.to()).orElse(""));
        var errors = new Errors();
        var usual = Math.toIntExact(DeviceCard.GOOD_FOR.toHours());
        var hours = errors.number(
                "#/hours",
                Optional.ofNullable(wanted.hours()).orElse(usual),
                Math.toIntExact(DeviceCard.AT_LEAST.toHours()),
                Math.toIntExact(DeviceCard.AT_MOST.toHours()));
        errors.refuse();
        var goodFor = Duration.ofHours(hours.orElseThrow());
        request.setAttribute(RepeatFilter.SHOWN_ONCE, true);
        return switch (handover.makeCard(device, program.actor(), to, goodFor)) {
            case CardMaking.Shown(var token, var ends) -> {
                try (token) {
                    var link = settings.origin() + "/card?token=" + token.reveal();
                    yield ResponseEntity.status(HttpStatus.CREATED).body(new CardView(Optional.of(link), ends));
                }
            }
            case CardMaking.Mailed(var ends) ->
                ResponseEntity.status(HttpStatus.CREATED).body(new CardView(Optional.empty(), ends));
            case CardMaking.NoAddress() ->
                throw Refusal.of(ProblemKind.CONFLICT, "No contact of the owner is on record.");
            case CardMaking.NotPossible() -> throw Refusal.of(ProblemKind.CONFLICT, "The device does not work now.");
        };
    }

    @Answers(to = "Pauses a device for a reason, and closes what it has open.")
    @Needs(Permission.DEVICES_TEND)
    @PostMapping("/pause")
    ResponseEntity<DeviceView> pause(
            @AuthenticationPrincipal Program program,
            @PathVariable String id,
            @RequestBody PersonActs.Because because) {
        var device = finding.require(id).account().id();
        var reason = PersonFinding.reason(because.why());
        desk.pause(device, Device.Standing.PAUSED_BY_STAFF, program.actor(), Optional.of(reason));
        return StateTag.show(DeviceView.of(finding.require(id)));
    }

    @Answers(to = "Lets a device work again with the secret it has, for a reason.")
    @Needs(Permission.DEVICES_TEND)
    @PostMapping("/resume")
    ResponseEntity<DeviceView> resume(
            @AuthenticationPrincipal Program program,
            @PathVariable String id,
            @RequestBody PersonActs.Because because) {
        var device = finding.require(id).account().id();
        var reason = PersonFinding.reason(because.why());
        desk.resume(device, PAUSED, program.actor(), Optional.of(reason));
        return StateTag.show(DeviceView.of(finding.require(id)));
    }

    @Answers(
            to = "Deletes a device for a reason: its secret is revoked, and what it has open is closed.",
            value = 204,
            proposes = true,
            holds = false)
    @Needs(Permission.DEVICES_CHANGE)
    @PostMapping("/delete")
    ResponseEntity<Void> delete(
            @AuthenticationPrincipal Program program,
            @PathVariable String id,
            @RequestBody PersonActs.Because because) {
        var device = finding.require(id).account().id();
        return switch (desk.delete(device, program.actor(), PersonFinding.reason(because.why()))) {
            case DELETED -> ResponseEntity.noContent().build();
            case PROPOSED -> ResponseEntity.accepted().build();
            case NO_SUCH_DEVICE -> throw Refusal.noSuch("device");
        };
    }
}
