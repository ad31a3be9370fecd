package org.sallyport.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.roster.Indexer;

class PeopleExportTest {
    private static final String HEAD =
            "\uFEFFuser-name,display-name,language,groups,status,role,second-factor,methods\r\n";

    private final RunningWeb web = RunningWeb.start();
    private final Guest maria = web.inside("maria", Account.Role.ADMIN);

    @AfterEach
    void stop() {
        web.close();
    }

    @Test
    void thoseWhoFitAreInTheFileAndTheAuditLogSaysWhoTookIt() {
        var zoe = web.notRequired("zoe", Account.Role.PERSON);
        web.join(zoe.account(), new GroupName("=Board"));
        web.toBeSetUp("nikos");

        var answer = export("state", "disabled", "q", "z");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).contains("text/csv;charset=UTF-8");
        assertThat(answer.header("Content-Disposition")).contains("attachment; filename=\"people.csv\"");
        assertThat(answer.page()).isEqualTo(HEAD + "zoe,zoe,en,'=Board,active,person,disabled,\r\n");
        assertThat(exports())
                .singleElement()
                .satisfies(event ->
                        assertThat(event.details()).isEqualTo(Map.of("query", "q=z&state=disabled", "found", "1")))
                .satisfies(event -> assertThat(event.by()).isEqualTo(new Actor.Person(maria.id())));
    }

    @Test
    void everybodyIsThereHoweverManyThereAre() {
        addMany();
        new Indexer(web.organisation.store, web.organisation.mfa, web.organisation.clock).follow();

        var lines = export().page().lines().toList();

        assertThat(lines).hasSize(1 + 1100 + 1).doesNotHaveDuplicates();
        assertThat(lines.get(1100)).startsWith("a01099@olive.example,");
        assertThat(lines.getLast()).isEqualTo("maria,maria,en,,active,admin,enforced,authenticator-app");
    }

    @Test
    void thereIsNoFileBeforeEverybodyCanBeInIt() {
        addMany();

        assertThat(export().status()).isEqualTo(503);
        assertThat(exports()).isEmpty();
    }

    private void addMany() {
        var _ = web.organisation.store.transact(books -> {
            for (int i = 0; i < 1100; i++) {
                Fixtures.named("a%05d@olive.example".formatted(i)).enterInto(books);
            }
            return true;
        });
    }

    private Browser.Answer export(String... filters) {
        maria.browser().get("/admin");
        return maria.browser().post("/admin/people/export", filters);
    }

    private List<AuditEvent> exports() {
        return web.organisation.store.transact(books -> AuditLog.in(books).since(0, 1000)).stream()
                .map(AuditLog.Entry::event)
                .filter(event -> event.kind() == AuditKind.PEOPLE_EXPORTED)
                .toList();
    }
}
