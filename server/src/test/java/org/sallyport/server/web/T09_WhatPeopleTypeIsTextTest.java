package org.sallyport.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.account.Profile;
import org.sallyport.core.apppassword.Scope;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.caller.ClientName;

class T09_WhatPeopleTypeIsTextTest {
    private static RunningWeb web;
    private static Guest admin;

    @BeforeAll
    static void start() {
        web = RunningWeb.start();
        admin = web.inside("maria", Account.Role.ADMIN);
    }

    @AfterAll
    static void stop() {
        web.close();
    }

    static List<String> payloads() {
        return List.of(
                "<script>alert(1)</script>",
                "\"><img src=x onerror=alert(1)>",
                "' onmouseover='alert(1)",
                "\" autofocus onfocus=\"alert(1)",
                "</title><script>alert(1)</script>",
                "<svg/onload=alert(1)>",
                "</dd></dl><h1>forged</h1>",
                "${7*7} [[${7*7}]] [(${7*7})]",
                "__${7*7}__::.x",
                "{0} #{frame.skip} @{/x}",
                "%3Cscript%3E&lt;b&gt;",
                "javascript:alert(1)");
    }

    @ParameterizedTest
    @MethodSource("payloads")
    void aLabelIsTextOnEveryPageThatShowsIt(String payload) {
        web.prove(admin);
        admin.browser().get("/app-passwords/new");
        var made = admin.browser()
                .post(
                        "/app-passwords/new",
                        "label",
                        payload,
                        "protocols",
                        "imap",
                        "mark",
                        admin.browser().mark());
        assertThat(made.status()).isEqualTo(200);
        var id = web.organisation.appPasswords.of(admin.id()).getLast().id();

        for (var page : List.of(
                made.page(),
                admin.browser().get("/account").page(),
                admin.browser().get("/app-passwords/" + id + "/rename").page(),
                admin.browser().get("/app-passwords/" + id + "/revoke").page())) {
            assertIsText(page, payload);
        }
        admin.browser().post("/app-passwords/" + id + "/revoke");
    }

    @ParameterizedTest
    @MethodSource("payloads")
    void whatAnAppCallsItselfIsTextOnEveryPageThatShowsIt(String payload) {
        var olive = web.organisation;
        var name = ClientName.of(payload).orElseThrow().value();
        var issued = olive.issue(admin.account(), Scope.mail());
        olive.verifier.verify(olive.attemptBy(payload, "maria", issued.secret().reveal()));
        olive.notes.flush();
        var id = issued.made().id();
        for (var path : List.of(
                "/account",
                "/account/sign-ins",
                "/app-passwords/" + id + "/revoke",
                "/app-passwords/" + id + "/waiting?since=0")) {
            assertIsText(admin.browser().get(path).page(), name);
        }
        olive.appPasswords.revoke(admin.id(), id, new Actor.Person(admin.id()));
        olive.clock.forward(Duration.ofSeconds(1));
        olive.verifier.verify(olive.attemptBy(payload, "maria", issued.secret().reveal()));
        olive.notes.flush();
        assertIsText(admin.browser().get("/account").page(), name);
    }

    @ParameterizedTest
    @MethodSource("payloads")
    void aNameAndAGroupAreTextOnTheAdminPages(String payload) {
        var account = web.organisation.add("p" + payload.hashCode(), Account.Role.PERSON, java.util.Optional.empty());
        var profile = new Profile(payload, Locale.ENGLISH, Set.of(new GroupName(payload)));
        web.organisation.store.transact(books -> Accounts.in(books).replace(account.withProfile(profile)));

        assertIsText(admin.browser().get("/admin/people/" + account.id()).page(), payload);
        assertIsText(
                admin.browser()
                        .get("/admin/people/" + account.id() + "/disable")
                        .page(),
                payload);
        assertIsText(admin.browser().get("/admin/requirements").page(), payload);
    }

    @ParameterizedTest
    @MethodSource("payloads")
    void whatAFormBringsBackIsText(String payload) {
        var stranger = web.browser();
        assertIsText(
                stranger.open("/sign-in", "name", payload, "password", "wrong").page(), payload);
        var query = java.net.URLEncoder.encode(payload, java.nio.charset.StandardCharsets.UTF_8);
        assertIsText(admin.browser().get("/admin?q=" + query).page(), payload);
    }

    private static void assertIsText(String page, String payload) {
        assertThat(page).contains(escaped(payload)).doesNotContain("??");
        if (!escaped(payload).equals(payload)) {
            assertThat(page).doesNotContain(payload);
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
