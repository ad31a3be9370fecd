package org.sallyport.server.web.api;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.account.Permission;
import org.sallyport.core.api.Program;
import org.sallyport.core.policy.Subject;
import org.sallyport.core.rollout.Rollout;
import org.sallyport.core.rollout.RolloutDesk;
import org.sallyport.core.rollout.RolloutDesk.Change;
import org.sallyport.core.rollout.RolloutDesk.Starting;
import org.sallyport.core.rollout.Rollouts;
import org.sallyport.server.web.frame.ProblemKind;
import org.sallyport.server.web.security.Needs;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Starting a rollout, changing it, and giving one person more time.
@RestController
@RequestMapping(RolloutApi.PATH)
class RolloutActs {
    private final PersonFinding finding;
    private final RolloutDesk desk;
    private final InstantSource clock;

    RolloutActs(PersonFinding finding, RolloutDesk desk, InstantSource clock) {
        this.finding = finding;
        this.desk = desk;
        this.clock = clock;
    }

    /// @param subject everybody or group; it is never left out, so that a group that was forgotten is not everybody
    /// @param days 1 to 365 until the date
    /// @param quietDays 1 to 60 for which nothing must have sent somebody's account password
    /// @param why 3 to 200 characters, for the audit log
    public record WantedRollout(
            @Nullable String subject,
            @Nullable String group,
            @Nullable Integer days,
            @Nullable Integer quietDays,
            @Nullable String why) {}

    /// @param change pause, until (goes on, or has another date), switch-all or call-off
    /// @param days 1 to 365, with until alone
    /// @param why 3 to 200 characters, for the audit log
    public record WantedChange(
            @Nullable String change,
            @Nullable Integer days,
            @Nullable String why) {}

    /// @param days 1 to 365
    /// @param why 3 to 200 characters, for the audit log
    public record WantedTime(
            @Nullable Integer days, @Nullable String why) {}

    @Answers(to = "Starts a rollout for a group or for everybody, for a reason.", value = 201)
    @Needs(Permission.POLICY_CHANGE)
    @PostMapping
    ResponseEntity<RolloutView> start(@AuthenticationPrincipal Program program, @RequestBody WantedRollout wanted) {
        var errors = new Errors();
        var subject = subject(wanted, errors);
        var time = days("#/days", wanted.days(), Rollout.LONGEST, errors);
        var quiet = days("#/quiet_days", wanted.quietDays(), Rollout.LONGEST_QUIET, errors);
        var reason = errors.reason(wanted.why());
        errors.refuse();
        var starting = desk.start(
                subject.orElseThrow(), time.orElseThrow(), quiet.orElseThrow(), program.actor(), reason.orElseThrow());
        return switch (starting) {
            case Starting.Started(var rollout) -> {
                var view = RolloutView.of(rollout);
                yield ResponseEntity.created(URI.create(RolloutApi.PATH + "/" + view.id()))
                        .eTag(StateTag.of(view))
                        .body(view);
            }
            case Starting.AlreadyRequired() ->
                throw Refusal.of(
                        ProblemKind.CONFLICT,
                        "MFA is required of them already: their apps would get the account password back.");
        };
    }

    @Answers(to = "Pauses a rollout, gives it another date, switches everybody over who is left, or calls it off.")
    @Conditional
    @Needs(Permission.POLICY_CHANGE)
    @PostMapping("/{id}/changes")
    ResponseEntity<RolloutView> change(
            @AuthenticationPrincipal Program program,
            @PathVariable String id,
            @RequestBody WantedChange wanted,
            HttpServletRequest request) {
        var rollout = RolloutApi.require(desk, id);
        var errors = new Errors();
        var change = errors.read(
                "#/change",
                wanted.change(),
                code -> change(code, wanted, errors),
                "one of pause, until, switch-all, call-off; until takes days");
        var reason = errors.reason(wanted.why());
        errors.refuse();
        var seen = StateTag.seen(
                request,
                books -> Rollouts.in(books)
                        .find(rollout.id())
                        .map(RolloutView::of)
                        .orElseThrow(() -> Refusal.noSuch("rollout")));
        if (!desk.change(rollout.id(), change.orElseThrow(), program.actor(), reason.orElseThrow(), seen)) {
            throw Refusal.of(
                    ProblemKind.CONFLICT, "It is over, stands so already, or something else was decided since.");
        }
        return StateTag.show(RolloutView.of(RolloutApi.require(desk, id)));
    }

    @Answers(to = "Gives one person who was switched over more time, for a reason.", value = 204)
    @Needs(Permission.POLICY_CHANGE)
    @PostMapping("/{id}/people/{person}/more-time")
    ResponseEntity<Void> giveMoreTime(
            @AuthenticationPrincipal Program program,
            @PathVariable String id,
            @PathVariable String person,
            @RequestBody WantedTime wanted) {
        var whom = finding.require(person, program, Permission.POLICY_CHANGE)
                .account()
                .id();
        var rollout = RolloutApi.require(desk, id);
        var errors = new Errors();
        var time = days("#/days", wanted.days(), Rollout.LONGEST, errors);
        var reason = errors.reason(wanted.why());
        errors.refuse();
        var date = clock.instant().plus(time.orElseThrow());
        if (!desk.takeBack(rollout.id(), whom, date, program.actor(), reason.orElseThrow())) {
            throw Refusal.of(
                    ProblemKind.CONFLICT, "This rollout did not switch them over, or something else decides for them.");
        }
        return ResponseEntity.noContent().build();
    }

    private Optional<Change> change(String code, WantedChange wanted, Errors errors) {
        boolean isDated = code.equals("until");
        if (!isDated && wanted.days() != null) {
            return Optional.empty();
        }
        return switch (code) {
            case "pause" -> Optional.of(new Change.Pause());
            case "until" ->
                days("#/days", wanted.days(), Rollout.LONGEST, errors)
                        .map(time -> new Change.Until(clock.instant().plus(time)));
            case "switch-all" -> Optional.of(new Change.SwitchAll());
            case "call-off" -> Optional.of(new Change.CallOff());
            default -> Optional.empty();
        };
    }

    private static Optional<Subject> subject(WantedRollout wanted, Errors errors) {
        return errors.read(
                "#/subject",
                wanted.subject(),
                code -> switch (code) {
                    case "everybody" ->
                        wanted.group() == null ? Optional.of(new Subject.Everybody()) : Optional.empty();
                    case "group" -> Optional.ofNullable(wanted.group()).flatMap(RolloutActs::group);
                    default -> Optional.empty();
                },
                "everybody; or group, with its name in the field group");
    }

    private static Optional<Subject> group(String name) {
        try {
            return Optional.of(new Subject.Group(new GroupName(name)));
        } catch (IllegalArgumentException noName) {
            return Optional.empty();
        }
    }

    private static Optional<Duration> days(String pointer, @Nullable Integer said, Duration most, Errors errors) {
        return errors.number(pointer, said, 1, Math.toIntExact(most.toDays())).map(Duration::ofDays);
    }
}
