package org.sallyport.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sallyport.core.account.Account;

class T42_NobodyIsSentElsewhereTest {
    private static final List<String> HOSTS = List.of("evil.example", "evil.example/account", "localhost.evil.example");
    private static final List<String> SHAPES = List.of(
            "//%s",
            "///%s",
            "////%s",
            "/\\%s",
            "\\\\%s",
            "\\/%s",
            "http://%s",
            "https://%s",
            "HTTPS://%s",
            "https:%s",
            "https:/%s",
            "http:\\\\%s",
            "/%%2f%s",
            "/%%5c%s",
            "%%2f%%2f%s",
            "/account//%s",
            "/account/../..//%s",
            "/account?u=//%s",
            "/account#//%s",
            "/account\r\nLocation: https://%s",
            "/account%%0d%%0aLocation:%%20https://%s");
    private static final List<String> OTHERS = List.of(
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "data:text/html,<script>alert(1)</script>",
            "vbscript:msgbox(1)",
            " /account",
            "/account ",
            "/ACCOUNT",
            "account",
            "/account;x=1",
            "/account/",
            "/admin/people/../../sign-out",
            "/sign-out",
            "/language",
            "\u0000/account",
            "/\t/evil.example",
            "/\u2044evil.example",
            "\uff0f\uff0fevil.example",
            "@evil.example",
            "///account@evil.example",
            "/.evil.example");

    private static RunningWeb web;
    private static Guest free;

    @BeforeAll
    static void start() {
        web = RunningWeb.start();
        free = web.notRequired("nikos", Account.Role.PERSON);
    }

    @AfterAll
    static void stop() {
        web.close();
    }

    static Stream<String> forms() {
        return Stream.concat(
                SHAPES.stream().flatMap(shape -> HOSTS.stream().map(host -> String.format(shape, host))),
                OTHERS.stream());
    }

    @Test
    void thereAreAtLeastSixtyForms() {
        assertThat(forms().count()).isGreaterThanOrEqualTo(60);
    }

    @ParameterizedTest
    @MethodSource("forms")
    void signingInLeadsToTheAccountWhateverIsAskedFor(String form) {
        var browser = web.browser();
        browser.get("/sign-in");

        var answer = browser.post("/sign-in", "name", "nikos", "password", "olives grow slowly here", "next", form);

        assertThat(answer.location()).isEqualTo("/account");
        assertThat(answer.headers().allValues("Location")).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("forms")
    void theLanguageSwitchLeadsToOneOfOurPaths(String form) {
        free.browser().get("/account");

        var answer = free.browser().post("/language", "language", "en", "here", form);

        assertThat(answer.location()).matches("/([a-z0-9][a-z0-9/-]*)?").doesNotContain("//");
    }

    @Test
    void whatWasWantedBeforeSigningInIsReachedAfterwards() {
        web.notRequired("maria", Account.Role.ADMIN);
        var browser = web.browser();

        assertThat(browser.get("/admin").location()).isEqualTo("/sign-in?next=/admin");
        browser.get("/sign-in?next=/admin");
        assertThat(browser.post("/sign-in", "name", "maria", "password", "olives grow slowly here", "next", "/admin")
                        .location())
                .isEqualTo("/admin");
    }

    @Test
    void theHostHeaderIsRepeatedNowhere() throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), web.port())) {
            socket.getOutputStream()
                    .write("GET /account HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));

            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer).contains("Location: /sign-in").doesNotContain("evil.example");
        }
    }
}
