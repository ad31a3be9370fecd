package org.sallyport.server.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Account.Role;
import org.sallyport.core.apppassword.Scope;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.server.web.RunningWeb;

/// What is on record of somebody, their second factors and their deletion, through the API.
class PersonWritingTest {
    private static final String BECAUSE = "\"why\": \"As agreed\"}";

    private final RunningWeb web = RunningWeb.start();
    private final Account owner = web.organisation.add("owner", Role.OWNER, Optional.empty());
    private final Account eleni = web.organisation.add("eleni", Role.PERSON, Optional.of("eleni@pine.example"));
    private final Caller caller = Caller.of(web, owner).with("If-Match", "*");
    private final String path = "/api/v1/people/" + eleni.id();

    @AfterEach
    void stop() {
        web.close();
    }

    private List<AuditEvent> audited(AuditKind kind) {
        return web.organisation.store.transact(books -> AuditLog.in(books).since(0, 1000)).stream()
                .map(AuditLog.Entry::event)
                .filter(event -> event.kind() == kind)
                .toList();
    }

    private Caller.Answer patch(String body) {
        return caller.ask("PATCH", path, "application/json", body);
    }

    @Test
    void whatIsLeftOutOfARecordStaysAsItIs() {
        assertThat(patch("{\"display_name\": \"Eleni P.\", \"language\": \"el\", " + BECAUSE)
                        .status())
                .isEqualTo(200);

        var after = patch("{\"groups\": [\"Sales\", \"Ops\"], " + BECAUSE);

        assertThat(after.at("/profile/display_name")).isEqualTo("Eleni P.");
        assertThat(after.at("/profile/language")).isEqualTo("el");
        assertThat(after.json().at("/profile/groups")).hasSize(2);
        assertThat(audited(AuditKind.PROFILE_CHANGED))
                .hasSize(2)
                .allMatch(event -> event.by() instanceof Actor.Program)
                .allSatisfy(event -> assertThat(event.details()).containsEntry("why", "As agreed"));
    }

    @Test
    void everyFieldOfARecordThatIsWrongIsNamed() {
        var wrong = patch("{\"display_name\": \" \", \"language\": \"tlh\", \"groups\": [\"\"], \"why\": \"\"}");

        assertThat(wrong.json().at("/errors").findValuesAsString("pointer"))
                .containsExactlyInAnyOrder("#/display_name", "#/language", "#/groups/0", "#/why");
        assertThat(patch("{\"language\": \"tlh\", " + BECAUSE).json().at("/errors"))
                .hasSize(1);
        assertThat(audited(AuditKind.PROFILE_CHANGED)).isEmpty();
    }

    @Test
    void aContactIsPutOnRecordForAReason() {
        assertThat(caller.put(path + "/contact", "{\"contact\": \"nowhere\"}")
                        .json()
                        .at("/errors"))
                .hasSize(2);

        assertThat(caller.put(path + "/contact", "{\"contact\": \"eleni@new.example\", " + BECAUSE)
                        .at("/contact"))
                .endsWith("@new.example");

        assertThat(audited(AuditKind.CONTACT_ADDED).getLast().by()).isInstanceOf(Actor.Program.class);
    }

    @Test
    void methodsAreTakenAwayForAReasonAndFromNobodyWhoHasNone() {
        var wanted = "{\"app_passwords\": \"revoke\", " + BECAUSE;
        assertThat(caller.post(path + "/reset-methods", wanted).status()).isEqualTo(409);
        web.organisation.requireMfa(eleni);
        web.organisation.registerApp(eleni);
        web.organisation.issue(eleni, Scope.mail());
        assertThat(caller.post(path + "/reset-methods", "{\"app_passwords\": \"eat\", " + BECAUSE)
                        .at("/errors/0/pointer"))
                .isEqualTo("#/app_passwords");

        assertThat(caller.post(path + "/reset-methods", wanted).at("/mfa/state"))
                .isEqualTo("enabled");

        assertThat(caller.get(path + "/methods").json().at("/items")).isEmpty();
        assertThat(caller.get(path + "/app-passwords").json().at("/items")).isEmpty();
        assertThat(caller.get(path + "/remembered-browsers").json().at("/items"))
                .isEmpty();
        assertThat(caller.post("/api/v1/people/" + owner.id() + "/reset-methods", wanted)
                        .status())
                .isEqualTo(409);
    }

    @Test
    void aDeletionWaitsAndIsTakenBack() {
        assertThat(caller.get(path + "/deletion").status()).isEqualTo(404);
        assertThat(caller.post(path + "/delete", "{\"days\": 91}").json().at("/errors"))
                .hasSize(2);

        var planned = caller.post(path + "/delete", "{\"days\": 7, " + BECAUSE);

        assertThat(planned.status()).isEqualTo(200);
        assertThat(caller.get(path + "/deletion").json()).isEqualTo(planned.json());
        assertThat(caller.get(path).at("/status")).isEqualTo("disabled");
        assertThat(caller.post(path + "/keep", "").at("/status")).isEqualTo("active");
        assertThat(caller.post(path + "/keep", "").status()).isEqualTo(409);
        assertThat(audited(AuditKind.ACCOUNT_DELETION_PLANNED)).singleElement().satisfies(event -> {
            assertThat(event.by()).isInstanceOf(Actor.Program.class);
            assertThat(event.details()).containsEntry("days", "7");
        });
    }

    @Test
    void anAccountIsErasedAtOnceButNotTheOneOfWhoeverMadeTheToken() {
        var gone = caller.post(path + "/delete", "{\"days\": 0, " + BECAUSE);

        assertThat(gone.json().has("erased")).isTrue();
        assertThat(caller.get(path).status()).isEqualTo(404);
        assertThat(caller.post("/api/v1/people/" + owner.id() + "/delete", "{\"days\": 0, " + BECAUSE)
                        .status())
                .isEqualTo(409);
        assertThat(caller.get("/api/v1/people/" + owner.id()).status()).isEqualTo(200);
    }

    @Test
    void anAdminsProgramDeletesNoOwner() {
        var admin = web.organisation.add("admin", Role.ADMIN, Optional.empty());

        assertThat(Caller.of(web, admin)
                        .with("If-Match", "*")
                        .post("/api/v1/people/" + owner.id() + "/delete", "{\"days\": 0, " + BECAUSE)
                        .status())
                .isEqualTo(403);
    }
}
