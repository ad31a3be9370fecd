package org.sallyport.server.listener.dovecot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sallyport.server.listener.dovecot.Postfix.base64;
import static org.sallyport.server.listener.dovecot.Postfix.plain;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.sallyport.server.config.OutageSign;
import org.sallyport.server.listener.Deadlines;
import org.sallyport.server.listener.Exchange;
import org.sallyport.server.listener.ListenerSettings;
import org.sallyport.server.listener.Networks;
import org.sallyport.server.listener.Place;
import org.sallyport.server.listener.StallingChannel;
import org.sallyport.server.listener.ThisMachine;
import org.sallyport.server.listener.TlsStart;

/// One connection of a server that understands "not now", with time and socket in the hands of the test.
final class DovecotConversationTest {
    private static final String LOGIN = "AUTH\t1\tLOGIN\tservice=smtp\n";
    private static final Reply ELENI = new Reply.SignedIn("eleni");

    private final ScriptedJudge judge = ScriptedJudge.holding();
    private long nanos;
    private final DovecotDesk desk = new DovecotDesk(
            new DovecotSettings(
                    new ListenerSettings(
                            "dovecot",
                            List.of(new Place.Tcp(
                                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), TlsStart.NEVER)),
                            Optional.empty(),
                            Networks.ANY,
                            DovecotSettings.CAPS,
                            Deadlines.DEFAULT),
                    "prosody",
                    OutageSign.FAIL),
            judge,
            InstantSource.system(),
            () -> nanos);
    private final Exchange exchange =
            new Exchange(conversation -> new DovecotConversation(desk, new ThisMachine(), conversation));
    private final StallingChannel connection = new StallingChannel(exchange);

    private void receive(String text) {
        connection.receive(text);
        connection.runPendingTasks();
    }

    private void letGo(Reply reply) {
        judge.letGo(reply);
        connection.runPendingTasks();
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }

    @Nested
    class AnAppThatSaysNothing {
        @Test
        void isGivenUpAlsoWhereTheServerTookNoAnswersForAWhile() {
            receive(LOGIN);
            connection.taken();
            connection.stall();
            receive("AUTH\t2\tCRAM-MD5\tservice=smtp\n".repeat(500));
            pass(Duration.ofSeconds(150));
            connection.takeAgain();
            connection.runScheduledPendingTasks();

            assertThat(connection.taken()).endsWith("FAIL\t1\ttemp\tcode=temp_fail\n");
        }
    }

    @Nested
    class AServerThatStops {
        @Test
        void answersWhatItWasAskedAndBeginsNothingMore() {
            receive(plain(1, "eleni", "right"));
            connection.taken();
            exchange.finish();
            assertThat(connection.config().isAutoRead()).isFalse();

            // What had been read by then.
            receive(plain(2, "nikos", "right"));
            assertThat(connection.taken()).isEqualTo("FAIL\t2\ttemp\tcode=temp_fail\n");
            letGo(ELENI);

            assertThat(connection.taken()).isEqualTo("OK\t1\tuser=eleni\n");
            assertThat(judge.asked).hasSize(1);
            assertThat(connection.isOpen()).isFalse();
        }

        @Test
        void hearsAnAppOutThatIsInTheMiddleOfItsSignIn() {
            receive(LOGIN);
            exchange.finish();
            assertThat(connection.config().isAutoRead()).isTrue();
            receive("CONT\t1\t" + base64("eleni") + "\n");
            receive("CONT\t1\t" + base64("right") + "\n");
            assertThat(connection.config().isAutoRead()).isFalse();
            connection.taken();
            letGo(ELENI);

            assertThat(connection.taken()).isEqualTo("OK\t1\tuser=eleni\n");
            assertThat(connection.isOpen()).isFalse();
        }
    }

    @Nested
    class SomebodyWhoHasToWait {
        private final Reply later = new Reply.NotNow(org.sallyport.core.verify.Delay.BUSY, Duration.ofSeconds(1));

        @Test
        void isAskedForAgainHoweverLongTheAppTookToSayItsPassword() {
            receive(LOGIN);
            pass(Duration.ofSeconds(100));
            receive("CONT\t1\t" + base64("eleni") + "\n");
            pass(Duration.ofSeconds(20));
            receive("CONT\t1\t" + base64("right") + "\n");
            connection.taken();
            letGo(later);
            assertThat(connection.taken()).isEmpty();

            pass(Duration.ofSeconds(1));
            connection.advanceTimeBy(1, java.util.concurrent.TimeUnit.SECONDS);
            connection.runScheduledPendingTasks();
            letGo(ELENI);

            assertThat(connection.taken()).isEqualTo("OK\t1\tuser=eleni\n");
        }

        @Test
        void isNotWaitedForLongerTheSecondTime() {
            receive(plain(1, "eleni", "right"));
            pass(Duration.ofSeconds(3));
            letGo(later);
            pass(Duration.ofSeconds(1));
            connection.advanceTimeBy(1, java.util.concurrent.TimeUnit.SECONDS);
            connection.runScheduledPendingTasks();

            assertThat(judge.patience).containsExactly(Duration.ofSeconds(8), Duration.ofSeconds(4));
        }
    }
}
