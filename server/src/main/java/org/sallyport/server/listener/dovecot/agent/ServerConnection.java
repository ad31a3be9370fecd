package org.sallyport.server.listener.dovecot.agent;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.verify.Attempt;
import org.sallyport.server.wire.dovecot.Answer;
import org.sallyport.server.wire.dovecot.AnswerReader;
import org.sallyport.server.wire.dovecot.Handshake;
import org.sallyport.server.wire.dovecot.LineWriter;
import org.sallyport.server.wire.sasl.PlainMessage;

/// One open connection to a server, on which any number of questions are under way at once. Thread-safe.
final class ServerConnection implements Closeable {
    private static final int LONGEST_LINE = 16_384;
    private static final int LONGEST_HANDSHAKE = 100;
    // Behind this silence it is asked for a sign of life, and behind that one it is gone. Servers that read nothing as
    // too many wait there answer some of those within four seconds.
    private static final Duration QUIET = Duration.ofSeconds(1);
    private static final Duration GONE = Duration.ofMillis(4500);

    private final Dialler.Link link;
    private final Map<Long, CompletableFuture<Answer>> waiting = new ConcurrentHashMap<>();
    private final CompletableFuture<Boolean> ready = new CompletableFuture<>();
    private final ReentrantLock writing = new ReentrantLock();
    private final AtomicLong ids = new AtomicLong();
    private final AtomicBoolean probed = new AtomicBoolean();
    private volatile long lastHeard = System.nanoTime();
    private volatile long lastAnswered = lastHeard;
    private volatile boolean closed;

    /// There is no answer to one question in time, but there are to others.
    static final class Slow extends IOException {
        @java.io.Serial
        private static final long serialVersionUID = 1L;

        Slow(String message) {
            super(message);
        }
    }

    private ServerConnection(Dialler.Link link) {
        this.link = link;
    }

    /// Connects, and returns when both sides have introduced themselves.
    ///
    /// @param patience for all of it together
    static ServerConnection open(Dialler dialler, ServerAddress server, Duration patience) throws IOException {
        long deadline = System.nanoTime() + patience.toNanos();
        var connection = new ServerConnection(dialler.dial(server, patience));
        Thread.ofPlatform().daemon().name("agent-reads-" + server).start(connection::read);
        boolean opened = false;
        try {
            connection.write(Handshake.ofClient(ProcessHandle.current().pid()), until(deadline));
            await(connection.ready, until(deadline));
            opened = true;
            return connection;
        } catch (TimeoutException silence) {
            throw new IOException(server + " says nothing", silence);
        } finally {
            if (!opened) {
                connection.close();
            }
        }
    }

    private static Duration until(long deadline) {
        return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
    }

    boolean isOpen() {
        return !closed;
    }

    /// Asks, and waits for the answer.
    ///
    /// @throws Slow when there is none in time, and others got theirs meanwhile
    /// @throws IOException when there is none in time, or the connection is lost; another server may be asked then
    Answer ask(Attempt attempt, Duration patience) throws IOException {
        long id = nextId();
        var answer = new CompletableFuture<Answer>();
        waiting.put(id, answer);
        long asked = System.nanoTime();
        try {
            write(question(id, attempt), patience);
            if (closed) {
                throw new EOFException("the connection is closed");
            }
            return await(answer, asked, patience);
        } catch (TimeoutException tooLate) {
            write(LineWriter.line("CANCEL").field(id).bytes(), Duration.ofSeconds(1));
            var message = "no answer in " + patience.toMillis() + " ms";
            throw lastAnswered - asked >= 0 ? new Slow(message) : new IOException(message, tooLate);
        } finally {
            waiting.remove(id);
        }
    }

    @Override
    public void close() {
        closed = true;
        // Nobody waits for the socket to close.
        var lost = new EOFException("the connection is closed");
        ready.completeExceptionally(lost);
        waiting.values().forEach(answer -> answer.completeExceptionally(lost));
        try {
            link.close();
        } catch (IOException gone) {
            // That is what was wanted.
        }
    }

    /// Waits, and finds out meanwhile whether anybody is still there: an answer may take long, and all other questions
    /// go down with the connection.
    private Answer await(CompletableFuture<Answer> answer, long asked, Duration patience)
            throws IOException, TimeoutException {
        if (patience.compareTo(GONE) > 0) {
            try {
                return await(answer, until(asked + QUIET.toNanos()));
            } catch (TimeoutException quiet) {
                probe(asked);
            }
            try {
                return await(answer, until(asked + GONE.toNanos()));
            } catch (TimeoutException silence) {
                if (isSilentSince(asked)) {
                    close();
                    throw new IOException("nothing was said in " + GONE.toMillis() + " ms", silence);
                }
            }
        }
        return await(answer, until(asked + patience.toNanos()));
    }

    private boolean isSilentSince(long moment) {
        return lastHeard - moment < 0;
    }

    /// Asks for what every server refuses at once, unless that has been asked already: a mechanism that there is not.
    private void probe(long asked) throws IOException {
        if (isSilentSince(asked) && probed.compareAndSet(false, true)) {
            write(
                    LineWriter.line("AUTH")
                            .field(nextId())
                            .field("ANYBODY-THERE")
                            .field("service", Protocol.SMTP.code())
                            .bytes(),
                    GONE.minus(QUIET));
        }
    }

    private long nextId() {
        return 1 + ids.getAndIncrement() % 0xffff_ffffL;
    }

    private static byte[] question(long id, Attempt attempt) {
        var password = attempt.secret().copy();
        var message = PlainMessage.write(attempt.name().value(), password);
        try {
            var line = LineWriter.line("AUTH")
                    .field(id)
                    .field("PLAIN")
                    .field("service", attempt.protocol().code());
            attempt.source().address().ifPresent(address -> line.field("rip", address.getHostAddress()));
            attempt.client().ifPresent(client -> line.field("client_id", client.value()));
            return line.base64("resp", message).bytes();
        } finally {
            Arrays.fill(password, (byte) 0);
            Arrays.fill(message, (byte) 0);
        }
    }

    private void write(byte[] bytes, Duration patience) throws IOException {
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            if (!writing.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                close(); // whoever holds it is stuck in a write, and comes free by this
                throw new IOException("nothing is taken any more");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        try (var _ = Watch.over(this, until(deadline))) {
            link.out().write(bytes);
            link.out().flush();
        } finally {
            writing.unlock();
        }
    }

    private static <T> T await(CompletableFuture<T> future, Duration patience) throws IOException, TimeoutException {
        try {
            return future.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException lost) {
            throw new IOException(lost.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private void read() {
        try {
            var in = new BufferedInputStream(link.in());
            readHandshake(in);
            ready.complete(true);
            while (!closed) {
                var line = readLine(in);
                AnswerReader.read(line, 0, line.length).ifPresent(this::answered);
            }
        } catch (IOException lost) {
            // Whoever waits is told by close.
        } finally {
            close();
        }
    }

    private void answered(Answer answer) {
        var asked = waiting.get(answer.id());
        if (asked != null) {
            lastAnswered = System.nanoTime();
            asked.complete(answer);
        }
    }

    private void readHandshake(BufferedInputStream in) throws IOException {
        for (int i = 0; i < LONGEST_HANDSHAKE; i++) {
            var line = readLine(in);
            if (AnswerReader.isAnotherVersion(line, 0, line.length)) {
                throw new IOException("another version of the protocol is spoken");
            }
            if (AnswerReader.isDone(line, 0, line.length)) {
                return;
            }
        }
        throw new IOException("the handshake does not end");
    }

    private byte[] readLine(BufferedInputStream in) throws IOException {
        var line = new ByteArrayOutputStream(64);
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0 || line.size() >= LONGEST_LINE) {
                throw new EOFException("the connection ended within a line");
            }
            line.write(b);
        }
        lastHeard = System.nanoTime();
        probed.set(false);
        return line.toByteArray();
    }
}
