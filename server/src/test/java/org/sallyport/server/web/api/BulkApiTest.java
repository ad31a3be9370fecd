package org.sallyport.server.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Account.Role;
import org.sallyport.core.account.Permission;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.server.web.RunningWeb;

/// The same for many, by a program.
class BulkApiTest {
    private static final String BULK = "/api/v1/people/bulk";

    private final RunningWeb web = RunningWeb.start();
    private final Account owner = web.organisation.add("owner", Role.OWNER, Optional.empty());
    private final Account admin = web.organisation.add("admin", Role.ADMIN, Optional.empty());
    private final Account eleni = web.organisation.add("eleni", Role.PERSON, Optional.empty());
    private final Account nikos = web.organisation.add("nikos", Role.PERSON, Optional.empty());
    private final Caller caller = Caller.of(web, admin);

    @AfterEach
    void stop() {
        web.close();
    }

    private static String wanted(String act, Account... whom) {
        var ids = new StringBuilder();
        for (var one : whom) {
            ids.append(ids.isEmpty() ? "" : ", ").append('"').append(one.id()).append('"');
        }
        return "{" + act + ", \"people\": [" + ids + "], \"why\": \"As agreed\"}";
    }

    @Test
    void itIsDoneToWhomeverItMayBeAndSaidOfWhomNot() {
        var report = caller.post(BULK, wanted("\"act\": \"disable\"", eleni, nikos, owner, admin));

        assertThat(report.json().at("/done").asInt()).isEqualTo(2);
        assertThat(report.json().at("/left").findValuesAsString("why"))
                .containsExactlyInAnyOrder("not-allowed", "not-yourself");
        assertThat(caller.get("/api/v1/people/" + eleni.id()).at("/status")).isEqualTo("disabled");
        assertThat(caller.get("/api/v1/people/" + owner.id()).at("/status")).isEqualTo("active");
        var events = web.organisation.store.transact(books -> AuditLog.in(books).since(0, 1000)).stream()
                .map(AuditLog.Entry::event)
                .filter(event -> event.kind() == AuditKind.ACCOUNT_DISABLED || event.kind() == AuditKind.BULK_ACT_BEGAN)
                .toList();
        assertThat(events).hasSize(3).allMatch(event -> event.by() instanceof Actor.Program);
    }

    @Test
    void aGroupIsNamedWhereItIsAboutOneAndNowhereElse() {
        assertThat(caller.post(BULK, wanted("\"act\": \"join-group\"", eleni)).at("/errors/0/pointer"))
                .isEqualTo("#/act");
        assertThat(caller.post(BULK, wanted("\"act\": \"enable\", \"group\": \"Sales\"", eleni))
                        .at("/errors/0/pointer"))
                .isEqualTo("#/act");
        assertThat(caller.post(BULK, wanted("\"act\": \"enable\"")).at("/errors/0/pointer"))
                .isEqualTo("#/people");

        assertThat(caller.post(BULK, wanted("\"act\": \"join-group\", \"group\": \"Sales\"", eleni, nikos))
                        .json()
                        .at("/done")
                        .asInt())
                .isEqualTo(2);

        assertThat(caller.get("/api/v1/people/" + nikos.id()).at("/profile/groups/0"))
                .isEqualTo("Sales");
    }

    @Test
    void itTakesTheScopeOfWhatIsDone() {
        var looking = Caller.of(web, admin, Set.of(Permission.PEOPLE_SEE, Permission.SESSIONS_END));

        assertThat(looking.post(BULK, wanted("\"act\": \"disable\"", eleni)).status())
                .isEqualTo(403);
        assertThat(looking.post(BULK, wanted("\"act\": \"sign-out\"", eleni)).status())
                .isEqualTo(200);
        assertThat(caller.get("/api/v1/people/" + eleni.id()).at("/status")).isEqualTo("active");
    }
}
