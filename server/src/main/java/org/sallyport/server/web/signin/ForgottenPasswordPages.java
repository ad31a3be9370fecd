package org.sallyport.server.web.signin;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.directory.PasswordWeakness;
import org.sallyport.core.method.TypedCode;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.upkeep.ForgottenPasswords;
import org.sallyport.core.upkeep.Recovery;
import org.sallyport.core.upkeep.WhoTheyAre;
import org.sallyport.core.verify.TypedName;
import org.sallyport.server.web.frame.Moments;
import org.sallyport.server.web.frame.Page;
import org.sallyport.server.web.frame.Said;
import org.sallyport.server.web.frame.Weakness;
import org.sallyport.server.web.security.ClientAddress;
import org.sallyport.server.web.session.Visits;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// A new password in place of a forgotten one. Everybody is asked the same, and nobody is told whether there is such an
/// account.
@Controller
class ForgottenPasswordPages {
    private static final String PATH = "/forgot-password";

    private final ForgottenPasswords forgotten;
    private final Visits visits;
    private final ClientAddress addresses;

    ForgottenPasswordPages(ForgottenPasswords forgotten, Visits visits, ClientAddress addresses) {
        this.forgotten = forgotten;
        this.visits = visits;
        this.addresses = addresses;
    }

    /// The form as it was typed.
    ///
    /// @param ticket of the page that asked for a mailed code; empty where an admin has handed one over
    /// @param code of the authenticator app, or the one that was handed over
    record Typed(String name, String ticket, String mailed, String code, String password, String again) {
        // A field that a request leaves out is an empty one.
        Typed(
                @Nullable String name,
                @Nullable String ticket,
                @Nullable String mailed,
                @Nullable String code,
                @Nullable String password,
                @Nullable String again) {
            this.name = Objects.requireNonNullElse(name, "");
            this.ticket = Objects.requireNonNullElse(ticket, "");
            this.mailed = Objects.requireNonNullElse(mailed, "");
            this.code = Objects.requireNonNullElse(code, "");
            this.password = Objects.requireNonNullElse(password, "");
            this.again = Objects.requireNonNullElse(again, "");
        }

        boolean isHandedOver() {
            return ticket.isEmpty();
        }

        WhoTheyAre proof() {
            return isHandedOver()
                    ? new WhoTheyAre.HandedOver(new TypedCode(code))
                    : new WhoTheyAre.TwoCodes(ticket, new TypedCode(mailed), new TypedCode(code));
        }

        @Override
        public String toString() {
            return "Typed[hidden]";
        }
    }

    @GetMapping(PATH)
    ModelAndView form(@RequestParam(name = "with", defaultValue = "") String with) {
        return page("", "", with.equals("onboarding-code")).show();
    }

    @PostMapping(PATH + "/code")
    ModelAndView mailCode(@RequestParam(name = "name", defaultValue = "") String typed, HttpServletRequest request) {
        if (typed.isBlank()) {
            return page("", "", false)
                    .wrong(Said.of("signin.missing-name").about("name"))
                    .show();
        }
        try (var ticket = forgotten.mailCode(new TypedName(typed), addresses.of(request))) {
            return page(typed, ticket.reveal(), false).show();
        }
    }

    @PostMapping(PATH)
    ModelAndView recover(@ModelAttribute("typed") Typed typed, HttpServletRequest request) {
        var page = page(typed.name(), typed.ticket(), typed.isHandedOver());
        var problems = problemsOf(typed);
        if (!problems.isEmpty()) {
            return page.wrong(problems).show();
        }
        try (var password = Secret.of(typed.password())) {
            var name = new TypedName(typed.name());
            return switch (forgotten.recover(name, typed.proof(), password, addresses.of(request))) {
                case Recovery.Recovered() -> {
                    // Whoever was signed in with this browser has forgotten somebody's password: they begin anew.
                    visits.end(request);
                    yield Page.of("forgot-password-done").show();
                }
                case Recovery.Refused() ->
                    page.wrong(Said.of("forgot.wrong").about("code")).show();
                case Recovery.Later(var time) ->
                    page.tooOften(Said.of("signin.later", Moments.minutes(time)))
                            .show();
                case Recovery.Weak(var why) -> page.wrong(Weakness.of(why)).show();
            };
        }
    }

    private static List<Said> problemsOf(Typed typed) {
        var problems = new ArrayList<Said>();
        if (typed.name().isBlank()) {
            problems.add(Said.of("signin.missing-name").about("name"));
        }
        if (!typed.isHandedOver() && typed.mailed().isBlank()) {
            problems.add(Said.of("forgot.missing-mailed").about("mailed"));
        }
        if (typed.code().isBlank()) {
            problems.add(Said.of("forgot.missing-code").about("code"));
        }
        if (!typed.password().equals(typed.again())) {
            problems.add(Said.of("first-admin.passwords-differ").about("again"));
        }
        return problems;
    }

    private static Page page(String name, String ticket, boolean handedOver) {
        return Page.of("forgot-password")
                .with("name", name)
                .with("ticket", ticket)
                .with("handedOver", handedOver)
                .with("shortest", PasswordWeakness.SHORTEST);
    }
}
