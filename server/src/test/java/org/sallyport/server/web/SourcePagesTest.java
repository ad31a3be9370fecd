package org.sallyport.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Account.Role;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.EmailAddress;
import org.sallyport.core.account.Username;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.source.Owned;
import org.sallyport.core.source.SourceConflict;
import org.sallyport.core.source.SourceConflicts;
import org.sallyport.core.source.SourceKey;
import org.sallyport.core.source.SourceLink;
import org.sallyport.core.source.SourceLinks;
import org.sallyport.core.source.SourceName;
import org.sallyport.core.source.SourceReading;
import org.sallyport.core.source.SourceReadings;
import org.sallyport.core.source.SourceReport;
import org.sallyport.core.source.SourceState;
import org.sallyport.core.source.Sourced;

class SourcePagesTest {
    private static final SourceName ACME = new SourceName("ldap/acme");
    private static final String PAGE = "/admin/sources";

    private final RunningWeb web = RunningWeb.start();
    private final Guest admin = web.inside("admin", Role.ADMIN);

    @AfterEach
    void stop() {
        web.close();
    }

    private static Sourced said(String id, String name, SourceState state) {
        return new Sourced(
                new SourceKey(ACME, id),
                new Username(name),
                "The one called " + name,
                Optional.of(Locale.ENGLISH),
                List.of(new EmailAddress(name + "@acme.example")),
                Set.of(),
                state);
    }

    private void take(Sourced said) {
        web.bean(Services.Sources.class).provisioning().take(said, new Actor.Sallyport());
    }

    private Account account(String name) {
        return web.organisation
                .store
                .look(books -> Accounts.in(books).named(new Username(name)))
                .orElseThrow();
    }

    private Optional<SourceReading> reading() {
        return web.organisation.store.look(books -> SourceReadings.in(books).find(ACME));
    }

    private void held() {
        var held = new SourceReading.Held(7, 40, web.organisation.clock.instant(), SourceReading.Release.NOT_YET);
        var reading = new SourceReading(
                ACME,
                Optional.of("time 20260314150926Z"),
                Optional.of(web.organisation.clock.instant()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(held));
        var report = new SourceReport(
                ACME,
                SourceReport.Kind.CHANGES,
                web.organisation.clock.instant(),
                web.organisation.clock.instant(),
                new SourceReport.Counts(0, 1, 0, 0, 1, 0, 1),
                "",
                List.of(
                        new SourceReport.Line(SourceReport.What.HELD, "<nikos>", "gone"),
                        new SourceReport.Line(SourceReport.What.CHANGED, "zoe", "display-name groups"),
                        new SourceReport.Line(SourceReport.What.CONFLICT, "eleni", "name-taken")));
        web.organisation.store.transact(books -> {
            SourceReadings.in(books).put(reading);
            SourceReadings.in(books).add(report);
            return true;
        });
    }

    @Test
    void sourcesAreShownWithWhatHappened() {
        held();

        assertThat(admin.browser().get(PAGE).page())
                .contains("ldap/acme", "ldap/branch", "7 of 40 people would be suspended")
                .contains("&lt;nikos&gt;", "not there any more", "display-name groups", "the name is taken")
                .contains("It has not been read well yet");
    }

    @Test
    void aReadingIsAskedFor() {
        admin.browser().get(PAGE);

        assertThat(admin.browser()
                        .post(PAGE + "/read", "source", "ldap/acme", "kind", "dry-run")
                        .location())
                .endsWith("?done=wanted");
        assertThat(reading().orElseThrow().wanted()).contains(SourceReading.Wanted.DRY_RUN);
        for (var unknown : List.of("ldap/nowhere", "", "x")) {
            assertThat(admin.browser()
                            .post(PAGE + "/read", "source", unknown, "kind", "full")
                            .status())
                    .isEqualTo(404);
        }
        assertThat(admin.browser()
                        .post(PAGE + "/read", "source", "ldap/acme", "kind", "twice")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void whatIsHeldBackIsLetThroughWithAReason() {
        held();

        admin.browser().get(PAGE);
        var without = admin.browser().post(PAGE + "/release", "source", "ldap/acme", "why", "x");
        assertThat(without.status()).isEqualTo(422);
        assertThat(without.page()).contains("value=\"x\"");
        assertThat(admin.browser()
                        .post(PAGE + "/release", "source", "ldap/acme", "why", "they have moved")
                        .location())
                .endsWith("?done=released");

        assertThat(reading().orElseThrow().held().orElseThrow().released()).isEqualTo(SourceReading.Release.YES);
        assertThat(admin.browser()
                        .post(PAGE + "/release", "source", "ldap/acme", "why", "they have moved")
                        .location())
                .endsWith("?done=gone");
    }

    @Test
    void aConflictIsDecidedByAnAdmin() {
        var eleni = web.organisation.add("eleni", Role.PERSON, Optional.empty());
        take(said("7", "eleni", SourceState.PRESENT));
        assertThat(admin.browser().get(PAGE).page())
                .contains("The one called eleni", "/admin/people/" + eleni.id(), "They are one person");

        assertThat(admin.browser()
                        .post(PAGE + "/conflict", "source", "ldap/acme", "id", "7", "choice", "link", "why", "")
                        .status())
                .isEqualTo(422);
        assertThat(admin.browser()
                        .post(
                                PAGE + "/conflict",
                                "source",
                                "ldap/acme",
                                "id",
                                "7",
                                "choice",
                                "leave",
                                "why",
                                "not sure yet")
                        .location())
                .endsWith("?done=left");
        Optional<SourceConflict> left =
                web.organisation.store.look(books -> SourceConflicts.in(books).find(new SourceKey(ACME, "7")));
        assertThat(left.orElseThrow().decision()).isEqualTo(SourceConflict.Decision.LEFT);
        assertThat(admin.browser()
                        .post(
                                PAGE + "/conflict",
                                "source",
                                "ldap/acme",
                                "id",
                                "7",
                                "choice",
                                "link",
                                "why",
                                "she told me")
                        .location())
                .endsWith("?done=linked");
        List<SourceLink> links =
                web.organisation.store.look(books -> SourceLinks.in(books).of(eleni.id()));
        assertThat(links).hasSize(1);
    }

    @Test
    void aPersonsPageSaysWhereTheyComeFromAndThatOnlyTheSourceWakesThem() {
        take(said("8", "nikos", SourceState.PRESENT));
        take(said("8", "nikos", SourceState.DISABLED));
        var path = "/admin/people/" + account("nikos").id();

        assertThat(admin.browser().get(path).page())
                .contains("ldap/acme", "disabled there", "This account is suspended")
                .doesNotContain(path + "/enable");
        assertThat(admin.browser()
                        .post(path + "/enable", "why", "she asked for it")
                        .location())
                .endsWith("?done=source-says-no");
        assertThat(account("nikos").status()).isEqualTo(Account.Status.SUSPENDED);
        assertThat(admin.browser().get("/admin?status=suspended").page()).contains("nikos", "Suspended");
    }

    @Test
    void anAccountIsTakenAwayFromItsSourceWithAReason() {
        take(said("8", "nikos", SourceState.PRESENT));
        take(said("8", "nikos", SourceState.DISABLED));
        var nikos = account("nikos").id();
        var path = "/admin/people/" + nikos;
        assertThat(admin.browser().get(path).page()).contains(path + "/unlink");
        assertThat(admin.browser().get(path + "/unlink").page())
                .contains("value=\"ldap/acme 8\"", "It sleeps because of its source");

        assertThat(admin.browser()
                        .post(path + "/unlink", "link", "ldap/acme 8", "why", "x")
                        .status())
                .isEqualTo(422);
        for (var other : List.of("", "ldap/acme", "ldap/acme 9")) {
            var answer = admin.browser().post(path + "/unlink", "link", other, "why", "they moved to us");
            assertThat(answer.status()).as(other).isEqualTo(422);
            assertThat(answer.page()).contains("Choose the source.");
        }
        assertThat(admin.browser()
                        .post(path + "/unlink", "link", "ldap/acme 8", "why", "they moved to us")
                        .location())
                .endsWith(path + "?done=unlinked");

        List<SourceLink> links =
                web.organisation.store.look(books -> SourceLinks.in(books).of(nikos));
        assertThat(links).isEmpty();
        assertThat(account("nikos").status()).isEqualTo(Account.Status.DISABLED);
        assertThat(admin.browser().get(path).page()).doesNotContain(path + "/unlink");
        assertThat(admin.browser().get(path + "/unlink").status()).isEqualTo(404);
    }

    @Test
    void whoeverHasTheirPasswordInADirectoryIsSentThere() {
        var guest = web.inside("kira", Role.PERSON);
        var link = new SourceLink(
                guest.account().id(),
                new SourceKey(ACME, "9"),
                SourceState.PRESENT,
                web.organisation.clock.instant(),
                web.organisation.clock.instant(),
                Owned.NOTHING);
        web.organisation.store.transact(books -> {
            SourceLinks.in(books).put(link);
            return true;
        });

        assertThat(guest.browser().get("/account/password").page())
                .contains("kept in the directory of your organisation", "https://password.acme.example/")
                .doesNotContain("name=\"present\"");
    }
}
