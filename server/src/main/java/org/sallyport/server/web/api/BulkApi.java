package org.sallyport.server.web.api;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.account.Permission;
import org.sallyport.core.api.Program;
import org.sallyport.core.bulk.BulkAct;
import org.sallyport.core.bulk.BulkDesk;
import org.sallyport.core.bulk.BulkReport;
import org.sallyport.server.web.frame.NotYourDuty;
import org.sallyport.server.web.security.Needs;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Doing the same to many people, to one after the other. What each act needs is asked besides.
@RestController
class BulkApi {
    private final BulkDesk desk;

    BulkApi(BulkDesk desk) {
        this.desk = desk;
    }

    /// @param act require-mfa, sign-out, revoke-app-passwords, disable, enable, join-group or leave-group
    /// @param group which they join or leave; left out for anything else
    /// @param people their ids, 500 at most
    /// @param why 3 to 200 characters, for the audit log
    public record WantedBulk(
            @Nullable String act,
            @Nullable String group,
            @Nullable List<String> people,
            @Nullable String why) {}

    /// @param done to how many it was done
    /// @param unchanged how many were so already
    /// @param left to whom it was not done
    public record BulkView(int done, int unchanged, List<LeftView> left) {}

    /// @param person the id
    /// @param why not-allowed, not-yourself, last-owner, belongs-to-source, gone or failed
    public record LeftView(String person, String why) {}

    @Answers(to = "Does the same to many people for a reason; takes the scope of what is done besides.")
    @Needs(Permission.PEOPLE_SEE)
    @PostMapping(PeopleApi.PATH + "/bulk")
    ResponseEntity<BulkView> carryOut(@AuthenticationPrincipal Program program, @RequestBody WantedBulk wanted) {
        var errors = new Errors();
        var act = errors.read(
                "#/act",
                wanted.act(),
                code -> BulkAct.Kind.find(code).flatMap(kind -> act(kind, wanted.group())),
                "one of the acts there are, with a group where people join or leave one, and without otherwise");
        var people =
                errors.each("#/people", wanted.people(), BulkDesk.MOST, AccountId::parse, "This is no id of anybody.");
        if (wanted.people() != null && wanted.people().isEmpty()) {
            errors.add("#/people", "at least one");
        }
        var reason = errors.reason(wanted.why());
        errors.refuse();
        if (!program.duties().contains(act.orElseThrow().kind().needs())) {
            throw new NotYourDuty();
        }
        var report = desk.carryOut(program.actor(), List.copyOf(people), act.orElseThrow(), reason.orElseThrow());
        return ResponseEntity.ok(new BulkView(
                report.count(BulkReport.Outcome.DONE),
                report.count(BulkReport.Outcome.UNCHANGED),
                report.left().stream()
                        .map(line -> new LeftView(
                                line.account().toString(), line.outcome().code()))
                        .toList()));
    }

    private static Optional<BulkAct> act(BulkAct.Kind kind, @Nullable String group) {
        try {
            return Optional.of(new BulkAct(kind, Optional.ofNullable(group).map(GroupName::new)));
        } catch (IllegalArgumentException unfit) {
            return Optional.empty();
        }
    }
}
