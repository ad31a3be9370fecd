package org.sallyport.server.web.api;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Deletion;
import org.sallyport.core.account.Permission;
import org.sallyport.core.api.Program;
import org.sallyport.core.deletion.DeletionDesk;
import org.sallyport.server.web.frame.NotYourDuty;
import org.sallyport.server.web.frame.ProblemKind;
import org.sallyport.server.web.security.Needs;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Deleting one person, at once or after some days, and taking it back while it waits.
@RestController
@RequestMapping(PeopleApi.PATH + "/{id}")
class PersonDeletion {
    private final PersonFinding finding;
    private final DeletionDesk deletions;

    PersonDeletion(PersonFinding finding, DeletionDesk deletions) {
        this.finding = finding;
        this.deletions = deletions;
    }

    /// @param days 0 to 90 for which it can be taken back; 0 erases at once
    /// @param why 3 to 200 characters, for the audit log
    public record WantedDeletion(
            @Nullable Integer days, @Nullable String why) {}

    /// @param due when what is kept of the account is erased
    /// @param erased when it was
    public record DeletionView(Instant asked, Instant due, Optional<Instant> erased) {
        static DeletionView of(Deletion deletion) {
            return new DeletionView(deletion.asked(), deletion.due(), deletion.erased());
        }
    }

    @Answers(to = "The deletion of one person that waits for its time.")
    @Needs(Permission.PEOPLE_SEE)
    @GetMapping("/deletion")
    ResponseEntity<DeletionView> read(@PathVariable String id) {
        return ResponseEntity.ok(find(finding.require(id).account().id()));
    }

    @Answers(
            to = "Disables an account for a reason, and has it deleted when the days are over.",
            proposes = true,
            holds = false)
    @Conditional
    @Needs(Permission.PEOPLE_DELETE)
    @PostMapping("/delete")
    ResponseEntity<DeletionView> delete(
            @AuthenticationPrincipal Program program,
            @PathVariable String id,
            @RequestBody WantedDeletion wanted,
            HttpServletRequest request) {
        var person = finding.requireOther(id, program, Permission.PEOPLE_DELETE);
        var errors = new Errors();
        var days = errors.number("#/days", wanted.days(), 0, Math.toIntExact(DeletionDesk.LONGEST.toDays()));
        var reason = errors.reason(wanted.why());
        errors.refuse();
        var whom = person.account().id();
        var seen = finding.seen(request, person);
        var wait = Duration.ofDays(days.orElseThrow());
        return switch (deletions.plan(program.actor(), whom, wait, reason.orElseThrow(), seen)) {
            case PLANNED -> ResponseEntity.ok(find(whom));
            case PROPOSED -> ResponseEntity.accepted().build();
            case LAST_OWNER -> throw Refusal.of(ProblemKind.CONFLICT, "Nobody would be left who is an owner.");
            case NOT_ALLOWED -> throw new NotYourDuty();
            case NO_SUCH_ACCOUNT -> throw Refusal.noSuch("person");
        };
    }

    @Answers(to = "Takes a deletion back that waits; the account is what it was before.")
    @Needs(Permission.PEOPLE_DELETE)
    @PostMapping("/keep")
    ResponseEntity<PersonView> keep(@AuthenticationPrincipal Program program, @PathVariable String id) {
        var person = finding.requireOther(id, program, Permission.PEOPLE_DELETE);
        if (!deletions.takeBack(person.account().id(), program.actor())) {
            throw Refusal.of(ProblemKind.CONFLICT, "No deletion waits.");
        }
        return StateTag.show(PersonView.of(finding.require(id)));
    }

    private DeletionView find(AccountId whom) {
        return deletions.of(whom).map(DeletionView::of).orElseThrow(() -> Refusal.noSuch("deletion"));
    }
}
