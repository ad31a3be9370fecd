package org.sallyport.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.policy.Subject;

/// Exceptions of one person, from their page and back to it.
class PersonPolicyPagesTest {
    private final RunningWeb web = RunningWeb.start();
    private final Guest admin = web.inside("maria", Account.Role.ADMIN);
    private final Guest nikos = web.notRequired("nikos", Account.Role.PERSON);
    private final String page = "/admin/people/" + nikos.id();

    @AfterEach
    void close() {
        web.close();
    }

    private Browser.Answer decide(String... fields) {
        return admin.browser().post(page + "/policy", fields);
    }

    private Map<String, String> decided() {
        return Optional.ofNullable(web.organisation
                        .mfa
                        .policies()
                        .decided()
                        .get(new Subject.Person(nikos.account().id())))
                .orElse(Map.of());
    }

    @Test
    void anExceptionIsFilledInPreviewedDecidedAndTakenBack() {
        assertThat(admin.browser().get(page).page()).contains("href=\"" + page + "/policy\"");
        assertThat(admin.browser().get(page + "/policy").page())
                .contains("Policy of nikos alone", "be it stricter or not", "action=\"" + page + "/policy/preview\"");
        assertThat(admin.browser().get(page + "/policy/preview?grace-days=14").page())
                .contains("<strong>14</strong>", "It is about this person alone", "action=\"" + page + "/policy\"");
        assertThat(decided()).isEmpty();

        assertThat(decide("grace-days", "14", "why", "on the road").location()).isEqualTo(page + "?done=policy");
        assertThat(decided()).isEqualTo(Map.of("grace-days", "14"));
        assertThat(admin.browser().get(page + "?done=policy").page())
                .contains("Decided for this person alone.", "(because it was set for this person)");
        assertThat(nikos.browser().get("/account/activity").page()).contains("An exception was made for your account.");

        assertThat(admin.browser().get(page + "/policy").page()).contains("name=\"was.grace-days\" value=\"14\"");
        decide("grace-days", "", "was.grace-days", "14", "why", "back again");
        assertThat(decided()).isEmpty();
    }

    @Test
    void itIsSaidInGreekToo() {
        web.speak(admin.account(), "el");

        assertThat(admin.browser().get(page + "/policy").page())
                .contains("Πολιτική μόνο για: nikos")
                .doesNotContain("??");
        assertThat(admin.browser().get(page + "/policy/preview?grace-days=14").page())
                .contains("Αφορά μόνο αυτό το άτομο")
                .doesNotContain("??");
        decide("grace-days", "14", "why", "on the road");
        assertThat(admin.browser().get(page + "?done=policy").page())
                .contains("(ορίστηκε για αυτό το άτομο)")
                .doesNotContain("??");
    }

    @Test
    void withoutAReasonOrWithANumberThatIsNoneNothingIsDecided() {
        admin.browser().get(page + "/policy");

        assertThat(decide("grace-days", "14", "why", "").page())
                .contains("Say why, in 3 to 200 characters", "name=\"grace-days\" value=\"14\"");
        assertThat(decide("grace-days", "soon", "why", "ticket 12").page())
                .contains("Type a whole number from 0 to 365", "action=\"" + page + "/policy/preview\"");
        assertThat(decided()).isEmpty();
    }

    @Test
    void T07_aStolenCookieMakesNoExceptionAndWhatWasFilledInComesBack() {
        admin.browser().get(page + "/policy");
        web.organisation.clock.forward(Duration.ofMinutes(6));

        var answer = decide("grace-days", "14", "why", "on the road");
        assertThat(answer.location()).startsWith("/second-factor?next=" + page + "/policy/preview?");
        assertThat(decided()).isEmpty();
        var way = admin.browser().get(answer.location()).location();
        var next = admin.browser()
                .get(way)
                .page()
                .replaceAll("(?s).*name=\"next\" value=\"([^\"]+)\".*", "$1")
                .replace("&amp;", "&");
        web.nextCode();
        var proved = admin.browser()
                .post("/second-factor/authenticator-app", "code", web.organisation.codeFor(admin.key()), "next", next);
        assertThat(admin.browser().get(proved.location()).page())
                .contains("Policy of nikos alone", "<strong>14</strong>", "value=\"on the road\"");

        web.organisation.clock.forward(Duration.ofMinutes(6));
        assertThat(decide("contact-domains", "a-domain.example ".repeat(100), "x", "y".repeat(4000))
                        .location())
                .as("too long to come back to with what was filled in")
                .isEqualTo("/second-factor?next=" + page + "/policy/preview");
    }

    @Test
    void T28_nobodyMakesAnExceptionForThemselves() {
        var own = "/admin/people/" + admin.id();
        assertThat(admin.browser().get(own).page()).doesNotContain(own + "/policy");

        var answer = admin.browser().post(own + "/policy", "grace-days", "14", "why", "ticket 12");

        assertThat(answer.page()).contains("You cannot decide this for yourself.");
        assertThat(web.organisation.mfa.policies().decided()).isEmpty();
    }
}
