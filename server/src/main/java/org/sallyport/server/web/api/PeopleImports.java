package org.sallyport.server.web.api;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sallyport.core.account.Permission;
import org.sallyport.core.api.Program;
import org.sallyport.core.csv.CsvTable;
import org.sallyport.core.directory.ImportReport;
import org.sallyport.core.intake.DirectImport;
import org.sallyport.core.job.JobId;
import org.sallyport.server.web.frame.ProblemDetails;
import org.sallyport.server.web.security.Needs;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// People from a table (RFC 4180), all of it or nothing; with `dry_run=true` what it would do.
@RestController
class PeopleImports {
    static final String PATH = PeopleApi.PATH + "/imports";

    private final DirectImport imports;

    PeopleImports(DirectImport imports) {
        this.imports = imports;
    }

    /// What it does, or would do.
    ///
    /// @param id by which it can be undone within a day; left out where nothing was changed
    /// @param bad every row that cannot be taken; of a dry run only, since otherwise it is refused
    public record ImportView(
            boolean dryRun, Optional<String> id, int added, int changed, int unchanged, List<BadRow> bad) {}

    /// @param line of the table, from 1
    /// @param column empty where the whole row is meant
    public record BadRow(int line, String column, String why) {}

    @Answers(to = "Adds and changes people from a table, all or nothing.", parameters = "dry_run:boolean")
    @Needs(Permission.PEOPLE_IMPORT)
    @PostMapping(path = PATH, consumes = "text/csv")
    ResponseEntity<ImportView> take(
            @AuthenticationPrincipal Program program,
            @RequestParam Map<String, String> said,
            HttpServletRequest request)
            throws IOException {
        boolean isDry = new Query(said).only("dry_run").flag("dry_run");
        var table = CsvTable.read(request.getInputStream().readAllBytes());
        var taken = isDry
                ? new DirectImport.Taken(imports.check(table), Optional.empty())
                : imports.carryOut(table, program.actor());
        var report = taken.report();
        if (!isDry && !report.isGood()) {
            throw Refusal.unfit(report.bad().stream().map(PeopleImports::field).toList());
        }
        return ResponseEntity.ok(new ImportView(
                isDry,
                taken.id().map(JobId::toString),
                report.added(),
                report.changed(),
                report.unchanged(),
                report.bad().stream()
                        .map(bad ->
                                new BadRow(bad.line(), bad.column(), bad.why().code()))
                        .toList()));
    }

    private static ProblemDetails.Field field(ImportReport.Bad bad) {
        var place = "line " + bad.line() + (bad.column().isEmpty() ? "" : ", column " + bad.column());
        return new ProblemDetails.Field(place, bad.why().code());
    }
}
