package org.sallyport.server.web.account;

import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.List;
import org.sallyport.core.recovery.RecoveryCodes;
import org.sallyport.core.recovery.Sheet;
import org.sallyport.core.secret.Secret;
import org.sallyport.server.web.Visitor;
import org.sallyport.server.web.frame.Page;
import org.sallyport.server.web.security.StepUp;
import org.sallyport.server.web.session.Visits;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// Recovery codes: how many are left, and new ones, shown in the answer to the form that made them and nowhere else.
@Controller
@RequestMapping(RecoverySheetPages.PATH)
class RecoverySheetPages {
    static final String PATH = OwnMethodPages.PATH + "/recovery-codes";
    private static final String FORM = "recovery-codes";

    private final RecoveryCodes codes;
    private final Visits visits;
    private final InstantSource clock;

    RecoverySheetPages(RecoveryCodes codes, Visits visits, InstantSource clock) {
        this.codes = codes;
        this.visits = visits;
        this.clock = clock;
    }

    @GetMapping
    ModelAndView form(@AuthenticationPrincipal Visitor visitor, HttpServletRequest request) {
        return visitor.isFresh(clock.instant())
                ? Page.of("methods/recovery-codes")
                        .with("left", codes.left(visitor.id()))
                        .with("count", RecoveryCodes.COUNT)
                        .with("mark", visits.openForm(request, FORM))
                        .show()
                : StepUp.to(PATH);
    }

    @PostMapping
    ModelAndView make(
            @AuthenticationPrincipal Visitor visitor,
            @RequestParam(defaultValue = "") String mark,
            HttpServletRequest request) {
        if (!visitor.isFresh(clock.instant())) {
            return StepUp.to(PATH);
        }
        // Before they are made: what was made has to be shown, and nothing on the way may fail.
        visits.leaveNote(request, Visits.Note.SECRET_SHOWN);
        var sheet =
                codes.make(visitor.id(), visitor.factorProved(), books -> visits.closeForm(books, request, FORM, mark));
        return switch (sheet) {
            case Sheet.Made(var made) -> shown(visitor, made);
            case Sheet.StepUpNeeded() -> StepUp.to(PATH);
            case Sheet.AlreadyMade() -> wereShown();
            case Sheet.NotInForce() -> Page.goTo("/");
        };
    }

    /// Where the script of the page that shows them points the browser's history.
    @GetMapping("/shown")
    ModelAndView wereShown() {
        return Page.of("methods/recovery-codes-shown").gone().show();
    }

    private ModelAndView shown(Visitor visitor, List<Secret> made) {
        var page = Page.of("methods/recovery-codes-new")
                .with("codes", made.stream().map(RecoverySheetPages::grouped).toList())
                .with("username", visitor.account().username().canonical())
                .with("made", clock.instant());
        made.forEach(Secret::close);
        return page.show();
    }

    private static String grouped(Secret code) {
        return code.reveal().replaceAll("(.{5})(?=.)", "$1-");
    }
}
