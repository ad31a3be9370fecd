package org.sallyport.server.web.signin;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
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
import org.sallyport.server.web.passkey.Prompt;
import org.sallyport.server.web.passkey.RelyingParty;
import org.sallyport.server.web.session.ClientAddress;
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
    private final RelyingParty passkeys;
    private final Visits visits;
    private final ClientAddress addresses;

    ForgottenPasswordPages(
            ForgottenPasswords forgotten, RelyingParty passkeys, Visits visits, ClientAddress addresses) {
        this.forgotten = forgotten;
        this.passkeys = passkeys;
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

        @Override
        public String toString() {
            return "Typed[hidden]";
        }
    }

    @GetMapping(PATH)
    ModelAndView form(@RequestParam(name = "with", defaultValue = "") String with) {
        return firstPage("", with.equals("onboarding-code")).show();
    }

    @PostMapping(PATH + "/code")
    ModelAndView mailCode(@RequestParam(name = "name", defaultValue = "") String typed, HttpServletRequest request) {
        if (typed.isBlank()) {
            return firstPage("", false)
                    .wrong(Said.of("signin.missing-name").about("name"))
                    .show();
        }
        try (var ticket = forgotten.mailCode(new TypedName(typed), addresses.of(request))) {
            return secondPage(typed, ticket.reveal(), request).show();
        }
    }

    /// @param challenge the ticket of what a passkey was asked
    /// @param answer what it answered; empty where a code of the authenticator app was typed
    @PostMapping(PATH)
    ModelAndView recover(
            @ModelAttribute("typed") Typed typed,
            @RequestParam(name = "challenge", defaultValue = "") String challenge,
            @RequestParam(name = "answer", defaultValue = "") String answer,
            HttpServletRequest request) {
        var reply = new Prompt.Reply(challenge, answer);
        var page = typed.isHandedOver()
                ? firstPage(typed.name(), true)
                : secondPage(typed.name(), typed.ticket(), request);
        var problems = problemsOf(typed, reply);
        if (!problems.isEmpty()) {
            return page.wrong(problems).show();
        }
        try (var password = Secret.of(typed.password())) {
            var name = new TypedName(typed.name());
            return switch (forgotten.recover(name, proof(typed, reply, request), password, addresses.of(request))) {
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
                case Recovery.Weak(var why, int shortest) ->
                    page.wrong(Weakness.of(why, shortest)).show();
                case Recovery.NotHere _ ->
                    page.wrong(Said.of("forgot.not-here").about("password")).show();
            };
        }
    }

    private WhoTheyAre proof(Typed typed, Prompt.Reply reply, HttpServletRequest request) {
        var code = new TypedCode(typed.code());
        if (typed.isHandedOver()) {
            return new WhoTheyAre.HandedOver(code);
        }
        var mailed = new TypedCode(typed.mailed());
        return reply.json().isEmpty()
                ? new WhoTheyAre.TwoCodes(typed.ticket(), mailed, code)
                : new WhoTheyAre.CodeAndPasskey(typed.ticket(), mailed, passkeys.replacingPassword(request, reply));
    }

    private List<Said> problemsOf(Typed typed, Prompt.Reply reply) {
        var problems = new ArrayList<Said>();
        if (typed.name().isBlank()) {
            problems.add(Said.of("signin.missing-name").about("name"));
        }
        if (!typed.isHandedOver() && typed.mailed().isBlank()) {
            problems.add(Said.of("forgot.missing-mailed").about("mailed"));
        }
        boolean mayBePasskey = !typed.isHandedOver() && passkeys.isPossible();
        if (typed.code().isBlank() && (!mayBePasskey || reply.json().isEmpty())) {
            problems.add(Said.of(mayBePasskey ? "forgot.missing-code-or-passkey" : "forgot.missing-code")
                    .about("code"));
        }
        if (!typed.password().equals(typed.again())) {
            problems.add(Said.of("first-admin.passwords-differ").about("again"));
        }
        return problems;
    }

    private Page firstPage(String name, boolean handedOver) {
        return Page.of("forgot-password")
                .with("name", name)
                .with("ticket", "")
                .with("handedOver", handedOver)
                .with("shortest", forgotten.usualRule().shortest());
    }

    /// The page that takes the code that may have been mailed, and asks whoever it is for a passkey.
    private Page secondPage(String name, String ticket, HttpServletRequest request) {
        var page = firstPage(name, false).with("ticket", ticket);
        passkeys.toReplacePassword(request).ifPresent(prompt -> page.with("prompt", prompt));
        return page;
    }
}
