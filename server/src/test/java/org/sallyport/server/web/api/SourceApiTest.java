package org.sallyport.server.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Account.Role;
import org.sallyport.core.account.EmailAddress;
import org.sallyport.core.account.Username;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.source.SourceKey;
import org.sallyport.core.source.SourceName;
import org.sallyport.core.source.SourceState;
import org.sallyport.core.source.Sourced;
import org.sallyport.server.web.RunningWeb;
import org.sallyport.server.web.Services;

/// Sources through the API: the directory ldap/acme knows an eleni, and so do we.
class SourceApiTest {
    private static final String SOURCES = "/api/v1/sources";
    private static final String DECISION = """
            {"source": "ldap/acme", "id": "e1", "choice": "%s", "why": "The same person"}""";

    private final RunningWeb web = RunningWeb.start();
    private final Account owner = web.organisation.add("owner", Role.OWNER, Optional.empty());
    private final Account eleni = web.organisation.add("eleni", Role.PERSON, Optional.of("eleni@pine.example"));
    private final Caller caller = Caller.of(web, owner);

    @AfterEach
    void stop() {
        web.close();
    }

    private void acmeKnowsEleni() {
        web.bean(Services.Sources.class)
                .provisioning()
                .take(
                        new Sourced(
                                new SourceKey(new SourceName("ldap/acme"), "e1"),
                                new Username("eleni"),
                                "The one called Eleni",
                                Optional.of(Locale.ENGLISH),
                                List.of(new EmailAddress("eleni@acme.example")),
                                Set.of(),
                                SourceState.PRESENT),
                        new Actor.Sallyport());
    }

    @Test
    void sourcesAreListedAndReadByHand() {
        assertThat(caller.get(SOURCES).at("/items/0/name")).isEqualTo("ldap/acme");

        var wanted = caller.post(SOURCES + "/readings", "{\"source\": \"ldap/acme\", \"kind\": \"dry-run\"}");

        assertThat(wanted.status()).isEqualTo(202);
        assertThat(caller.get(SOURCES).at("/items/0/wanted")).isEqualTo("dry-run");
        assertThat(caller.post(SOURCES + "/readings", "{\"source\": \"ldap/gone\", \"kind\": \"full\"}")
                        .status())
                .isEqualTo(404);
        assertThat(caller.post(SOURCES + "/readings", "{\"source\": \"acme\", \"kind\": \"full\"}")
                        .at("/errors/0/pointer"))
                .isEqualTo("#/source");
        assertThat(caller.get(SOURCES + "/reports?source=ldap/acme").json().at("/items"))
                .isEmpty();
        assertThat(caller.post(SOURCES + "/release", "{\"source\": \"ldap/acme\", \"why\": \"All of them\"}")
                        .status())
                .isEqualTo(409);
    }

    @Test
    void aConflictIsDecidedAndTheLinkUndone() {
        acmeKnowsEleni();
        assertThat(caller.get(SOURCES + "/conflicts").at("/items/0/account"))
                .isEqualTo(eleni.id().toString());
        assertThat(caller.post(SOURCES + "/decisions", DECISION.formatted("eat"))
                        .at("/errors/0/pointer"))
                .isEqualTo("#/choice");

        assertThat(caller.post(SOURCES + "/decisions", DECISION.formatted("link"))
                        .status())
                .isEqualTo(204);

        var links = "/api/v1/people/" + eleni.id() + "/sources";
        assertThat(caller.get(links).at("/items/0/id")).isEqualTo("e1");
        assertThat(caller.get(SOURCES + "/conflicts").json().at("/items")).isEmpty();
        assertThat(caller.post(
                                SOURCES + "/unlink",
                                "{\"source\": \"ldap/acme\", \"id\": \"e1\", \"why\": \"It was another\"}")
                        .status())
                .isEqualTo(204);
        assertThat(caller.get(links).json().at("/items")).isEmpty();
        var events = web.organisation.store.transact(books -> AuditLog.in(books).since(0, 1000)).stream()
                .map(AuditLog.Entry::event)
                .filter(event -> event.kind() == AuditKind.SOURCE_LINKED || event.kind() == AuditKind.SOURCE_UNLINKED)
                .toList();
        assertThat(events).hasSize(2).allMatch(event -> event.by() instanceof Actor.Program);
    }

    @Test
    void aConflictIsLeftAsItIs() {
        acmeKnowsEleni();

        assertThat(caller.post(SOURCES + "/decisions", DECISION.formatted("leave"))
                        .status())
                .isEqualTo(204);

        assertThat(caller.get(SOURCES + "/conflicts?source=ldap/acme").at("/items/0/decision"))
                .isEqualTo("left");
        assertThat(caller.get(SOURCES).json().at("/items/0/conflicts").asInt()).isZero();
    }
}
