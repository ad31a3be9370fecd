package org.sallyport.server.listener.dovecot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.sallyport.server.listener.dovecot.Postfix.base64;
import static org.sallyport.server.listener.dovecot.Postfix.plain;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.verify.Delay;
import org.sallyport.server.config.OutageSign;
import org.sallyport.server.listener.Deadlines;
import org.sallyport.server.listener.Peer;

final class DovecotListenerTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final ScriptedJudge judge = ScriptedJudge.remembering(ScriptedJudge::rightOrWrong);
    private final Postfix postfix = new Postfix();

    @AfterEach
    void stop() {
        postfix.close();
    }

    private Peer introduced() throws IOException {
        postfix.open(judge);
        return postfix.introduced();
    }

    @Nested
    class AConnection {
        @Test
        void isGreetedBeforeItSaysAnything() throws IOException {
            postfix.open(judge);
            var exim = postfix.connect();
            var lines = new ArrayList<String>();
            do {
                lines.add(exim.line());
            } while (!lines.getLast().equals("DONE"));

            assertThat(lines)
                    .hasSize(7)
                    .startsWith("VERSION\t1\t2", "MECH\tPLAIN\tplaintext", "MECH\tLOGIN\tplaintext");
            assertThat(lines.get(3)).matches("SPID\t[0-9]+");
            assertThat(lines.get(4)).matches("CUID\t[0-9]+");
            assertThat(lines.get(5)).matches("COOKIE\t[0-9a-f]{32}");
        }

        @Test
        void hasANumberOfItsOwn() throws IOException {
            postfix.open(judge);
            Set<String> numbers = new TreeSet<>();
            for (int i = 0; i < 20; i++) {
                var peer = postfix.connect();
                var line = peer.line();
                while (!line.startsWith("CUID\t")) {
                    line = peer.line();
                }
                numbers.add(line);
            }

            assertThat(numbers).hasSize(20);
        }

        @Test
        void isNeverClosedForBeingIdle() throws IOException {
            var shortest = Duration.ofMillis(200);
            postfix.deadlines = new Deadlines(shortest, shortest, shortest, shortest, LONG, LONG);
            postfix.open(judge);
            var idle = postfix.introduced();
            // Its neighbour, who says nothing about itself, is cut at that deadline.
            assertThat(Postfix.greeted(postfix.connect()).isClosed()).isTrue();

            assertThat(idle.send(plain(1, "eleni", "right")).line()).isEqualTo("OK\t1\tuser=eleni");
        }

        @Test
        void ofAnotherMajorVersionIsClosed() throws IOException {
            postfix.open(judge);

            assertThat(Postfix.greeted(postfix.connect())
                            .send("VERSION\t2\t0\n")
                            .isClosed())
                    .isTrue();
        }
    }

    @Nested
    class ASignIn {
        @Test
        void isAskedWithEverythingThatIsKnown() throws IOException {
            var peer = introduced();

            assertThat(peer.send(plain(1, "eleni", "right")).line()).isEqualTo("OK\t1\tuser=eleni");
            assertThat(judge.asked)
                    .containsExactly(
                            new ScriptedJudge.Asked("eleni", "right", Protocol.SMTP, "192.0.2.7", Postfix.ASKER));
        }

        @Test
        void leavesNoPasswordBehind() throws IOException {
            introduced().send(plain(1, "eleni", "right")).line();

            assertThat(judge.attempts.getFirst().secret().reveal()).isEqualTo("\0".repeat("right".length()));
        }

        @Test
        void isAnsweredHoweverItsBytesArrive() throws IOException {
            var peer = introduced();
            for (byte b : plain(1, "eleni", "right").getBytes(java.nio.charset.StandardCharsets.US_ASCII)) {
                peer.send(new byte[] {b});
            }

            assertThat(peer.line()).isEqualTo("OK\t1\tuser=eleni");
        }

        @Test
        void isAnsweredWhereverItIsCutInTwo() throws IOException {
            var peer = introduced();
            var line = plain(1, "eleni", "right");
            for (int cut = 1; cut < line.length(); cut++) {
                peer.send(line.substring(0, cut)).send(line.substring(cut));
                assertThat(peer.line()).isEqualTo("OK\t1\tuser=eleni");
            }
        }

        @Test
        void isAnsweredByItsIdInAnyOrder() throws IOException {
            var holding = ScriptedJudge.holding();
            postfix.open(holding);
            var peer = postfix.introduced().send(plain(1, "eleni", "a") + plain(2, "nikos", "b"));
            await().until(() -> holding.held() == 2);

            peer.send("CANCEL\t1\n");
            holding.letGo(new Reply.SignedIn("eleni"));
            holding.letGo(new Reply.Refused());

            assertThat(peer.line()).isEqualTo("FAIL\t2\tuser=nikos");
        }

        @Test
        void whoseIdIsUsedTwiceIsAnsweredOnce() throws IOException {
            var holding = ScriptedJudge.holding();
            postfix.open(holding);
            var peer = postfix.introduced().send(plain(1, "eleni", "a") + plain(1, "nikos", "b"));
            await().until(() -> holding.held() == 2);

            holding.letGo(new Reply.SignedIn("eleni"));
            holding.letGo(new Reply.Refused());

            assertThat(peer.line()).isEqualTo("FAIL\t1\tuser=nikos");
            assertThat(peer.send(plain(2, "maria", "c")).send("CONT\t3\t=\n").line())
                    .startsWith("FAIL\t3");
        }

        @Test
        void thatIsContinuedWhileItIsJudgedIsAnsweredOnce() throws IOException {
            var holding = ScriptedJudge.holding();
            postfix.open(holding);
            var peer = postfix.introduced().send(plain(1, "eleni", "right"));
            await().until(() -> holding.held() == 1);

            assertThat(peer.send("CONT\t1\tAGEAYg==\n").line()).isEqualTo("FAIL\t1");
            peer.send(plain(2, "nikos", "wrong"));
            await().until(() -> holding.held() == 2);
            holding.letGo(new Reply.SignedIn("eleni"));
            holding.letGo(new Reply.Refused());

            assertThat(peer.line()).isEqualTo("FAIL\t2\tuser=nikos");
            assertThat(holding.attempts.getFirst().secret().reveal()).isEqualTo("\0".repeat("right".length()));
        }

        @Test
        void amongManyIsAnsweredOnce() throws IOException {
            var peer = introduced();
            var asked = new StringBuilder();
            Set<String> expected = new TreeSet<>();
            for (int id = 1; id <= 5000; id++) {
                boolean right = id % 3 == 0;
                asked.append(plain(id, "eleni", right ? "right" : "wrong"));
                expected.add((right ? "OK" : "FAIL") + "\t" + id + "\tuser=eleni");
            }
            var writer = Thread.ofVirtual().start(() -> send(peer, asked.toString()));

            Set<String> answers = new TreeSet<>();
            for (int i = 0; i < 5000; i++) {
                answers.add(peer.line());
            }
            assertThat(answers).isEqualTo(expected);
            assertThat(writer.isAlive()).isFalse();
        }
    }

    private static void send(Peer peer, String text) {
        try {
            peer.send(text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Nested
    class WhatCannotBeUnderstood {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "AUTH\t9\tPLAIN\tservice=smtp\tresp=%%%%",
                    "AUTH\t9\tPLAIN\tservice=smtp\tresp==",
                    "AUTH\t9\tPLAIN\tservice=smtp\tresp=AGVsZW5p",
                    "AUTH\t9\tCRAM-MD5\tservice=smtp",
                    "AUTH\t9",
                    "AUTH\t9\tPLAIN\tservice=smtp\trip=192.0.2.7\trip=192.0.2.8\tresp=AGEAYg==",
                    "CONT\t9",
                    "CONT\t9\tAGEAYg==",
                    "CONT\t9\t%%%%"
                })
        void isRefusedAndHarmsNobody(String line) throws IOException {
            var peer = introduced();

            assertThat(peer.send(line + "\n").line()).startsWith("FAIL\t9").doesNotContain("temp");
            assertThat(peer.send(plain(10, "eleni", "right")).line()).isEqualTo("OK\t10\tuser=eleni");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "NONSENSE\t1", "AUTH\tx\tPLAIN", "AUTH\t0\tPLAIN", "CANCEL\t77", "\001\001\001"})
        void andCannotBeAnsweredIsPassedOver(String line) throws IOException {
            assertThat(introduced()
                            .send(line + "\n" + plain(10, "eleni", "right"))
                            .line())
                    .isEqualTo("OK\t10\tuser=eleni");
        }

        @Test
        void becauseItIsTooLongIsRefusedOnce() throws IOException {
            var peer = introduced();

            peer.send("AUTH\t9\tPLAIN\tservice=smtp\tresp=" + "A".repeat(100_000) + "\n" + plain(10, "eleni", "right"));

            assertThat(peer.line()).isEqualTo("FAIL\t9");
            assertThat(peer.line()).isEqualTo("OK\t10\tuser=eleni");
        }

        @Test
        void T18_becauseItNeverEndsClosesTheConnection() throws IOException {
            var peer = introduced();
            var writer = Thread.ofVirtual().start(() -> {
                try {
                    while (true) {
                        peer.send("A".repeat(16_384));
                    }
                } catch (IOException closed) {
                    // That is what is waited for.
                }
            });

            assertThat(peer.isClosed()).isTrue();
            await().until(() -> !writer.isAlive());
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"service=xmpp", "service=", "nologin", "service=smtp\trip=nowhere", "service=smtp\trip=1"})
        void ofACallerThatIsSetUpWronglyIsPutOffAndHarmsNobody(String parameters) throws IOException {
            var peer = introduced();

            assertThat(peer.send("AUTH\t9\tPLAIN\t" + parameters + "\tresp=" + base64("\0eleni\0right") + "\n")
                            .line())
                    .isEqualTo("FAIL\t9\ttemp\tcode=temp_fail");
            assertThat(judge.asked).isEmpty();
            assertThat(peer.send(plain(10, "eleni", "right")).line()).isEqualTo("OK\t10\tuser=eleni");
        }
    }

    @Test
    void noRequestIsBegunFromWithinAnother() throws IOException {
        var depths = new ConcurrentLinkedQueue<Long>();
        var full = ScriptedJudge.fullyAsked(_ -> {
            depths.add(StackWalker.getInstance().walk(Stream::count));
            return new Reply.NotNow(Delay.BUSY, Duration.ZERO);
        });
        postfix.outage = OutageSign.FAIL;
        postfix.open(full);
        var lines = new StringBuilder();
        for (int id = 1; id <= 500; id++) {
            lines.append(plain(id, "eleni", "right"));
        }
        var peer = postfix.introduced().send(lines.toString());

        for (int id = 1; id <= 500; id++) {
            assertThat(peer.line()).startsWith("FAIL\t");
        }
        assertThat(Collections.max(depths) - Collections.min(depths)).isLessThan(50);
    }

    @Test
    void whoeverTakesNoAnswersIsAskedNothingMore() throws IOException {
        var deaf = introduced();
        // Long enough that no buffer on the way holds them all.
        var name = "e".repeat(200);
        var line = plain(1, name, "right");
        var sent = new AtomicInteger();
        var writer = Thread.ofVirtual().start(() -> {
            for (int i = 0; i < 100_000; i++) {
                send(deaf, line);
                sent.incrementAndGet();
            }
        });

        // Nothing is read any more once nothing can be written, so the writer comes to a stand.
        var before = new AtomicInteger(-1);
        await().during(Duration.ofMillis(500)).until(() -> before.getAndSet(judge.asked.size()) == judge.asked.size());
        assertThat(sent.get()).isLessThan(100_000);

        for (int i = 0; i < 100_000; i++) {
            assertThat(deaf.line()).isEqualTo("OK\t1\tuser=" + name);
        }
        await().until(() -> !writer.isAlive());
    }

    @Test
    void whatWasAskedIsAnsweredBeforeTheServerStops() throws IOException, InterruptedException {
        var holding = ScriptedJudge.holding();
        postfix.open(holding);
        var peer = postfix.introduced().send(plain(1, "eleni", "right"));
        await().until(() -> holding.held() == 1);

        var stopping = Thread.ofVirtual().start(postfix::stop);
        holding.letGo(new Reply.SignedIn("eleni"));

        assertThat(peer.line()).isEqualTo("OK\t1\tuser=eleni");
        assertThat(peer.isClosed()).isTrue();
        stopping.join();
    }

    @Test
    void T44_whatIsAnotherProtocolIsAnsweredNothing() throws IOException {
        var peer = introduced().send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n" + plain(1, "eleni", "right"));

        assertThat(List.of(peer.line())).containsExactly("OK\t1\tuser=eleni");
    }
}
