package org.sallyport.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sallyport.core.source.Merge;
import org.sallyport.core.source.SourceName;

class SourceKeysTest {
    private static final String SMALLEST = """
            organisation:
              name: Olive & Pine
            web:
              public-url: https://mfa.olive.example
            mail:
              from: no-reply@olive.example
              outbox: outbox
            """;

    private static final String EVERY_KEY = """
            sources:
              ldap:
                - name: acme
                  urls: ldap://127.0.0.1:3890
                  start-tls: no
                  bind-dn: cn=sallyport,dc=acme,dc=example
                  bind-password: env:BIND_PASSWORD
                  base: ou=people,dc=acme,dc=example
                  filter: (objectClass=person)
                  id: nsUniqueId
                  username: mail
                  display-name: displayName
                  mail: otherMailbox
                  language: preferredLanguage
                  groups: members
                  groups-base: ou=groups,dc=acme,dc=example
                  groups-filter: (objectClass=groupOfNames)
                  groups-name: description
                  groups-nested: yes
                  page-size: 100
                  every: 20s
                  full-every: 2h
                  fuse: 25
                  wrong-binds: 5
                  wrong-binds-within: 10m
                  password-page: https://password.acme.example/change
                  merge: same-mail
            """;

    private static SettingsFile.Outcome read(String sources) {
        return SettingsFile.parse(
                SMALLEST + sources, new Surroundings(Path.of("/nowhere"), Map.of("BIND_PASSWORD", "reads only")));
    }

    private static Sources.Ldap first(String sources) {
        var outcome = read(sources);
        assertThat(outcome).isInstanceOf(SettingsFile.Outcome.Valid.class);
        return ((SettingsFile.Outcome.Valid) outcome)
                .settings()
                .sources()
                .ldap()
                .getFirst();
    }

    private static List<String> problems(String sources) {
        return ((SettingsFile.Outcome.Invalid) read(sources))
                .problems().stream().map(Problem::toString).toList();
    }

    @Test
    void withoutTheKeyThereIsNoSource() {
        assertThat(((SettingsFile.Outcome.Valid) read("")).settings().sources().ldap())
                .isEmpty();
    }

    @Test
    void defaultsAreThese() {
        var ldap = first("""
                sources:
                  ldap:
                    - name: acme
                      urls: ldap://dc1.acme.example
                      base: ou=people,dc=acme,dc=example
                """);

        assertThat(ldap)
                .isEqualTo(new Sources.Ldap(
                        new SourceName("ldap/acme"),
                        new Sources.Way(
                                List.of(URI.create("ldap://dc1.acme.example")),
                                true,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()),
                        new Sources.People(
                                "ou=people,dc=acme,dc=example",
                                "(objectClass=inetOrgPerson)",
                                "entryUUID",
                                "uid",
                                "cn",
                                "mail",
                                Optional.empty()),
                        new Sources.Groups(Sources.Groups.Kind.NONE, Optional.empty(), "(objectClass=*)", "cn", false),
                        new Sources.Rounds(Duration.ofSeconds(30), Duration.ofHours(1), 500, 10),
                        new Sources.Binds(3, Duration.ofMinutes(30), Optional.empty()),
                        Merge.NEVER));
    }

    @Test
    void activeDirectoryHasNamesOfItsOwn() {
        var ldap = first("""
                sources:
                  ldap:
                    - name: acme
                      kind: active-directory
                      urls: ldaps://dc1.acme.example ldaps://dc2.acme.example:3269
                      base: dc=acme,dc=example
                """);

        assertThat(ldap.people().id()).isEqualTo("objectGUID");
        assertThat(ldap.people().username()).isEqualTo("sAMAccountName");
        assertThat(ldap.people().displayName()).isEqualTo("displayName");
        assertThat(ldap.people().filter()).isEqualTo("(&(objectCategory=person)(objectClass=user))");
        assertThat(ldap.groups().kind()).isEqualTo(Sources.Groups.Kind.MEMBER_OF);
        assertThat(ldap.way().urls()).hasSize(2);
        assertThat(ldap.way().startTls()).isFalse();
    }

    @Test
    void everyKeyMaps() {
        var ldap = first(EVERY_KEY);

        assertThat(ldap.way().startTls()).isFalse();
        assertThat(ldap.way().bindDn()).contains("cn=sallyport,dc=acme,dc=example");
        assertThat(ldap.way().password().orElseThrow().reveal()).isEqualTo("reads only");
        assertThat(ldap.people())
                .isEqualTo(new Sources.People(
                        "ou=people,dc=acme,dc=example",
                        "(objectClass=person)",
                        "nsUniqueId",
                        "mail",
                        "displayName",
                        "otherMailbox",
                        Optional.of("preferredLanguage")));
        assertThat(ldap.groups())
                .isEqualTo(new Sources.Groups(
                        Sources.Groups.Kind.MEMBERS,
                        Optional.of("ou=groups,dc=acme,dc=example"),
                        "(objectClass=groupOfNames)",
                        "description",
                        true));
        assertThat(ldap.rounds()).isEqualTo(new Sources.Rounds(Duration.ofSeconds(20), Duration.ofHours(2), 100, 25));
        assertThat(ldap.binds())
                .isEqualTo(new Sources.Binds(
                        5, Duration.ofMinutes(10), Optional.of(URI.create("https://password.acme.example/change"))));
        assertThat(ldap.merge()).isEqualTo(Merge.SAME_MAIL);
    }

    @Test
    void whatDoesNotGoTogetherIsNamed() {
        assertThat(problems("""
                sources:
                  ldap:
                    - name: acme
                      urls: ldap://dc1.acme.example
                      start-tls: no
                      base: ou=people,dc=acme,dc=example
                      bind-dn: cn=sallyport,dc=acme,dc=example
                      groups: members
                    - name: acme
                      urls: ldaps://dc1.acme.example ldap://dc2.acme.example
                      base: people
                      filter: (objectClass=person
                """))
                .anySatisfy(line -> assertThat(line).startsWith("sources.ldap[1].name: needs a name of its own"))
                .anySatisfy(line -> assertThat(line).startsWith("sources.ldap[0].start-tls: needs yes"))
                .anySatisfy(line -> assertThat(line).startsWith("sources.ldap[0].bind-dn: comes together"))
                .anySatisfy(line -> assertThat(line).startsWith("sources.ldap[0].groups-base: is missing"))
                .anySatisfy(line -> assertThat(line).startsWith("sources.ldap[1].urls: needs ldaps://host"))
                .anySatisfy(line -> assertThat(line).startsWith("sources.ldap[1].base: needs a name"))
                .anySatisfy(line -> assertThat(line).startsWith("sources.ldap[1].filter: needs a filter"));
    }
}
