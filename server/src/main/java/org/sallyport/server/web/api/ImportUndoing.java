package org.sallyport.server.web.api;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.account.Permission;
import org.sallyport.core.api.Program;
import org.sallyport.core.intake.ImportUndo;
import org.sallyport.core.intake.UndoOutlook;
import org.sallyport.core.job.JobId;
import org.sallyport.server.web.frame.NotYourDuty;
import org.sallyport.server.web.frame.ProblemKind;
import org.sallyport.server.web.security.Needs;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Undoing an import; with `dry_run=true` what that would do.
@RestController
class ImportUndoing {
    private final ImportUndo undo;

    ImportUndoing(ImportUndo undo) {
        this.undo = undo;
    }

    /// @param why 3 to 200 characters, for the audit log
    public record WantedUndo(@Nullable String why) {}

    /// What it does, or would do.
    ///
    /// @param removed how many who were added are taken away
    /// @param restored how many who were changed are as before
    /// @param gone how many are not there any more
    /// @param left who stays as they are
    public record UndoView(boolean dryRun, int removed, int restored, int gone, List<StaysView> left) {}

    /// @param person the id
    /// @param why used, changed or belongs-to-source
    public record StaysView(String person, String userName, String why) {}

    @Answers(
            to = "Undoes an import within a day, but for whoever was used or changed since;"
                    + " takes the scope to delete people besides.",
            parameters = "dry_run:boolean")
    @Needs(Permission.PEOPLE_IMPORT)
    @PostMapping(PeopleImports.PATH + "/{id}/undo")
    ResponseEntity<UndoView> carryOut(
            @AuthenticationPrincipal Program program,
            @PathVariable String id,
            @RequestParam Map<String, String> said,
            @RequestBody WantedUndo wanted) {
        boolean isDry = new Query(said).only("dry_run").flag("dry_run");
        var errors = new Errors();
        var reason = errors.reason(wanted.why());
        errors.refuse();
        if (!program.duties().contains(Permission.PEOPLE_DELETE)) {
            throw new NotYourDuty();
        }
        var job = JobId.parse(id).orElseThrow(ImportUndoing::nothing);
        var outlook = undo.outlook(job).orElseThrow(ImportUndoing::nothing);
        if (isDry) {
            return ResponseEntity.ok(view(true, outlook));
        }
        return switch (undo.carryOut(job, outlook.fingerprint(), program.actor(), reason.orElseThrow())) {
            case UNDONE -> ResponseEntity.ok(view(false, outlook));
            case CHANGED_MEANWHILE ->
                throw Refusal.of(
                        ProblemKind.CONFLICT, "There is nothing to undo, or somebody was changed at that moment.");
            case NOT_ALLOWED -> throw new NotYourDuty();
            case NOT_THERE -> throw nothing();
        };
    }

    private static Refusal nothing() {
        return Refusal.noSuch("import that can be undone");
    }

    private static UndoView view(boolean isDry, UndoOutlook outlook) {
        return new UndoView(
                isDry,
                outlook.removed().size(),
                outlook.restored().size(),
                outlook.gone(),
                outlook.left().stream()
                        .map(one -> new StaysView(
                                one.account().id().toString(),
                                one.account().username().canonical(),
                                one.why().code()))
                        .toList());
    }
}
