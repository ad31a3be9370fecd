package org.sallyport.server.web.signin;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.EmailAddress;
import org.sallyport.core.account.Profile;
import org.sallyport.core.account.Username;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.directory.Adding;
import org.sallyport.core.directory.FirstAdmin;
import org.sallyport.core.directory.NewAccount;
import org.sallyport.core.policy.Mfa;
import org.sallyport.core.policy.MfaState;
import org.sallyport.core.policy.PasswordRule;
import org.sallyport.core.policy.Subject;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.staff.Staff;
import org.sallyport.server.web.frame.Page;
import org.sallyport.server.web.frame.Said;
import org.sallyport.server.web.frame.Weakness;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// The one-time link that the first start prints.
@Controller
class FirstAdminPages {
    private final FirstAdmin firstAdmin;
    private final Staff staff;
    private final Mfa mfa;

    FirstAdminPages(FirstAdmin firstAdmin, Staff staff, Mfa mfa) {
        this.firstAdmin = firstAdmin;
        this.staff = staff;
        this.mfa = mfa;
    }

    /// The form as it was typed.
    record Typed(String token, String name, String displayName, String mail, String password, String again) {
        Typed {
            // A field that a request leaves out is an empty one.
            token = token == null ? "" : token;
            name = name == null ? "" : name;
            displayName = displayName == null ? "" : displayName;
            mail = mail == null ? "" : mail;
            password = password == null ? "" : password;
            again = again == null ? "" : again;
        }

        static Typed nothing(String token) {
            return new Typed(token, "", "", "", "", "");
        }

        @Override
        public String toString() {
            return "Typed[hidden]";
        }
    }

    @GetMapping("/first-admin")
    ModelAndView form(@RequestParam(defaultValue = "") String token) {
        return firstAdmin.isOpen(Secret.of(token)) ? page(Typed.nothing(token)).show() : linkUsedUp();
    }

    @PostMapping("/first-admin")
    ModelAndView create(@ModelAttribute("typed") Typed typed, Locale language) {
        if (!firstAdmin.isOpen(Secret.of(typed.token()))) {
            return linkUsedUp();
        }
        var problems = problemsOf(typed);
        if (!problems.isEmpty()) {
            return page(typed).wrong(problems).show();
        }
        try (var password = Secret.of(typed.password())) {
            var profile = new Profile(typed.displayName(), language, Set.of());
            var wanted = new NewAccount(
                    Username.parse(typed.name()).orElseThrow(),
                    profile,
                    Account.Role.OWNER,
                    EmailAddress.parse(typed.mail()),
                    Optional.of(password));
            return switch (firstAdmin.redeem(Secret.of(typed.token()), wanted)) {
                case Adding.Added(var account) -> {
                    if (staff.needsMfa(account.role())) {
                        var itself = new Actor.Person(account.id());
                        mfa.decide(new Subject.Person(account.id()), MfaState.Required.YES, itself);
                    }
                    yield Page.of("first-admin-done").show();
                }
                case Adding.NameTaken() ->
                    page(typed)
                            .wrong(Said.of("first-admin.name-taken").about("name"))
                            .show();
                case Adding.Weak(var why, int shortest) ->
                    page(typed).wrong(Weakness.of(why, shortest)).show();
                case Adding.LinkUsedUp() -> linkUsedUp();
            };
        }
    }

    private static List<Said> problemsOf(Typed typed) {
        var problems = new ArrayList<Said>();
        if (Username.parse(typed.name()).isEmpty()) {
            problems.add(Said.of("first-admin.bad-name").about("name"));
        }
        if (typed.displayName().isBlank() || typed.displayName().length() > 100) {
            problems.add(Said.of("first-admin.bad-display-name").about("displayName"));
        }
        if (EmailAddress.parse(typed.mail()).isEmpty()) {
            problems.add(Said.of("contact.bad-address").about("mail"));
        }
        if (!typed.password().equals(typed.again())) {
            problems.add(Said.of("first-admin.passwords-differ").about("again"));
        }
        return problems;
    }

    private static Page page(Typed typed) {
        return Page.of("first-admin").with("typed", typed).with("shortest", PasswordRule.ALONE);
    }

    private static ModelAndView linkUsedUp() {
        return Page.of("first-admin-gone").gone().show();
    }
}
