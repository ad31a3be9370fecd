package org.sallyport.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.apppassword.Scope;

class T29_OthersAppPasswordsAreNotThereTest {
    @Test
    void everyEndpointWithAnIdAnswersNotFoundForSomebodyElses() {
        try (var web = RunningWeb.start()) {
            var anna = web.inside("anna", Account.Role.PERSON);
            var hers = web.organisation.issue(anna.account(), Scope.mail()).made();
            var stranger = web.inside("stranger", Account.Role.PERSON);
            stranger.browser().get("/account");
            long before = web.auditEntries();

            for (var endpoint : Endpoint.all(web)) {
                if (endpoint.namesSomething() && endpoint.path().startsWith("/app-passwords/")) {
                    var answer = endpoint.changes()
                            ? stranger.browser()
                                    .post(endpoint.with(hers.id().value()).path(), "label", "Mine now")
                            : stranger.browser()
                                    .get(endpoint.with(hers.id().value()).path());
                    assertThat(answer.status()).as(endpoint.toString()).isEqualTo(404);
                }
            }

            assertThat(web.auditEntries()).isEqualTo(before);
            assertThat(web.organisation.appPasswords.of(anna.id())).containsExactly(hers);
        }
    }

    @Test
    void whatIsNoIdAtAllIsNotThereEither() {
        try (var web = RunningWeb.start()) {
            var anna = web.inside("anna", Account.Role.ADMIN);

            assertThat(anna.browser().get("/app-passwords/1/revoke").status()).isEqualTo(404);
            assertThat(anna.browser().get("/admin/people/1").status()).isEqualTo(404);
        }
    }
}
