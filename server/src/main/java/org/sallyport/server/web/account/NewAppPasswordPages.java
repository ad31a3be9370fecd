package org.sallyport.server.web.account;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.sallyport.core.apppassword.AppPasswordRequest;
import org.sallyport.core.apppassword.AppPasswords;
import org.sallyport.core.apppassword.Issuing;
import org.sallyport.core.apppassword.Label;
import org.sallyport.core.apppassword.Scope;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.store.Store;
import org.sallyport.server.web.Visitor;
import org.sallyport.server.web.frame.Moments;
import org.sallyport.server.web.frame.Page;
import org.sallyport.server.web.frame.Said;
import org.sallyport.server.web.frame.ShownOnce;
import org.sallyport.server.web.security.StepUp;
import org.sallyport.server.web.session.Visits;
import org.springframework.context.MessageSource;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// Making an app password: needs a second factor proved within five minutes, and shows the result once.
@Controller
class NewAppPasswordPages {
    private static final String PATH = "/app-passwords/new";
    private static final String FORM = "new-app-password";

    private final AppPasswords appPasswords;
    private final Store store;
    private final Visits visits;
    private final ShownOnce shownOnce;
    private final Moments moments;
    private final MessageSource messages;
    private final InstantSource clock;

    NewAppPasswordPages(
            AppPasswords appPasswords,
            Store store,
            Visits visits,
            ShownOnce shownOnce,
            Moments moments,
            MessageSource messages,
            InstantSource clock) {
        this.messages = messages;
        this.appPasswords = appPasswords;
        this.store = store;
        this.visits = visits;
        this.shownOnce = shownOnce;
        this.moments = moments;
        this.clock = clock;
    }

    @GetMapping(PATH)
    ModelAndView form(
            @AuthenticationPrincipal Visitor visitor,
            @RequestParam(defaultValue = "") String app,
            Locale locale,
            HttpServletRequest request) {
        var protocol = Protocol.find(app);
        var wanted = protocol.map(known -> WantedAppPassword.forApp(known, label(known, locale)))
                .orElseGet(WantedAppPassword::usual);
        return visitor.isFresh(clock.instant())
                ? page(wanted.usuallyUntil(usualDay(visitor)), visitor, request).show()
                : StepUp.to(protocol.map(known -> PATH + "?app=" + known.code()).orElse(PATH));
    }

    private String label(Protocol protocol, Locale locale) {
        return messages.getMessage(
                WantedAppPassword.isMail(protocol) ? "new.label.mail" : "new.label.other", null, locale);
    }

    @PostMapping(PATH)
    ModelAndView make(
            @AuthenticationPrincipal Visitor visitor,
            @ModelAttribute("wanted") WantedAppPassword wanted,
            @RequestParam(defaultValue = "") String mark,
            HttpServletRequest request) {
        if (!visitor.isFresh(clock.instant())) {
            return StepUp.to(PATH);
        }
        Instant now = clock.instant();
        var last = visitor.terms().lifespan().last(now).map(moments::today);
        var problems = wanted.problems(moments.today(now), last);
        if (!problems.isEmpty()) {
            return page(wanted, visitor, request).wrong(problems).show();
        }
        long since = shownOnce.prepare(request);
        return issue(visitor, wanted, mark, request)
                .map(issuing -> answer(issuing, since, visitor, wanted, request))
                .orElseGet(ShownOnce::already);
    }

    // The form counts once, together with what it asks for: after an outage it may be sent again.
    private Optional<Issuing> issue(
            Visitor visitor, WantedAppPassword wanted, String mark, HttpServletRequest request) {
        var asked = new AppPasswordRequest(
                visitor.id(),
                new Label(wanted.label()),
                new Scope(wanted.chosen(), wanted.parsedNetworks()),
                wanted.lastDay().map(moments::endOf),
                visitor.factorProved());
        return store.transact(books -> visits.closeForm(books, request, FORM, mark)
                ? Optional.of(appPasswords.issue(books, asked))
                : Optional.empty());
    }

    private ModelAndView answer(
            Issuing issuing, long since, Visitor visitor, WantedAppPassword wanted, HttpServletRequest request) {
        return switch (issuing) {
            case Issuing.Issued issued -> shownOnce.show(issued, since, visitor).show();
            case Issuing.StepUpNeeded() -> StepUp.to(PATH);
            case Issuing.TooMany(int maximum) ->
                page(wanted, visitor, request)
                        .wrong(Said.of("new.too-many", maximum))
                        .show();
            case Issuing.TooManyToday(int maximum) ->
                page(wanted, visitor, request)
                        .wrong(Said.of("new.too-many-today", maximum))
                        .show();
            case Issuing.NotAllowed() -> Page.goTo("/account");
            case Issuing.NotRequired(), Issuing.NotRegistered(), Issuing.NoSuchAccount() -> Page.goTo("/");
        };
    }

    // What new ones last for where nobody says otherwise.
    private Optional<LocalDate> usualDay(Visitor visitor) {
        return visitor.terms()
                .lifespan()
                .expires(Optional.empty(), clock.instant())
                .map(moments::today);
    }

    private Page page(WantedAppPassword wanted, Visitor visitor, HttpServletRequest request) {
        return Page.of("app-password-new")
                .with("wanted", wanted)
                .with(
                        "protocols",
                        Arrays.stream(Protocol.values())
                                .filter(visitor.terms()::open)
                                .toList())
                .with("today", moments.today(clock.instant()).toString())
                .with("mark", visits.openForm(request, FORM));
    }
}
