package org.sallyport.server.web.api;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.account.Permission;
import org.sallyport.core.api.Program;
import org.sallyport.core.policy.Mfa;
import org.sallyport.core.policy.Requirement;
import org.sallyport.core.policy.Requirements;
import org.sallyport.core.policy.Subject;
import org.sallyport.core.staff.RequirementDesk;
import org.sallyport.core.store.Store;
import org.sallyport.server.web.admin.Choice;
import org.sallyport.server.web.admin.Forecast;
import org.sallyport.server.web.admin.People;
import org.sallyport.server.web.security.Needs;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Whether MFA is required of everybody and of groups. Whom it is about stands in the path, so that a group that was
/// forgotten is never everybody.
@RestController
@RequestMapping("/api/v1/requirements")
class RequirementApi {
    private final People people;
    private final RequirementDesk desk;
    private final Mfa mfa;
    private final Store store;

    RequirementApi(People people, RequirementDesk desk, Mfa mfa, Store store) {
        this.people = people;
        this.desk = desk;
        this.mfa = mfa;
        this.store = store;
    }

    /// @param subject everybody or group
    /// @param required require, exempt, or leave where nothing is decided
    public record RequirementView(String subject, Optional<String> group, String required, Optional<Instant> since) {
        static RequirementView of(Subject subject, Optional<Requirement> decided) {
            return new RequirementView(
                    subject instanceof Subject.Everybody ? "everybody" : "group",
                    subject instanceof Subject.Group(GroupName name) ? Optional.of(name.value()) : Optional.empty(),
                    decided.map(one -> Choice.of(one.required()))
                            .orElse(Choice.LEAVE)
                            .code(),
                    decided.map(Requirement::since));
        }
    }

    /// What a decision would do.
    ///
    /// @param governed for how many people it would decide
    /// @param enforced of those, whose apps need app passwords now
    /// @param closer for whom something closer decides, so that nothing changes
    /// @param complete false while the index of people is made for the first time
    /// @param keptByStaff of how many of the staff MFA is required and stays so
    /// @param graceDays for which it can be put off
    public record ForecastView(
            int governed, int enforced, int closer, boolean complete, int keptByStaff, long graceDays) {}

    @Answers(to = "Lists what is decided for everybody and for groups.")
    @Needs(Permission.POLICY_SEE)
    @GetMapping
    ResponseEntity<ApiPage<RequirementView>> list() {
        return ResponseEntity.ok(
                ApiPage.whole(store.transact(books -> Requirements.in(books).shared()).stream()
                        .map(one -> RequirementView.of(one.subject(), Optional.of(one)))
                        .toList()));
    }

    @Answers(to = "What is decided for everybody.")
    @Needs(Permission.POLICY_SEE)
    @GetMapping("/everybody")
    ResponseEntity<RequirementView> everybody() {
        return StateTag.show(view(new Subject.Everybody()));
    }

    @Answers(to = "What is decided for a group.", parameters = "name:string")
    @Needs(Permission.POLICY_SEE)
    @GetMapping("/group")
    ResponseEntity<RequirementView> group(@RequestParam Map<String, String> said) {
        return StateTag.show(view(SharedSubjects.group(said)));
    }

    @Answers(to = "What a decision for everybody would do.", parameters = "required:string")
    @Needs(Permission.POLICY_SEE)
    @GetMapping("/everybody/forecast")
    ResponseEntity<ForecastView> forecastForEverybody(@RequestParam Map<String, String> said) {
        var query = new Query(said).only("required");
        return ResponseEntity.ok(forecast(new Subject.Everybody(), query));
    }

    @Answers(
            to = "What a decision for a group would do.",
            parameters = {"name:string", "required:string"})
    @Needs(Permission.POLICY_SEE)
    @GetMapping("/group/forecast")
    ResponseEntity<ForecastView> forecastForGroup(@RequestParam Map<String, String> said) {
        var query = new Query(said).only("name", "required");
        return ResponseEntity.ok(forecast(SharedSubjects.group(query), query));
    }

    @Answers(to = "Decides whether MFA is required of everybody.", proposes = true)
    @Conditional
    @Needs(Permission.POLICY_CHANGE)
    @PutMapping("/everybody")
    ResponseEntity<RequirementView> decideForEverybody(
            @AuthenticationPrincipal Program program,
            @RequestBody PersonActs.WantedRequirement wanted,
            HttpServletRequest request) {
        return decide(new Subject.Everybody(), wanted, program, request);
    }

    @Answers(to = "Decides whether MFA is required of a group.", parameters = "name:string", proposes = true)
    @Conditional
    @Needs(Permission.POLICY_CHANGE)
    @PutMapping("/group")
    ResponseEntity<RequirementView> decideForGroup(
            @AuthenticationPrincipal Program program,
            @RequestParam Map<String, String> said,
            @RequestBody PersonActs.WantedRequirement wanted,
            HttpServletRequest request) {
        return decide(SharedSubjects.group(said), wanted, program, request);
    }

    private ResponseEntity<RequirementView> decide(
            Subject subject, PersonActs.WantedRequirement wanted, Program program, HttpServletRequest request) {
        var choice = PersonActs.choice(wanted.required());
        var reason = PersonFinding.reason(wanted.why());
        var shown = desk.decided(subject);
        StateTag.require(request, view(subject));
        var change = new RequirementDesk.Change(shown, choice.wanted());
        var status = Decided.require(desk.decide(program.actor(), subject, change, reason));
        return StateTag.show(status, view(subject));
    }

    private RequirementView view(Subject subject) {
        return RequirementView.of(
                subject, store.transact(books -> Requirements.in(books).find(subject)));
    }

    private ForecastView forecast(Subject subject, Query query) {
        var choice = Choice.find(query.text("required").orElse(Choice.REQUIRE.code()))
                .orElseThrow(() -> Refusal.unfit("?required", "require, exempt or leave"));
        var forecast = people.forecast(subject, choice.wanted());
        return new ForecastView(
                forecast.governed(),
                forecast.enforced(),
                forecast.closer(),
                forecast.complete() == Forecast.Complete.YES,
                choice == Choice.REQUIRE ? 0 : desk.keptByStaff(subject),
                mfa.policies().of(subject).limits().grace().toDays());
    }
}
