package org.sallyport.server.web.admin.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import org.sallyport.core.account.Permission;
import org.sallyport.core.audit.Reason;
import org.sallyport.core.csv.Written;
import org.sallyport.core.directory.AccountImport;
import org.sallyport.core.intake.ImportDesk;
import org.sallyport.core.intake.ImportUndo;
import org.sallyport.core.intake.ImportWork;
import org.sallyport.core.intake.PeopleImport;
import org.sallyport.core.job.JobId;
import org.sallyport.server.web.Visitor;
import org.sallyport.server.web.frame.NoSuchThing;
import org.sallyport.server.web.frame.Page;
import org.sallyport.server.web.frame.Said;
import org.sallyport.server.web.security.Needs;
import org.sallyport.server.web.security.StepUp;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// Handing in a file, seeing what it would do, and saying that it is to be done. What is small is done before the
/// answer, the rest by a node behind the page, which is shown anew meanwhile.
@Controller
@RequestMapping("/admin/people/import")
class ImportPages {
    private static final String PATH = "/admin/people/import";

    /// So large a file takes no longer than a page may.
    private static final int AT_ONCE = 256 * 1024;

    private static final int MEBIBYTE = 1024 * 1024;
    private static final String SECONDS_UNTIL_SHOWN_ANEW = "3";

    private final ImportDesk desk;
    private final ImportWork work;
    private final ImportUndo undo;
    private final InstantSource clock;

    ImportPages(ImportDesk desk, ImportWork work, ImportUndo undo, InstantSource clock) {
        this.desk = desk;
        this.work = work;
        this.undo = undo;
        this.clock = clock;
    }

    // Whoever is asked for a second factor behind the file would have to hand it in once more.
    @Needs(Permission.PEOPLE_IMPORT)
    @GetMapping
    ModelAndView form(@AuthenticationPrincipal Visitor visitor) {
        return visitor.needsStepUpAsStaff(clock.instant()) ? StepUp.ofStaff(visitor, PATH) : form("").show();
    }

    @Needs(Permission.PEOPLE_IMPORT)
    @PostMapping
    ModelAndView handIn(@AuthenticationPrincipal Visitor visitor, HttpServletRequest request) throws IOException {
        if (visitor.needsStepUpAsStaff(clock.instant())) {
            return StepUp.ofStaff(visitor, PATH);
        }
        return switch (Upload.read(request, ImportDesk.LARGEST)) {
            case Upload.Unreadable() ->
                form("").wrong(Said.of("import.file.missing").about("file")).show();
            case Upload.TooLarge(long bytes) ->
                form("").wrong(Said.of("import.file.too-large", mebibytes(bytes), mebibytes(ImportDesk.LARGEST))
                                .about("file"))
                        .show();
            case Upload.Taken fields -> handIn(visitor, fields.field("file"), fields.field("text"));
        };
    }

    private ModelAndView handIn(Visitor visitor, byte[] file, byte[] text) {
        var typed = new String(text, UTF_8);
        if (file.length > 0 && !typed.isBlank()) {
            return form(typed).wrong(Said.of("import.file.both").about("text")).show();
        }
        byte[] table = file.length > 0 ? file : typed.strip().getBytes(UTF_8);
        if (table.length == 0) {
            return form("").wrong(Said.of("import.file.missing").about("file")).show();
        }
        var written = Written.as(table);
        if (written != Written.UTF_8_TEXT) {
            var key = "import.file." + written.code();
            return form("").wrong(Said.of(key).about("file")).show();
        }
        var id = desk.start(visitor.id(), table);
        if (id.isEmpty()) {
            return form(typed)
                    .wrong(Said.of("import.too-many", ImportDesk.MOST_OPEN))
                    .show();
        }
        if (table.length <= AT_ONCE) {
            work.work(id.get());
        }
        return Page.goTo(PATH + "/" + id.get());
    }

    @Needs(Permission.PEOPLE_IMPORT)
    @GetMapping("/{id}")
    ModelAndView one(
            @PathVariable String id, @RequestParam(defaultValue = "1") String page, HttpServletResponse answer) {
        var found = require(id);
        if (found.job().state().isDue()) {
            answer.setHeader("Refresh", SECONDS_UNTIL_SHOWN_ANEW);
        }
        return page(found, page, "").show();
    }

    @Needs(Permission.PEOPLE_IMPORT)
    @PostMapping("/{id}")
    ModelAndView carryOut(
            @AuthenticationPrincipal Visitor visitor,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String seen,
            @RequestParam(defaultValue = "") String why) {
        var found = require(id);
        if (visitor.needsStepUpAsStaff(clock.instant())) {
            return StepUp.ofStaff(visitor, path(found));
        }
        var reason = Reason.parse(why);
        if (reason.isEmpty()) {
            return page(found, "1", why)
                    .wrong(Said.of("reason.missing").about("why"))
                    .show();
        }
        boolean isSmall = found.content().seen().stream()
                .anyMatch(what -> what.report().added() + what.report().changed() <= AccountImport.MOST_ROWS);
        if (desk.order(found.job().id(), seen, visitor.id(), reason.get()) && isSmall) {
            work.work(found.job().id());
        }
        return Page.goTo(path(found));
    }

    @Needs(Permission.PEOPLE_IMPORT)
    @PostMapping("/{id}/cancel")
    ModelAndView cancel(@PathVariable String id) {
        var found = require(id);
        desk.cancel(found.job().id());
        return Page.goTo(path(found));
    }

    private Page form(String text) {
        return Page.of("admin/import-new")
                .with("text", text)
                .with("imports", desk.all())
                .with("most", AccountImport.MOST_ROWS_EVER)
                .with("largest", mebibytes(ImportDesk.LARGEST));
    }

    private Page page(PeopleImport found, String page, String why) {
        return Page.of("admin/import")
                .with("job", found.job())
                .with("content", found.content())
                .with("rows", BadRows.of(found.content(), page))
                .with("progress", work.progress(found.job().id()))
                .with("undoable", undo.isThere(found.job().id()))
                .with("most", ImportUndo.MOST)
                .with("why", why);
    }

    private PeopleImport require(String id) {
        return JobId.parse(id).flatMap(desk::find).orElseThrow(NoSuchThing::new);
    }

    private static String path(PeopleImport found) {
        return PATH + "/" + found.job().id();
    }

    private static String mebibytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f", (double) bytes / MEBIBYTE);
    }

    static Optional<Integer> number(String typed) {
        try {
            return Optional.of(Integer.parseInt(typed)).filter(number -> number > 0);
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }
}
