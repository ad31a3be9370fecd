package org.sallyport.server.listener.dovecot;

import io.netty.buffer.Unpooled;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.sallyport.core.verify.Attempt;
import org.sallyport.core.verify.Delay;
import org.sallyport.fuzz.Promise;
import org.sallyport.server.config.OutageSign;
import org.sallyport.server.listener.Deadlines;
import org.sallyport.server.listener.ListenerSettings;
import org.sallyport.server.listener.Networks;
import org.sallyport.server.listener.Place;
import org.sallyport.server.listener.TlsStart;
import org.sallyport.server.listener.TraceId;
import org.sallyport.server.wire.dovecot.Answer;
import org.sallyport.server.wire.dovecot.AnswerReader;
import org.sallyport.server.wire.dovecot.Command;
import org.sallyport.server.wire.dovecot.CommandReader;
import org.sallyport.server.wire.sasl.PlainMessage;

/// Whole conversations: whatever a server sends, each line brings one answer at most, and the same answers however it
/// is cut into pieces; a PLAIN message reads as what it says.
public final class SignInsFuzz {
    // Shorter than in earnest, so that too long a line is within reach.
    private static final int LONGEST_LINE = 300;
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.EPOCH);

    private SignInsFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        var inOne = new Talk().hear(input, input.length);
        Promise.require(inOne.equals(new Talk().hear(input, 1 + input.length / 3)), "pieces make no difference");
        PlainMessage.read(input).ifPresent(SignInsFuzz::readsItself);
    }

    private static void readsItself(PlainMessage message) {
        var written = PlainMessage.write(message.name(), message.password());
        var again = PlainMessage.read(written).orElseThrow();
        Promise.require(
                again.name().equals(message.name())
                        && Arrays.equals(again.password(), message.password())
                        && !again.isForAnother(),
                "a message reads itself");
    }

    /// One connection. What is looked up arrives when the line has been read.
    private static final class Talk implements SignIns.Wire {
        private final Lines lines = new Lines(LONGEST_LINE);
        private final Queue<Runnable> coming = new ArrayDeque<>();
        private final List<String> answers = new ArrayList<>();
        private final SignIns signIns = new SignIns(desk(), this);
        private int read;

        List<String> hear(byte[] input, int piece) {
            for (int from = 0; from < input.length; from += piece) {
                lines.take(Unpooled.wrappedBuffer(input, from, Math.min(piece, input.length - from)));
                work();
            }
            signIns.forgetAll();
            return answers;
        }

        private void work() {
            for (var found = lines.find(); found != Lines.Found.NOTHING; found = lines.find()) {
                Promise.require(found != Lines.Found.ENDLESS, "what is short has an end");
                var command = found == Lines.Found.LINE
                        ? CommandReader.read(lines.bytes(), lines.from(), lines.to())
                        : new Command.Unclear(CommandReader.idOf(lines.bytes(), lines.from(), lines.to()));
                lines.drop();
                read++;
                take(command);
                while (!coming.isEmpty()) {
                    coming.remove().run();
                }
                Promise.require(answers.size() <= read, "a line brings one answer at most");
            }
        }

        private void take(Command command) {
            switch (command) {
                case Command.Auth auth -> signIns.begin(auth, (int) (auth.id() % 3));
                case Command.Continue more -> signIns.goOn(more);
                case Command.Cancel(var id) -> signIns.forget(id);
                case Command.Unclear unclear -> signIns.refuse(unclear);
                case Command.Version _, Command.Introduced _, Command.User _, Command.Unknown _ -> {}
            }
        }

        @Override
        public void answer(Answer answer) {
            var line = answer.line();
            Promise.require(
                    AnswerReader.read(line, 0, line.length - 1).orElseThrow().id() == answer.id(),
                    "an answer is read as one");
            answers.add(new String(line, StandardCharsets.ISO_8859_1));
        }

        @Override
        public void notNow(long id, String user, Delay why) {
            answer(new Answer.Fail(id, user, Answer.Code.TEMP_FAIL));
        }

        @Override
        public void resume(Request request, Reply reply) {
            coming.add(() -> signIns.judged(request, reply));
        }

        @Override
        public void later(Duration time, Runnable what) {
            coming.add(what);
        }

        private static DovecotDesk desk() {
            var place = new Place.Tcp(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), TlsStart.NEVER);
            var listener = new ListenerSettings(
                    "fuzz", List.of(place), Optional.empty(), Networks.ANY, DovecotSettings.CAPS, Deadlines.DEFAULT);
            var settings = new DovecotSettings(listener, "fuzz", OutageSign.FAIL);
            return new DovecotDesk(settings, new Moody(), CLOCK);
        }
    }

    /// Knows passwords without an `l` by heart, looks the others up, and asks for patience every other time.
    private static final class Moody implements Judge {
        private int asked;

        @Override
        public Optional<Reply> atOnce(Attempt attempt) {
            boolean byHeart = attempt.secret().reveal().indexOf('l') < 0;
            return byHeart ? Optional.of(new Reply.SignedIn(attempt.name().value())) : Optional.empty();
        }

        @Override
        public CompletionStage<Reply> ask(Attempt attempt, TraceId trace, Duration within) {
            asked++;
            return CompletableFuture.completedStage(
                    asked % 2 == 0 ? new Reply.Refused() : new Reply.NotNow(Delay.THROTTLED, Duration.ofSeconds(1)));
        }
    }
}
