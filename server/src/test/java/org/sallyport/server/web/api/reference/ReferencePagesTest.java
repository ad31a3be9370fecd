package org.sallyport.server.web.api.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account.Role;
import org.sallyport.server.web.Guest;
import org.sallyport.server.web.RunningWeb;
import org.sallyport.server.web.api.Description;

/// The page of the API: everything that there is, in both languages, and nothing that runs.
class ReferencePagesTest {
    private static final String PAGE = "/admin/api";

    private final RunningWeb web = RunningWeb.start();

    @AfterEach
    void stop() {
        web.close();
    }

    private Reference reference() {
        return Reference.read(web.bean(Description.class).text());
    }

    @Test
    void everyOperationStandsOnThePageOfItsSubject() {
        var browser = web.inside("maria", Role.OWNER).browser();
        reference().subjects().forEach((subject, operations) -> {
            var page = browser.get(PAGE + "?about=" + subject).page();
            for (var one : operations) {
                assertThat(page).contains("id=\"" + one.id() + "\"", one.path());
            }
        });
        assertThat(reference().subjects().values().stream().flatMap(List::stream))
                .hasSizeGreaterThan(90)
                .extracting(Operation::id)
                .doesNotHaveDuplicates();
    }

    @Test
    void anOperationShowsItsScopeParametersBodyAnswersAndALineToCopy() {
        var page = web.inside("maria", Role.OWNER).browser().get(PAGE).page();

        assertThat(page)
                .contains("Takes the scope", "<code>people-delete</code>", "Delete accounts")
                .contains("<code>sends_days</code>", "&quot;days&quot; : 1")
                .contains("curl -H @token.header", "&#39;http://localhost/api/v1/people/{id}/delete&#39;")
                .contains("<code>412</code>", "There is no such thing");
    }

    @Test
    void itIsInGreekForWhoeverReadsGreek() {
        var maria = web.inside("maria", Role.OWNER);
        web.speak(maria.account(), "el");
        var browser = web.browser();
        browser.signIn("maria");
        web.prove(new Guest(maria.account(), maria.key(), browser));

        assertThat(browser.get(PAGE).page()).contains("Το API", "Χρειάζεται το δικαίωμα", "Απαντήσεις:");
    }

    @Test
    void whoeverMayMakeTokensSeesItAndWhatTheirRoleDoesNotAllow() {
        assertThat(web.inside("helper", Role.HELP_DESK).browser().get(PAGE).page())
                .contains("Not with your role");
        assertThat(web.inside("nikos", Role.PERSON).browser().get(PAGE).status())
                .isEqualTo(403);
    }

    @Test
    void nothingThatIsAskedForRuns() {
        var answer = web.inside("maria", Role.OWNER).browser().get(PAGE + "?about=%3Cscript%3Ealert(1)%3C/script%3E");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.page()).contains("/api/v1/people").doesNotContain("<script>alert");
    }

    @Test
    void aNameInTheDescriptionNeitherRunsNorLeavesItsQuotes() {
        var read = Reference.read("""
                {"paths": {"/api/v1/x/{id}": {"post": {"tags": ["x"], "summary": "<script>alert(1)</script>",
                 "requestBody": {"content": {"application/json": {"schema":
                   {"type": "object", "properties": {"it's": {"type": "string"}}}}}}}}}}""");
        var one = read.subjects().getOrDefault("x", List.of()).getFirst();

        assertThat(one.id()).isEqualTo("post-api-v1-x-id");
        assertThat(one.scope()).isEqualTo(Optional.empty());
        assertThat(one.curl("https://olive.example")).contains("it'\\''s").doesNotContain("it's");
    }

    @Test
    void theFormToTryItWaitsForAScript() {
        var browser = web.inside("maria", Role.OWNER).browser();
        var page = browser.get(PAGE).page();

        assertThat(page).contains("<form data-api-try hidden").doesNotContain("onclick", "method=\"get\" data-api-try");
    }
}
