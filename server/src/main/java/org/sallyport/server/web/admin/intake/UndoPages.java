package org.sallyport.server.web.admin.intake;

import java.time.InstantSource;
import org.sallyport.core.account.Permission;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.Reason;
import org.sallyport.core.intake.ImportUndo;
import org.sallyport.core.intake.UndoOutlook;
import org.sallyport.core.job.JobId;
import org.sallyport.server.web.Visitor;
import org.sallyport.server.web.frame.NoSuchThing;
import org.sallyport.server.web.frame.NotYourDuty;
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

/// Seeing what undoing an import would do, and saying that it is to be done.
@Controller
@RequestMapping("/admin/people/import/{id}/undo")
class UndoPages {
    private final ImportUndo undo;
    private final InstantSource clock;

    UndoPages(ImportUndo undo, InstantSource clock) {
        this.undo = undo;
        this.clock = clock;
    }

    @Needs(Permission.PEOPLE_IMPORT)
    @GetMapping
    ModelAndView look(@PathVariable String id) {
        return page(job(id), "").show();
    }

    @Needs(Permission.PEOPLE_IMPORT)
    @PostMapping
    ModelAndView carryOut(
            @AuthenticationPrincipal Visitor visitor,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String seen,
            @RequestParam(defaultValue = "") String why) {
        var job = job(id);
        if (visitor.needsStepUpAsStaff(clock.instant())) {
            return StepUp.ofStaff(visitor, path(job) + "/undo");
        }
        var reason = Reason.parse(why);
        if (reason.isEmpty()) {
            return page(job, why).wrong(Said.of("reason.missing").about("why")).show();
        }
        return switch (undo.carryOut(job, seen, new Actor.Person(visitor.id()), reason.get())) {
            case UNDONE, NOT_THERE -> Page.goTo(path(job));
            case CHANGED_MEANWHILE ->
                page(job, why).wrong(Said.of("import.undo.changed")).show();
            case NOT_ALLOWED -> throw new NotYourDuty();
        };
    }

    private Page page(JobId job, String why) {
        UndoOutlook outlook = undo.outlook(job).orElseThrow(NoSuchThing::new);
        return Page.of("admin/import-undo")
                .with("job", job)
                .with("outlook", outlook)
                .with("why", why);
    }

    private static JobId job(String id) {
        return JobId.parse(id).orElseThrow(NoSuchThing::new);
    }

    private static String path(JobId job) {
        return "/admin/people/import/" + job;
    }
}
