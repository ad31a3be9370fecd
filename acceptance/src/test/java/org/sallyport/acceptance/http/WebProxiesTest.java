package org.sallyport.acceptance.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.sallyport.acceptance.http.WebProxy.basic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sallyport.acceptance.harness.Demo;
import org.sallyport.acceptance.harness.Walker;

/// nginx and Caddy before an application that believes what the proxy says about who is there.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class WebProxiesTest {
    private static final String FORGED = "maria-the-admin";

    private Demo demo;
    private Application application;
    private WebProxy nginx;
    private WebProxy caddy;
    private Walker eleni;
    private Walker.AppPassword appPassword;

    enum Kind {
        NGINX,
        CADDY
    }

    @BeforeAll
    void everythingStarts() {
        demo = Demo.start();
        application = Application.start();
        nginx = WebProxy.nginx(demo.verifyPort(), application);
        caddy = WebProxy.caddy(demo.verifyPort(), application);
        eleni = new Walker(demo, demo.person("eleni"));
        eleni.setUp(demo.outbox());
        appPassword = eleni.issue("Dashboard", "http");
    }

    @AfterAll
    void everythingStops() {
        if (caddy != null) {
            caddy.close();
        }
        if (nginx != null) {
            nginx.close();
        }
        if (application != null) {
            application.close();
        }
        if (demo != null) {
            demo.close();
        }
    }

    private WebProxy proxy(Kind kind) {
        return switch (kind) {
            case NGINX -> nginx;
            case CADDY -> caddy;
        };
    }

    @ParameterizedTest
    @EnumSource
    void anAppPasswordOpensTheApplicationWhichIsToldWhoItIs(Kind kind) {
        var answer = proxy(kind).get(basic(eleni.user(), appPassword.grouped(" ")));

        assertThat(answer)
                .startsWith("HTTP/1.1 200 ")
                .contains("\nremote-user: " + eleni.user() + "\n")
                .contains("\nremote-email: " + eleni.user() + "\n")
                .contains("\nx-sallyport-id: " + appPassword.id() + "\n")
                .doesNotContain("authorization: ")
                .doesNotContain(demo.verifyPort().token());
    }

    @ParameterizedTest
    @EnumSource
    void anAppPasswordIsShownWithTheAppThatUsedItLast(Kind kind) {
        var calendar = eleni.issue("Calendar of " + kind, "http");
        var credentials = basic(eleni.user(), calendar.secret());

        assertThat(proxy(kind).get(credentials + "User-Agent: Calendar-of-" + kind + "/3 (olive.example)\r\n"))
                .startsWith("HTTP/1.1 200 ");

        await("the last use to be written down")
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> assertThat(demo.sallyport("app-password", "list", eleni.user(), "--json"))
                        .contains("Calendar-of-" + kind + " 3"));
    }

    @ParameterizedTest
    @EnumSource
    void whoeverShowsNothingIsAsked(Kind kind) {
        assertThat(proxy(kind).get(""))
                .startsWith("HTTP/1.1 401 ")
                .containsIgnoringCase("WWW-Authenticate: Basic realm=\"Sallyport\", charset=\"UTF-8\"");
    }

    @ParameterizedTest
    @EnumSource
    void theAccountPasswordIsRefusedOnceMfaIsEnforced(Kind kind) {
        assertThat(proxy(kind).get(basic(eleni.user(), eleni.accountPassword())))
                .startsWith("HTTP/1.1 401 ")
                .doesNotContain("remote-user");
    }

    @ParameterizedTest
    @EnumSource
    void theAccountPasswordOpensWhileMfaIsNotRequired(Kind kind) {
        var nikos = demo.person("nikos");

        assertThat(proxy(kind).get(basic(nikos.user(), nikos.password())))
                .startsWith("HTTP/1.1 200 ")
                .contains("\nremote-user: " + nikos.user() + "\n");
    }

    @ParameterizedTest
    @EnumSource
    void anAppPasswordForMailIsRefused(Kind kind) {
        var mail = eleni.issue("Mail of " + kind);

        assertThat(proxy(kind).get(basic(eleni.user(), mail.secret()))).startsWith("HTTP/1.1 401 ");
    }

    @ParameterizedTest
    @EnumSource
    void T48_aRevokedAppPasswordIsRefusedAtOnce(Kind kind) {
        var another = eleni.issue("Old browser of " + kind, "http");
        assertThat(proxy(kind).get(basic(eleni.user(), another.secret()))).startsWith("HTTP/1.1 200 ");

        eleni.revoke(another);

        for (int i = 0; i < 20; i++) {
            assertThat(proxy(kind).get(basic(eleni.user(), another.secret()))).startsWith("HTTP/1.1 401 ");
        }
    }

    @Test
    void anOutageIsNotAWrongPasswordAndMovesNoCounter() {
        demo.stop();
        try {
            for (int i = 0; i < 15; i++) {
                assertThat(nginx.get(basic(eleni.user(), i % 2 == 0 ? appPassword.secret() : "wrong")))
                        .startsWith("HTTP/1.1 503 ")
                        .doesNotContainIgnoringCase("WWW-Authenticate");
                assertThat(caddy.get(basic(eleni.user(), i % 2 == 0 ? appPassword.secret() : "wrong")))
                        .startsWith("HTTP/1.1 502 ")
                        .doesNotContainIgnoringCase("WWW-Authenticate");
            }
        } finally {
            demo.startAgain();
        }

        var nikos = demo.person("nikos");
        assertThat(nginx.get(basic(eleni.user(), appPassword.secret()))).startsWith("HTTP/1.1 200 ");
        assertThat(caddy.get(basic(nikos.user(), nikos.password()))).startsWith("HTTP/1.1 200 ");
    }

    @ParameterizedTest
    @EnumSource
    void T20_noneOfSixtyFormsOfASpoofedFieldReachesTheApplication(Kind kind) {
        var forms = forms();
        assertThat(forms).hasSizeGreaterThanOrEqualTo(60);

        for (var form : forms) {
            var signedIn = proxy(kind).get(form + basic(eleni.user(), appPassword.secret()));
            // A folded line is a part of the field before it, and that is nobody's name.
            assertThat(signedIn.lines())
                    .as("%s%n%s", form, signedIn)
                    .noneMatch(line -> line.contains(FORGED) && !line.startsWith("x: "));
            if (signedIn.startsWith("HTTP/1.1 200 ")) {
                assertThat(signedIn).contains("\nremote-user: " + eleni.user() + "\n");
            }
            assertThat(proxy(kind).get(form)).as(form).doesNotStartWith("HTTP/1.1 200 ");
        }
    }

    @ParameterizedTest
    @EnumSource
    void T20_noMalformedRequestPassesWithoutCredentials(Kind kind) {
        for (var line : List.of(
                "GET /%zz HTTP/1.1",
                "GET //..//%2e%2e/ HTTP/1.1",
                "GET /.sallyport HTTP/1.1",
                "GET http://localhost/.sallyport HTTP/1.1",
                "GET /%00 HTTP/1.1",
                "GET /forward-auth/http HTTP/1.1",
                "OPTIONS * HTTP/1.1",
                "GET /\\..\\ HTTP/1.1")) {
            var answer = proxy(kind)
                    .say(line + "\r\nHost: localhost\r\nConnection: close\r\nCookie: =;\"\u0080\r\nRemote-User: "
                            + FORGED + "\r\n\r\n");

            // The application answers with the fields it got, and the host is always among them.
            assertThat(answer).as(line).doesNotContain("\nhost: ").doesNotContain(FORGED);
        }
    }

    private static List<String> forms() {
        var names = List.of(
                "Remote-User",
                "remote-user",
                "REMOTE_USER",
                "Remote_User",
                "Remote-Email",
                "Remote_Email",
                "Remote-Groups",
                "Remote-Name",
                "X-Remote-User",
                "X_Remote_User",
                "X-Forwarded-User",
                "X_Forwarded_User",
                "X-Forwarded_User",
                "X-Forwarded-Email",
                "X-Forwarded-Groups",
                "X-Forwarded-Preferred-Username",
                "X-Auth-Request-User",
                "X-Webauth-User",
                "X-Sallyport-Id",
                "X-Sallyport-Account",
                "X_Sallyport_Id",
                "X-Sallyport-Token");
        var forms = new ArrayList<String>();
        for (var name : names) {
            forms.add(name + ": " + FORGED + "\r\n");
            forms.add(name + ": " + FORGED + "\r\n" + name + ": " + FORGED + "\r\n");
            forms.add("Connection: " + name + "\r\n" + name + ":" + FORGED + "\r\n");
        }
        forms.add("Remote-User : " + FORGED + "\r\n");
        forms.add("X: y\r\n Remote-User: " + FORGED + "\r\n");
        forms.add("Authorization: Basic " + FORGED + "\r\n");
        return forms;
    }
}
