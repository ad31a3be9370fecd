package org.sallyport.server.listener.dovecot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sallyport.server.listener.dovecot.Postfix.plain;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sallyport.core.verify.Delay;
import org.sallyport.server.config.OutageSign;
import org.sallyport.server.listener.Peer;
import org.sallyport.server.listener.WaitingRoom;

/// How callers of the Dovecot protocol are told that nobody can tell now.
final class NotNowTest {
    private final Postfix postfix = new Postfix();

    @AfterEach
    void stop() {
        postfix.close();
    }

    @Nested
    class AnOutage {
        private final ScriptedJudge outage = ScriptedJudge.lookingUp(_ -> ScriptedJudge.OUTAGE);

        @Test
        void closesTheConnectionOfACallerThatTakesEveryFailForAWrongPassword() throws IOException {
            postfix.open(outage);

            assertThat(postfix.introduced().send(plain(1, "eleni", "right")).line())
                    .isEmpty();
        }

        private Peer understanding() throws IOException {
            return Postfix.greeted(postfix.connect()).send("VERSION\t1\t1\nCPID\t1\n");
        }

        private static String many(int count) {
            return IntStream.rangeClosed(1, count)
                    .mapToObj(id -> plain(id, "eleni", "right"))
                    .collect(Collectors.joining());
        }

        /// How many of so many sign-ins are told to come again; all others are let in.
        private static int putOff(Peer peer, int count) throws IOException {
            int putOff = 0;
            for (int i = 0; i < count; i++) {
                var line = peer.line();
                assertThat(line).matches("OK\t\\d+\tuser=eleni|FAIL\t\\d+\tuser=eleni\ttemp\tcode=temp_fail");
                putOff += line.startsWith("FAIL") ? 1 : 0;
            }
            return putOff;
        }

        @Test
        void isToldToACallerThatUnderstandsIt() throws IOException {
            postfix.open(outage);
            var peer = understanding();

            assertThat(peer.send(plain(1, "eleni", "right")).line())
                    .isEqualTo("FAIL\t1\tuser=eleni\ttemp\tcode=temp_fail");
        }

        @Test
        void closesEveryConnectionWhereThatIsConfigured() throws IOException {
            postfix.outage = OutageSign.CLOSE;
            postfix.open(outage);
            var peer = Postfix.greeted(postfix.connect()).send("VERSION\t1\t2\nCPID\t1\n");

            assertThat(peer.send(plain(1, "eleni", "right")).line()).isEmpty();
        }

        @Test
        void ofAMomentIsToldAtOnceToWhoeverFindsNoSeatToWait() throws IOException {
            int tooMany = 48;
            var asked = new AtomicInteger();
            var moment = new AtomicReference<>(Duration.ofMillis(2500));
            postfix.open(ScriptedJudge.lookingUp(attempt -> asked.incrementAndGet() <= WaitingRoom.SEATS + tooMany
                    ? new Reply.NotNow(Delay.BUSY, moment.get())
                    : ScriptedJudge.rightOrWrong(attempt)));
            var one = understanding().send(many(1000));
            var two = understanding().send(many(1000));
            var three = understanding().send(many(tooMany));

            assertThat(putOff(one, 1000) + putOff(two, 1000) + putOff(three, tooMany))
                    .isEqualTo(tooMany);

            // Whoever waited has left a seat.
            asked.set(WaitingRoom.SEATS + tooMany - 1);
            moment.set(Duration.ofMillis(10));
            assertThat(putOff(three.send(many(1)), 1)).isZero();
        }

        @Test
        void ofAMomentIsWaitedForAndNeverSeen() throws IOException {
            var asked = new AtomicInteger();
            postfix.open(ScriptedJudge.lookingUp(attempt -> asked.incrementAndGet() < 3
                    ? new Reply.NotNow(Delay.BUSY, Duration.ofMillis(20))
                    : ScriptedJudge.rightOrWrong(attempt)));

            assertThat(postfix.introduced().send(plain(1, "eleni", "right")).line())
                    .isEqualTo("OK\t1\tuser=eleni");
            assertThat(asked).hasValue(3);
        }
    }

    @Nested
    class SomebodyWhoHasToWait {
        private final ScriptedJudge later =
                ScriptedJudge.lookingUp(_ -> new Reply.NotNow(Delay.THROTTLED, Duration.ofMinutes(1)));

        @ParameterizedTest
        @EnumSource(
                value = OutageSign.class,
                names = {"BY_VERSION", "CLOSE"})
        void isNotToldByPostfixThatThePasswordIsWrong(OutageSign sign) throws IOException {
            postfix.outage = sign;
            postfix.open(later);

            assertThat(postfix.introduced().send(plain(1, "eleni", "right")).line())
                    .isEmpty();
        }

        @Test
        void closesNobodysConnectionWhereTheCallerUnderstandsMore() throws IOException {
            postfix.open(later);
            var prosody = Postfix.greeted(postfix.connect()).send("VERSION\t1\t1\nCPID\t1\n");

            assertThat(prosody.send(plain(1, "eleni", "guess")).line())
                    .isEqualTo("FAIL\t1\tuser=eleni\ttemp\tcode=temp_fail\tdelay=throttled");
        }

        @Test
        void closesNobodysConnectionWhereThatIsConfigured() throws IOException {
            postfix.outage = OutageSign.FAIL;
            postfix.open(later);

            assertThat(postfix.introduced().send(plain(1, "eleni", "guess")).line())
                    .isEqualTo("FAIL\t1\tuser=eleni\ttemp\tcode=temp_fail\tdelay=throttled");
        }
    }

    @Nested
    class AnAppThatSaysNothing {
        private Peer among(int silent) throws IOException {
            postfix.open(ScriptedJudge.lookingUp(ScriptedJudge::rightOrWrong));
            var peer = Postfix.greeted(postfix.connect()).send("VERSION\t1\t2\nCPID\t1\n");
            for (int id = 1; id <= silent; id++) {
                assertThat(peer.send("AUTH\t" + id + "\tPLAIN\tservice=imap\n").line())
                        .isEqualTo("CONT\t" + id + "\t");
            }
            return peer;
        }

        @Test
        void keepsNobodyFromSigningIn() throws IOException {
            var peer = among(1024);

            assertThat(peer.send(plain(2000, "eleni", "right")).line()).isEqualTo("OK\t2000\tuser=eleni");
            assertThat(peer.send("CONT\t1\t" + Postfix.base64("\0nikos\0right") + "\n")
                            .line())
                    .isEqualTo("OK\t1\tuser=nikos");
        }

        @Test
        void makesRoomForTheNextAndIsNotToldThatThePasswordIsWrong() throws IOException {
            var peer = among(1024);

            assertThat(peer.send("AUTH\t2000\tPLAIN\tservice=imap\n").line())
                    .isEqualTo("FAIL\t1\ttemp\tcode=temp_fail");
            assertThat(peer.line()).isEqualTo("CONT\t2000\t");
        }
    }

    @Nested
    class ADefect {
        private Peer asking(ScriptedJudge broken) throws IOException {
            postfix.outage = OutageSign.FAIL;
            postfix.open(broken);
            return postfix.introduced();
        }

        @Test
        void inTheMemoryOfTheJudgeLeavesNoPasswordBehind() throws IOException {
            var broken = ScriptedJudge.remembering(_ -> {
                throw new IllegalStateException("a defect of this test");
            });

            assertThat(asking(broken).send(plain(1, "eleni", "right")).line())
                    .isEqualTo("FAIL\t1\tuser=eleni\ttemp\tcode=temp_fail");
            assertThat(broken.attempts.getFirst().secret().reveal()).isEqualTo("\0".repeat("right".length()));
        }

        @Test
        void inAskingTheJudgeLeavesNoPasswordBehind() throws IOException {
            var broken = ScriptedJudge.lookingUp(_ -> {
                throw new IllegalStateException("a defect of this test");
            });

            assertThat(asking(broken).send(plain(1, "eleni", "right")).line())
                    .isEqualTo("FAIL\t1\tuser=eleni\ttemp\tcode=temp_fail");
            assertThat(broken.attempts.getFirst().secret().reveal()).isEqualTo("\0".repeat("right".length()));
        }

        @Test
        void thatComesWhenTheJudgeIsAskedAgainIsAnswered() throws IOException {
            var asked = new AtomicInteger();
            var breaking = ScriptedJudge.lookingUp(_ -> {
                if (asked.incrementAndGet() > 1) {
                    throw new IllegalStateException("a defect of this test");
                }
                return new Reply.NotNow(Delay.BUSY, Duration.ofMillis(20));
            });

            assertThat(asking(breaking).send(plain(1, "eleni", "right")).line())
                    .isEqualTo("FAIL\t1\tuser=eleni\ttemp\tcode=temp_fail");
        }
    }
}
