package org.sallyport.server.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Account.Role;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.apppassword.Scope;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.staff.GraveAct;
import org.sallyport.server.web.RunningWeb;

/// What each resource reads and changes.
class ResourcesTest {
    private static final String BECAUSE = "{\"why\": \"As agreed\"}";

    private final RunningWeb web = RunningWeb.start();
    private final Account owner = web.organisation.add("owner", Role.OWNER, Optional.empty());
    private final Account eleni = web.organisation.add("eleni", Role.PERSON, Optional.of("eleni@pine.example"));
    private final Caller caller = Caller.of(web, owner);
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

    private void hasAnAppPassword() {
        web.organisation.requireMfa(eleni);
        web.organisation.registerApp(eleni);
        web.organisation.issue(eleni, Scope.mail());
    }

    @Test
    void appPasswordsAreListedAndRevokedOneByOneAndAllTogether() {
        hasAnAppPassword();
        web.organisation.issue(eleni, Scope.everything());
        var listed = caller.get(path + "/app-passwords");
        assertThat(listed.json().at("/items")).hasSize(2);
        assertThat(listed.text()).contains("imap").doesNotContain("digest", "secret");
        var one = path + "/app-passwords/" + listed.at("/items/0/id");

        assertThat(caller.ask("DELETE", one, "", "").status()).isEqualTo(200);
        assertThat(caller.ask("DELETE", one, "", "").status()).isEqualTo(404);
        assertThat(caller.post(path + "/app-passwords/revoke-all", "{}").at("/errors/0/pointer"))
                .isEqualTo("#/why");
        assertThat(caller.post(path + "/app-passwords/revoke-all", BECAUSE)
                        .json()
                        .at("/closed")
                        .asInt())
                .isZero();

        assertThat(caller.get(path + "/app-passwords").json().at("/items")).isEmpty();
        assertThat(audited(AuditKind.APP_PASSWORD_REVOKED))
                .hasSize(2)
                .allMatch(event -> event.by() instanceof Actor.Program);
    }

    @Test
    void methodsAndBrowsersAreListedAndBrowsersSignedOut() {
        hasAnAppPassword();
        web.browser().signIn("eleni");
        assertThat(caller.get(path + "/methods").at("/items/0/kind")).isEqualTo("authenticator-app");
        var browsers = caller.get(path + "/browsers");
        assertThat(browsers.json().at("/items")).hasSize(1);

        var browser = path + "/browsers/" + browsers.at("/items/0/id");
        assertThat(caller.ask("DELETE", browser, "", "").status()).isEqualTo(204);

        assertThat(caller.get(path + "/browsers").json().at("/items")).isEmpty();
        web.browser().signIn("eleni");
        assertThat(caller.post(path + "/sign-out", "").status()).isEqualTo(204);
        assertThat(caller.get(path + "/browsers").json().at("/items")).isEmpty();
    }

    @Test
    void aRequirementOfAGroupIsForeseenAndDecided() {
        caller.post(
                "/api/v1/people", "{\"user_name\": \"nikos\", \"display_name\": \"Nikos\", \"groups\": [\"Sales\"]}");
        var group = "/api/v1/requirements/group?name=Sales";
        assertThat(caller.get(group).at("/required")).isEqualTo("leave");
        web.organisation.clock.set(web.organisation.clock.instant().plusSeconds(1));
        caller.get("/api/v1/people");
        assertThat(caller.get("/api/v1/requirements/group/forecast?name=Sales&required=require")
                        .json()
                        .at("/governed")
                        .asInt())
                .isEqualTo(1);

        caller.with("If-Match", caller.get(group).header("ETag"));
        var wanted = "{\"required\": \"require\", \"why\": \"As agreed\"}";
        assertThat(caller.put("/api/v1/requirements/group", wanted).at("/errors/0/pointer"))
                .isEqualTo("?name");
        assertThat(caller.put(group, wanted).at("/required")).isEqualTo("require");
        assertThat(caller.put(group, wanted).status()).isEqualTo(412);

        assertThat(caller.get("/api/v1/requirements").at("/items/0/group")).isEqualTo("Sales");
        assertThat(audited(AuditKind.MFA_REQUIREMENT_SET)).singleElement().satisfies(event -> {
            assertThat(event.by()).isInstanceOf(Actor.Program.class);
            assertThat(event.details()).containsEntry("why", "As agreed");
        });
    }

    @Test
    void aPolicyIsDecidedKeyByKeyAndSaysWhereItComesFrom() {
        var everybody = "/api/v1/policies/everybody";
        caller.with("If-Match", caller.get(everybody).header("ETag"));
        var wrong = caller.ask("PATCH", everybody, "application/json", """
                {"values": {"grace-days": "many", "no-key": "1"}, "why": "As agreed"}""");
        assertThat(wrong.json().at("/errors")).hasSize(2);

        var decided = caller.ask("PATCH", everybody, "application/json", """
                {"values": {"grace-days": "3"}, "why": "As agreed"}""");

        assertThat(decided.status()).isEqualTo(200);
        var value = caller.get(path + "/policy")
                .json()
                .at("/items")
                .valueStream()
                .filter(one -> one.at("/key").asString().equals("grace-days"))
                .findFirst()
                .orElseThrow();
        assertThat(value.at("/value").asString()).isEqualTo("3");
        assertThat(value.at("/from").asString()).isEqualTo("everybody");
        caller.with("If-Match", decided.header("ETag"));
        assertThat(caller.ask("PATCH", everybody, "application/json", """
                        {"values": {"grace-days": null}, "why": "Back again"}""").status())
                .isEqualTo(200);
        assertThat(audited(AuditKind.POLICY_CLEARED)).hasSize(1);
    }

    @Test
    void aPolicyOfOnePersonAloneIsDecidedByWhoeverSawIt() {
        var wanted = "{\"values\": {\"grace-days\": \"3\"}, \"why\": \"On leave\"}";
        caller.with("If-Match", caller.get(path + "/policy").header("ETag"));

        var decided = caller.ask("PATCH", path + "/policy", "application/json", wanted);

        assertThat(decided.status()).isEqualTo(200);
        assertThat(decided.json().at("/items").valueStream())
                .anyMatch(one -> one.at("/key").asString().equals("grace-days")
                        && one.at("/from").asString().equals("person")
                        && one.at("/own").asString("").equals("3"));
        assertThat(caller.ask("PATCH", path + "/policy", "application/json", wanted)
                        .status())
                .isEqualTo(412);
    }

    @Test
    void aRoleIsGivenForAReasonAndByNobodyAboveTheirOwn() {
        caller.with("If-Match", "*");
        assertThat(caller.put(path + "/role", "{\"role\": \"king\", \"why\": \"Long live\"}")
                        .at("/errors/0/pointer"))
                .isEqualTo("#/role");
        assertThat(caller.put(path + "/role", "{\"role\": \"help-desk\"}").at("/errors/0/pointer"))
                .isEqualTo("#/why");

        assertThat(caller.put(path + "/role", "{\"role\": \"help-desk\", \"why\": \"Covers\"}")
                        .at("/role"))
                .isEqualTo("help-desk");

        assertThat(caller.get("/api/v1/staff").json().at("/items")).hasSize(2);
        var admin = web.organisation.add("admin", Role.ADMIN, Optional.empty());
        assertThat(Caller.of(web, admin)
                        .with("If-Match", "*")
                        .put(path + "/role", "{\"role\": \"owner\", \"why\": \"A friend\"}")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void whatNeedsASecondAdminIsProposedAndNotDone() {
        web.secondAdmin(GraveAct.ROLES);
        caller.with("If-Match", "*");

        var answer = caller.put(path + "/role", "{\"role\": \"help-desk\", \"why\": \"Covers\"}");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.at("/role")).isEqualTo("person");
        assertThat(audited(AuditKind.ROLE_SET)).isEmpty();
        assertThat(audited(AuditKind.PROPOSAL_MADE))
                .singleElement()
                .matches(event -> event.by() instanceof Actor.Program);
    }

    @Test
    void theAuditLogIsReadPageByPageAndChecked() {
        for (int i = 0; i < 3; i++) {
            caller.post(path + "/sign-out", "");
        }
        var first = caller.get("/api/v1/audit?kind=browsers-signed-out&limit=2&about=eleni");
        assertThat(first.json().at("/items")).hasSize(2);
        assertThat(first.at("/items/0/by")).startsWith("program:" + owner.id());
        var second = caller.get("/api/v1/audit?kind=browsers-signed-out&limit=2&after=" + first.at("/next"));
        assertThat(second.json().at("/items")).hasSize(1);
        var number = second.json().at("/items/0/number").asLong();
        assertThat(caller.get("/api/v1/audit/" + number).at("/kind")).isEqualTo("browsers-signed-out");
        assertThat(caller.get("/api/v1/audit?from=yesterday").at("/errors/0/pointer"))
                .isEqualTo("?from");

        assertThat(caller.post("/api/v1/audit/check", "").status()).isEqualTo(202);

        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(
                        () -> assertThat(caller.get("/api/v1/audit/check").at("/state"))
                                .isEqualTo("whole"));
        assertThat(audited(AuditKind.AUDIT_VERIFIED).getFirst().by()).isInstanceOf(Actor.Program.class);
    }

    @Test
    void historyFiguresAndGroupsAreRead() {
        caller.post(path + "/sign-out", "");
        assertThat(caller.get(path + "/history").at("/items/0/kind")).isEqualTo("browsers-signed-out");
        assertThat(caller.get("/api/v1/overview").json().at("/items")).isNotEmpty();
        caller.post(
                "/api/v1/people",
                "{\"user_name\": \"nikos\", \"display_name\": \"Nikos\", \"groups\": [\"Sales\", \"Ops\"]}");

        var groups = caller.get("/api/v1/groups?limit=1");

        assertThat(groups.at("/items/0/name")).isEqualTo(new GroupName("Ops").value());
        assertThat(caller.get("/api/v1/groups?limit=1&after=" + groups.at("/next"))
                        .at("/items/0/name"))
                .isEqualTo("Sales");
    }
}
