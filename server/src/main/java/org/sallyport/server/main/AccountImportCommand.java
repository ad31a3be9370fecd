package org.sallyport.server.main;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.sallyport.core.csv.CsvTable;
import org.sallyport.core.directory.AccountImport;
import org.sallyport.core.directory.ImportReport;
import org.sallyport.core.intake.DirectImport;
import org.sallyport.core.secret.Seal;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `account import`.
@Command(
        name = "import",
        description = "Add people from a CSV file, and change names, languages and groups of those who are there.",
        footer = {
            "",
            "Examples:",
            "  ./sallyport account import people.csv --dry-run --config sallyport.yaml",
            "  ./sallyport account import people.csv --config sallyport.yaml",
        })
final class AccountImportCommand implements Callable<Integer> {
    /// More than the most rows can hold that a person would write, in MiB.
    private static final long LARGEST = 8;

    private static final long LARGEST_EVER = 64;

    private static final int BAD = 1;

    private final Desk desk;

    @ArgGroup(multiplicity = "0..1")
    private Where where = new Where();

    @Parameters(paramLabel = "FILE", description = "A table in UTF-8 whose first line names the columns.")
    private Path file = Path.of(".");

    @Option(names = "--dry-run", description = "Say what would happen, and change nothing.")
    private boolean dryRun;

    @Option(
            names = "--large",
            description =
                    "Take up to 100,000 people. Whoever signs in to the pages meanwhile waits, or is told to come "
                            + "again.")
    private boolean large;

    @Option(names = "--json", description = "Print the report for programs.")
    private boolean json;

    AccountImportCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() {
        var table = CsvTable.read(content());
        return desk.work(where, Installation.Absent.REFUSE, (installation, wired) -> {
            var imports = new DirectImport(
                    wired.store(),
                    new AccountImport(wired.store(), wired.accounts(), wired.mfa(), installation.clock()),
                    new Seal(installation.keyset(), installation.generator()),
                    installation.clock());
            var sized = large ? imports.ofLargeTables() : imports;
            var taken = dryRun
                    ? new DirectImport.Taken(sized.check(table), Optional.empty())
                    : sized.carryOut(table, Desk.OPERATOR);
            var report = taken.report();
            if (json) {
                desk.say(Listing.line(object(taken)));
            } else {
                say(report);
                taken.id().ifPresent(id -> desk.say("Import " + id + "."));
            }
            return report.isGood() ? 0 : BAD;
        });
    }

    private byte[] content() {
        try {
            long most = large ? LARGEST_EVER : LARGEST;
            if (Files.size(file) > most * 1024 * 1024) {
                throw Failure.because("sallyport: " + file + " is larger than " + most + " MiB; "
                        + (large ? "make several files of it." : "make several files of it, or say --large."));
            }
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw Failure.because("sallyport: " + file + " cannot be read.");
        }
    }

    private void say(ImportReport report) {
        report.bad().forEach(bad -> desk.say(place(bad) + ": " + sentence(bad.why())));
        if (!report.isGood()) {
            desk.say("Nothing was changed.");
        } else {
            desk.say((dryRun ? "Would be added: " : "Added: ") + report.added() + ". "
                    + (dryRun ? "Would be changed: " : "Changed: ") + report.changed() + ". As they were: "
                    + report.unchanged() + ".");
        }
    }

    private static String place(ImportReport.Bad bad) {
        return bad.column().isEmpty() ? "line " + bad.line() : "line " + bad.line() + ", " + bad.column();
    }

    private static Map<String, Object> object(DirectImport.Taken taken) {
        var report = taken.report();
        var object = new LinkedHashMap<String, Object>();
        taken.id().ifPresent(id -> object.put("id", id.toString()));
        object.put("added", report.added());
        object.put("changed", report.changed());
        object.put("unchanged", report.unchanged());
        object.put(
                "bad", report.bad().stream().map(AccountImportCommand::object).toList());
        return object;
    }

    private static Map<String, Object> object(ImportReport.Bad bad) {
        var object = new LinkedHashMap<String, Object>();
        object.put("line", bad.line());
        object.put("column", bad.column());
        object.put("why", bad.why().code());
        return object;
    }

    private static String sentence(ImportReport.Why why) {
        return switch (why) {
            case NOT_UTF_8 -> "this is not UTF-8; save the file as \"CSV UTF-8\".";
            case QUOTE_NOT_CLOSED -> "a quotation mark opens the cell, and none closes it.";
            case TEXT_BEHIND_A_QUOTE -> "text follows the quotation mark that closes the cell.";
            case CELL_TOO_LONG -> "the cell is longer than 10,000 characters.";
            case TOO_MANY_CELLS -> "the line has more than 64 cells.";
            case TOO_MANY_ROWS ->
                "a file has at most " + AccountImport.MOST_ROWS + " people, and with --large "
                        + AccountImport.MOST_ROWS_EVER + "; make several files of it.";
            case NO_SUCH_COLUMN ->
                "there is no such column; user-name, display-name, language, groups and contact are.";
            case COLUMN_TWICE -> "this column is there twice.";
            case COLUMN_MISSING -> "the first line has to name this column.";
            case BAD_USER_NAME -> "a user name has letters, digits and signs without blanks, like eleni@olive.example.";
            case NAME_OF_A_DELETED_ACCOUNT ->
                "an account of this name was deleted, and nobody else gets it for a year; account free-name ends that.";
            case USER_NAME_TWICE -> "an earlier line has the same user name.";
            case BAD_DISPLAY_NAME -> "a display name has 1 to 100 characters.";
            case BAD_LANGUAGE -> "a language is two letters, en or el.";
            case BAD_GROUP -> "a group name has 1 to 64 characters.";
            case TOO_MANY_GROUPS -> "somebody is in 50 groups at most.";
            case BAD_CONTACT -> "this is no mail address.";
            case CONTACT_OF_SOMEBODY_THERE ->
                "another contact is on record, or none; change it with account set-contact, which tells its owner.";
            case BELONGS_TO_SOURCE -> "the source that this account comes from says so; change it there.";
            case WITH_A_ROLE -> "this account has a role, and no file changes it.";
        };
    }
}
