package org.sallyport.server.listener.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.server.listener.http.RequestHead.Afterwards;
import org.sallyport.server.listener.http.RequestHead.Expectation;

final class HeadReaderTest {
    private static final String WHOLE = lines(
            "POST /verify HTTP/1.1",
            "Host: localhost:8081",
            "User-Agent: dovecot-sallyport",
            "Content-Type: application/json",
            "Authorization: Bearer secret",
            "Content-Length: 12");

    private static final Routes ROUTES = new Routes(RouteSettings.DEFAULT);

    private static String lines(String... lines) {
        return String.join("\r\n", lines) + "\r\n\r\n";
    }

    private static HeadReading read(String text) {
        var bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return HeadReader.read(bytes, 0, bytes.length, ROUTES);
    }

    private static RequestHead head(String text) {
        assertThat(read(text)).isInstanceOf(RequestHead.class);
        return read(text) instanceof RequestHead found ? found : org.assertj.core.api.Assertions.fail();
    }

    private static Optional<Reply> refusal(RequestHead head) {
        return head.route().refusal(head);
    }

    @Test
    void everythingThatMattersIsRead() {
        var head = head(WHOLE);

        assertThat(refusal(head)).isEmpty();
        assertThat(head.route().token(head))
                .hasValueSatisfying(token -> assertThat(token).asString().isEqualTo("secret"));
        assertThat(head.headBytes()).isEqualTo(WHOLE.length());
        assertThat(head.bodyBytes()).isEqualTo(12);
        assertThat(head.content().expectation()).isEqualTo(Expectation.NONE);
        assertThat(head.afterwards()).isEqualTo(Afterwards.KEEP);
    }

    @Test
    void everyBeginningIsIncomplete() {
        for (int length = 0; length < WHOLE.length(); length++) {
            assertThat(read(WHOLE.substring(0, length)))
                    .as("%d bytes", length)
                    .isInstanceOf(HeadReading.Incomplete.class);
        }
    }

    @Test
    void whatFollowsTheHeadIsLeftAlone() {
        assertThat(head(WHOLE + "POST /verify HTTP/1.1\r\n\r\n").headBytes()).isEqualTo(WHOLE.length());
    }

    @Test
    void anEmptyLineBeforeARequestIsSkipped() {
        assertThat(head("\r\n" + WHOLE).headBytes()).isEqualTo(WHOLE.length() + 2);
    }

    @Test
    void namesAndWordsMayBeInAnyCase() {
        var head = head(lines(
                "POST /verify HTTP/1.1",
                "HOST: x",
                "content-TYPE: Application/JSON; charset=utf-8",
                "authorization: BEARER t",
                "EXPECT: 100-Continue",
                "CONTENT-LENGTH:2",
                "Connection: foo, Close"));

        assertThat(refusal(head)).isEmpty();
        assertThat(head.route().token(head)).isPresent();
        assertThat(head.content().expectation()).isEqualTo(Expectation.CONTINUE);
        assertThat(head.afterwards()).isEqualTo(Afterwards.CLOSE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/verify", "/verify?from=dovecot", "http://localhost:8081/verify", "https://a/verify?x"})
    void thePathIsFoundInEveryFormOfTarget(String target) {
        assertThat(refusal(head(WHOLE.replace("/verify", target)))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/verify/", "/Verify", "/verif", "/verifyy", "/x/verify", "*", "http:/verify", "//verify"})
    void anyOtherTargetIsNotFound(String target) {
        assertThat(refusal(head(WHOLE.replace("/verify", target)))).hasValue(Reply.NOT_FOUND);
    }

    @Test
    void anOlderCallerClosesUnlessItSaysOtherwise() {
        var older = WHOLE.replace("HTTP/1.1", "HTTP/1.0").replace("Host: localhost:8081\r\n", "");

        assertThat(head(older).afterwards()).isEqualTo(Afterwards.CLOSE);
        assertThat(head(older.replace("\r\n\r\n", "\r\nConnection: keep-alive\r\n\r\n"))
                        .afterwards())
                .isEqualTo(Afterwards.KEEP);
    }

    @Nested
    final class WhatCouldBeReadInTwoWays {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "POST  /verify HTTP/1.1\r\nHost: x\r\n\r\n",
                    "POST /verify  HTTP/1.1\r\nHost: x\r\n\r\n",
                    "POST /verify HTTP/1.1 \r\nHost: x\r\n\r\n",
                    " POST /verify HTTP/1.1\r\nHost: x\r\n\r\n",
                    "P(ST /verify HTTP/1.1\r\nHost: x\r\n\r\n",
                    "POST /verify http/1.1\r\nHost: x\r\n\r\n",
                    "POST /verify\r\nHost: x\r\n\r\n",
                    "POST /veri\tfy HTTP/1.1\r\nHost: x\r\n\r\n",
                    "POST /verify HTTP/1.1\nHost: x\r\n\r\n",
                    "POST /verify HTTP/1.1\r\nHost: x\nX: y\r\n\r\n",
                    "POST /verify HTTP/1.1\r\nHost: x\rX: y\r\n\r\n",
                    "POST /verify HTTP/1.1\r\nHost : x\r\n\r\n",
                    "POST /verify HTTP/1.1\r\nHost: x\r\n folded\r\n\r\n",
                    "POST /verify HTTP/1.1\r\nHost: x\r\nno colon\r\n\r\n",
                    "POST /verify HTTP/1.1\r\nHost: x\r\n: no name\r\n\r\n",
                    "POST /verify HTTP/1.1\r\nHost: x\r\nX: a\0b\r\n\r\n",
                    "POST /verify HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n",
                    "POST /verify HTTP/1.1\r\n\r\n",
                    "POST /verify HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\n",
                    "POST /verify HTTP/1.1\r\nHost: x\r\nContent-Length: +1\r\n\r\n",
                    "POST /verify HTTP/1.1\r\nHost: x\r\nContent-Length: 1, 1\r\n\r\n",
                    "POST /verify HTTP/1.1\r\nHost: x\r\nContent-Length:\r\n\r\n",
                    "POST /verify HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\n",
                    "POST /verify HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer a\r\nAuthorization: Bearer b\r\n\r\n",
                })
        void isBroken(String text) {
            assertThat(read(text)).isEqualTo(new HeadReading.Broken(Reply.NOT_HTTP));
        }

        @Test
        void includesALengthBesideAnEncoding() {
            assertThat(refusal(head(WHOLE.replace("User-Agent: dovecot-sallyport", "Transfer-Encoding: chunked"))))
                    .hasValue(Reply.LENGTH_REQUIRED);
        }
    }

    @Test
    void noBytesAtAllMakeItFail() {
        var random = new Random(8265);
        var whole = WHOLE.getBytes(StandardCharsets.ISO_8859_1);
        for (int round = 0; round < 100_000; round++) {
            var bytes = whole.clone();
            for (int change = random.nextInt(4); change >= 0; change--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            assertThat(HeadReader.read(bytes, 0, bytes.length, ROUTES)).isNotNull();
        }
    }
}
