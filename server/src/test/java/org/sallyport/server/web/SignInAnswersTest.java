package org.sallyport.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.fixture.Organisation;

/// What the sign-in page says to whoever is not let in.
class SignInAnswersTest {
    private record Guess(String name, String password) {}

    private record Seen(int status, TreeSet<String> headers, String page) {}

    @Test
    void isTheSameForWhoeverTheNameIs() {
        try (var web = RunningWeb.start()) {
            var olive = web.organisation;
            olive.enforced("eleni@olive.example");
            olive.add("nikos@olive.example", Account.Role.PERSON, Optional.empty());
            olive.requireMfa(olive.add("maria@olive.example", Account.Role.PERSON, Optional.empty()));
            var petros = olive.enforced("petros@olive.example");
            olive.accounts.disable(petros.id(), new Actor.Operator());

            var seen = new ArrayList<Seen>();
            for (var guess : List.of(
                    new Guess("nobody@olive.example", "thyme grows slowly there"),
                    new Guess("eleni@olive.example", "thyme grows slowly there"),
                    new Guess("nikos@olive.example", "thyme grows slowly there"),
                    new Guess("maria@olive.example", "thyme grows slowly there"),
                    new Guess("petros@olive.example", "thyme grows slowly there"),
                    new Guess("petros@olive.example", Organisation.PASSWORD))) {
                seen.add(seen(web.browser(), guess));
            }

            assertThat(seen).allMatch(seen.getFirst()::equals);
            assertThat(seen.getFirst().page()).contains("id=\"name-error\"");
        }
    }

    private static Seen seen(Browser browser, Guess guess) {
        browser.get("/sign-in");
        var answer = browser.post("/sign-in", "name", guess.name(), "password", guess.password());
        // What differs from page to page whoever asks: the form's token, and the question to a passkey.
        var page = answer.page()
                .replace(guess.name(), "NAME")
                .replaceAll("name=\"(_csrf|ticket)\" value=\"[^\"]+\"", "TOKEN")
                .replaceAll("challenge&quot;:&quot;[A-Za-z0-9_-]{43}&quot;", "CHALLENGE");
        return new Seen(answer.status(), new TreeSet<>(answer.headers().map().keySet()), page);
    }
}
