package org.sallyport.server.web.api;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.account.Permission;
import org.sallyport.core.api.Program;
import org.sallyport.core.apppassword.OpenConnections;
import org.sallyport.core.apppassword.Revocations;
import org.sallyport.core.directory.LocalAccounts;
import org.sallyport.core.enrollment.OnboardingCodes;
import org.sallyport.core.policy.Subject;
import org.sallyport.core.signin.DeviceMemory;
import org.sallyport.core.staff.RequirementDesk;
import org.sallyport.server.web.admin.Choice;
import org.sallyport.server.web.frame.ProblemKind;
import org.sallyport.server.web.security.Needs;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// What is done to one person's account.
@RestController
@RequestMapping(PeopleApi.PATH + "/{id}")
class PersonActs {
    private final PersonFinding finding;
    private final LocalAccounts accounts;
    private final Revocations revocations;
    private final OnboardingCodes codes;
    private final DeviceMemory devices;
    private final RequirementDesk requirements;
    private final InstantSource clock;

    PersonActs(
            PersonFinding finding,
            LocalAccounts accounts,
            Revocations revocations,
            OnboardingCodes codes,
            DeviceMemory devices,
            RequirementDesk requirements,
            InstantSource clock) {
        this.finding = finding;
        this.accounts = accounts;
        this.revocations = revocations;
        this.codes = codes;
        this.devices = devices;
        this.requirements = requirements;
        this.clock = clock;
    }

    /// @param why 3 to 200 characters, for the audit log
    public record Because(@Nullable String why) {}

    /// @param required require, exempt, or leave: whatever is decided more widely
    /// @param why 3 to 200 characters, for the audit log
    public record WantedRequirement(
            @Nullable String required, @Nullable String why) {}

    /// @param hours 1 to 72 for which the code may wait; 0, or nothing, for ten minutes
    public record WantedCode(@Nullable Integer hours) {}

    /// @param code good once, and in this answer only
    public record CodeView(String code, Instant goodUntil) {}

    /// What was closed at connected servers.
    ///
    /// @param unreachable servers that are asked again
    /// @param uncounted servers that could not tell how many they closed
    /// @param leftOpen servers that cannot be told to close them
    public record ReceiptView(
            int closed, long milliseconds, List<String> unreachable, List<String> uncounted, List<String> leftOpen) {
        static ReceiptView of(OpenConnections.Receipt receipt) {
            var gaps = receipt.gaps();
            return new ReceiptView(
                    receipt.closed(), receipt.took().toMillis(), gaps.unreachable(), gaps.uncounted(), gaps.leftOpen());
        }
    }

    public record StoppedView(PersonView person, ReceiptView connections) {}

    @Answers(to = "Disables an account for a reason, and closes what its apps have open.")
    @Conditional
    @Needs(Permission.PEOPLE_DISABLE)
    @PostMapping("/disable")
    ResponseEntity<StoppedView> disable(
            @AuthenticationPrincipal Program program,
            @PathVariable String id,
            @RequestBody Because because,
            HttpServletRequest request) {
        var person = finding.requireOther(id, program, Permission.PEOPLE_DISABLE);
        var reason = PersonFinding.reason(because.why());
        var seen = finding.seen(request, person);
        if (!accounts.disableButTheLastOwner(person.account().id(), program.actor(), reason, seen)) {
            throw Refusal.of(ProblemKind.CONFLICT, "Nobody would be left who is an owner.");
        }
        var receipt = revocations.closeAll(person.account(), program.actor());
        var after = PersonView.of(finding.require(id));
        return ResponseEntity.ok().eTag(StateTag.of(after)).body(new StoppedView(after, ReceiptView.of(receipt)));
    }

    @Answers(to = "Enables an account again for a reason.")
    @Conditional
    @Needs(Permission.PEOPLE_DISABLE)
    @PostMapping("/enable")
    ResponseEntity<PersonView> enable(
            @AuthenticationPrincipal Program program,
            @PathVariable String id,
            @RequestBody Because because,
            HttpServletRequest request) {
        var person = finding.require(id, program, Permission.PEOPLE_DISABLE);
        var reason = PersonFinding.reason(because.why());
        var seen = finding.seen(request, person);
        switch (accounts.enable(person.account().id(), program.actor(), reason, seen)) {
            case ENABLED -> {}
            case SOURCE_SAYS_NO ->
                throw Refusal.of(ProblemKind.CONFLICT, "The source that this account comes from keeps it disabled.");
            case NO_SUCH_ACCOUNT -> throw Refusal.noSuch("person");
        }
        return StateTag.show(PersonView.of(finding.require(id)));
    }

    @Answers(to = "Decides whether MFA is required of one person.", proposes = true)
    @Conditional
    @Needs(Permission.POLICY_CHANGE)
    @PutMapping("/requirement")
    ResponseEntity<PersonView> require(
            @AuthenticationPrincipal Program program,
            @PathVariable String id,
            @RequestBody WantedRequirement wanted,
            HttpServletRequest request) {
        var person = finding.require(id, program, Permission.POLICY_CHANGE);
        var choice = choice(wanted.required());
        var reason = PersonFinding.reason(wanted.why());
        var seen = finding.seen(request, person);
        var change = new RequirementDesk.Change(person.ownChoice().wanted(), choice.wanted());
        var status = Decided.require(requirements.decide(
                program.actor(), new Subject.Person(person.account().id()), change, reason, seen));
        return StateTag.show(status, PersonView.of(finding.require(id)));
    }

    /// Ends every browser session, and asks every browser for a second factor again.
    @Answers(to = "Ends every browser session of one person.", value = 204)
    @Needs(Permission.SESSIONS_END)
    @PostMapping("/sign-out")
    ResponseEntity<Void> signOut(@AuthenticationPrincipal Program program, @PathVariable String id) {
        var person = finding.require(id, program, Permission.SESSIONS_END);
        accounts.signOutEverywhere(person.account().id(), program.actor());
        return ResponseEntity.noContent().build();
    }

    /// Asks every browser for a second factor again, and ends no session.
    @Answers(to = "Asks every browser of one person for a second factor again.", value = 204)
    @Needs(Permission.SESSIONS_END)
    @PostMapping("/forget-devices")
    ResponseEntity<Void> forgetDevices(@AuthenticationPrincipal Program program, @PathVariable String id) {
        var person = finding.require(id, program, Permission.SESSIONS_END);
        devices.forgetAll(person.account().id(), program.actor());
        return ResponseEntity.noContent().build();
    }

    @Answers(to = "Makes an onboarding code, shown in this answer only.", value = 201)
    @Needs(Permission.CODES_MAKE)
    @PostMapping("/onboarding-codes")
    ResponseEntity<CodeView> makeCode(
            @AuthenticationPrincipal Program program,
            @PathVariable String id,
            @RequestBody(required = false) @Nullable WantedCode wanted,
            HttpServletRequest request) {
        var person = finding.requireOther(id, program, Permission.CODES_MAKE);
        int hours = wanted == null || wanted.hours() == null ? 0 : wanted.hours();
        if (hours < 0 || hours > OnboardingCodes.MOST_HOURS) {
            throw Refusal.unfit("#/hours", "0 to " + OnboardingCodes.MOST_HOURS);
        }
        var goodFor = hours == 0 ? OnboardingCodes.AT_ONCE : Duration.ofHours(hours);
        request.setAttribute(RepeatFilter.SHOWN_ONCE, true);
        try (var code = codes.make(person.account().id(), goodFor, program.actor())) {
            return ResponseEntity.status(HttpStatus.CREATED)
                    .body(new CodeView(code.reveal(), clock.instant().plus(goodFor)));
        }
    }

    static Choice choice(@Nullable String required) {
        return Choice.find(required == null ? "" : required)
                .orElseThrow(() -> Refusal.unfit("#/required", "require, exempt or leave"));
    }
}
