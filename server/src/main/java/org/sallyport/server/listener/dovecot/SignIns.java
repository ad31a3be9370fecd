package org.sallyport.server.listener.dovecot;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.sallyport.core.caller.Source;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.verify.Attempt;
import org.sallyport.core.verify.Delay;
import org.sallyport.core.verify.TypedName;
import org.sallyport.server.listener.Addresses;
import org.sallyport.server.listener.ImapId;
import org.sallyport.server.listener.Questions;
import org.sallyport.server.listener.Services;
import org.sallyport.server.listener.TraceId;
import org.sallyport.server.wire.dovecot.Answer;
import org.sallyport.server.wire.dovecot.Answer.Code;
import org.sallyport.server.wire.dovecot.Command;
import org.sallyport.server.wire.dovecot.Command.Response;
import org.sallyport.server.wire.dovecot.Handshake;
import org.sallyport.server.wire.sasl.PlainMessage;

/// The sign-ins that are under way on one connection, from AUTH to their reply. Each gets one answer at most, whatever
/// its caller does with its id. Used on the connection's event loop only.
final class SignIns {
    // That of Dovecot.
    static final Duration PATIENCE_WITH_APPS = Duration.ofSeconds(150);
    // chasquid gives up after 5 seconds, Postfix after 10.
    private static final Duration PATIENCE_OF_CALLERS = Duration.ofSeconds(4);
    /// So many sign-ins of one connection may wait for their app, and as many for a verdict.
    private static final int MOST_WAITING = 1024;
    private static final int LONGEST_ECHO = 254;
    /// What a defect is answered with: nobody is told that a password is wrong.
    private static final Reply NO_REPLY = new Reply.NotNow(Delay.OUTAGE, Duration.ZERO);

    private final DovecotDesk desk;
    private final Wire wire;
    private final Map<Long, Request> waitingForApp = new LinkedHashMap<>();
    private final Map<Long, Request> waitingForJudge = new HashMap<>();
    private String lastAddress = "";
    private Source lastSource = Source.UNKNOWN;

    /// The connection, as far as it is of interest here.
    interface Wire {
        void answer(Answer answer);

        /// Nobody can tell now.
        ///
        /// @param id 0 where the request has none that can be answered
        void notNow(long id, String user, Delay why);

        /// Hands the reply to [#judged], on the event loop.
        void resume(Request request, Reply reply);

        void later(Duration time, Runnable what);
    }

    SignIns(DovecotDesk desk, Wire wire) {
        this.desk = desk;
        this.wire = wire;
    }

    /// Whether so many wait for a verdict that no more may be begun. Those that wait for their app do not count: what
    /// they wait for comes on this connection.
    boolean isFull() {
        return waitingForJudge.size() >= MOST_WAITING;
    }

    /// Whether something is waited for that comes on this connection.
    boolean waitsForApps() {
        return !waitingForApp.isEmpty();
    }

    int count() {
        return waitingForApp.size() + waitingForJudge.size();
    }

    /// @param minorVersion what the caller speaks
    void begin(Command.Auth auth, int minorVersion) {
        forget(auth.id());
        var mechanism = Request.Mechanism.find(auth.mechanism());
        var protocol = Services.find(auth.service());
        var source = source(auth.remoteIp());
        if (mechanism.isEmpty()) {
            clear(auth.response());
            wire.answer(new Answer.Fail(auth.id(), "", Code.NONE));
        } else if (protocol.isEmpty() || source.isEmpty()) {
            // How this caller is set up says nothing about anybody's password, and closes nobody's connection: whatever
            // it is told, nothing comes right before it is set up anew.
            desk.wrongQuestion(
                    protocol.isEmpty() ? "dovecot.unknown-service" : "dovecot.unknown-address",
                    protocol.isEmpty() ? auth.service() : auth.remoteIp());
            clear(auth.response());
            wire.answer(new Answer.Fail(auth.id(), "", Code.TEMP_FAIL));
        } else {
            var client = ImapId.client(auth.clientId());
            var request = new Request(auth.id(), mechanism.get(), protocol.get(), source.get(), client, desk.nanos);
            switch (auth.response()) {
                case Response.Message(var message) -> hear(request, message);
                case Response.None none -> withoutMessage(request, none, minorVersion);
            }
        }
    }

    void goOn(Command.Continue more) {
        waitingForJudge.remove(more.id()); // it was told everything already: what is answered here is its one answer
        var request = waitingForApp.remove(more.id());
        switch (more.response()) {
            case Response.Message(var message) when request != null -> hear(request, message);
            // Given up long ago, or never begun.
            case Response.Message(var message) -> {
                Arrays.fill(message, (byte) 0);
                wire.answer(new Answer.Fail(more.id(), "", Code.NONE));
            }
            case Response.None _ ->
                wire.answer(new Answer.Fail(more.id(), request == null ? "" : echo(request), Code.INVALID_BASE64));
        }
    }

    void refuse(Command.Unclear unclear) {
        if (unclear.id() > 0) {
            forget(unclear.id());
            wire.answer(new Answer.Fail(unclear.id(), "", Code.NONE));
        }
    }

    /// Begins nothing and answers nothing.
    void leaveAside(Command.Auth auth) {
        forget(auth.id());
        clear(auth.response());
    }

    /// Forgets a request that may be under way: it is not answered any more.
    void forget(long id) {
        waitingForApp.remove(id);
        waitingForJudge.remove(id); // its password is cleared when its verdict comes
    }

    void forgetAll() {
        waitingForApp.clear();
        waitingForJudge.clear();
    }

    /// Whoever has to wait a little waits here, as long as the caller will and there is a seat: most of them take
    /// "later" for "never".
    void judged(Request request, Reply reply) {
        if (waitingForJudge.get(request.id()) != request) {
            request.forget(); // cancelled, or the caller is gone
        } else if (reply instanceof Reply.NotNow(var _, var after)
                && after.isPositive()
                && request.waited().plus(after).compareTo(PATIENCE_OF_CALLERS) <= 0
                && desk.waitingRoom.enter()) {
            wire.later(after, () -> {
                desk.waitingRoom.leave();
                askAgain(request);
            });
        } else {
            waitingForJudge.remove(request.id());
            reply(request, reply);
        }
    }

    /// How long the app may still be silent that is waited for longest, maybe nothing; empty where none is waited for.
    Optional<Duration> patienceWithApps() {
        if (waitingForApp.isEmpty()) {
            return Optional.empty();
        }
        var left = PATIENCE_WITH_APPS.minus(oldest().age());
        return Optional.of(left.isPositive() ? left : Duration.ZERO);
    }

    /// Gives up on apps that have been silent too long. Who says nothing said no wrong password.
    void giveUpOnApps() {
        while (patienceWithApps().filter(Duration::isZero).isPresent()) {
            giveUpOn(oldest());
        }
    }

    private Request oldest() {
        return waitingForApp.values().iterator().next();
    }

    private void giveUpOn(Request oldest) {
        waitingForApp.remove(oldest.id());
        wire.notNow(oldest.id(), echo(oldest), Delay.BUSY);
    }

    // Exim (1.0) always sends "resp=", whether there is anything behind it or not.
    private void withoutMessage(Request request, Response.None none, int minorVersion) {
        boolean absent = switch (none) {
            case ABSENT -> true;
            case BLANK -> minorVersion < Handshake.MINOR;
            case NOT_BASE64 -> false;
        };
        if (absent) {
            askFor(request);
        } else {
            wire.answer(new Answer.Fail(
                    request.id(), "", none == Response.None.NOT_BASE64 ? Code.INVALID_BASE64 : Code.NONE));
        }
    }

    /// The next message of the app. It is cleared here.
    private void hear(Request request, byte[] message) {
        try {
            switch (request.mechanism()) {
                case PLAIN -> hearPlain(request, message);
                case LOGIN -> hearLogin(request, message);
            }
        } finally {
            Arrays.fill(message, (byte) 0);
        }
    }

    private void hearPlain(Request request, byte[] message) {
        var plain = PlainMessage.read(message).orElse(null);
        if (plain == null) {
            wire.answer(new Answer.Fail(request.id(), "", Code.NONE));
            return;
        }
        request.named(plain.name());
        if (plain.isForAnother()) {
            Arrays.fill(plain.password(), (byte) 0);
            wire.answer(new Answer.Fail(request.id(), echo(request), Code.NONE));
        } else {
            judge(request, plain.password());
        }
    }

    private void hearLogin(Request request, byte[] message) {
        if (request.isNamed()) {
            judge(request, message);
            return;
        }
        try {
            var name = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(message));
            request.named(name.toString());
            askFor(request);
        } catch (CharacterCodingException notUtf8) {
            wire.answer(new Answer.Fail(request.id(), "", Code.NONE));
        }
    }

    private void askFor(Request request) {
        if (waitingForApp.size() == MOST_WAITING) {
            giveUpOn(oldest());
        }
        waitingForApp.put(request.id(), request);
        wire.answer(new Answer.Continue(
                request.id(),
                switch (request.mechanism()) {
                    case PLAIN -> "";
                    case LOGIN -> request.isNamed() ? Request.ASK_PASSWORD : Request.ASK_NAME;
                }));
    }

    /// @param password cleared here
    private void judge(Request request, byte[] password) {
        var secret = Secret.ofUtf8(password);
        Arrays.fill(password, (byte) 0);
        request.asks(new Attempt(
                new TypedName(request.name()),
                secret,
                request.protocol(),
                request.source(),
                desk.clock.instant(),
                desk.asker,
                request.client()));
        var known = atOnce(request);
        if (known.isPresent()) {
            reply(request, known.get());
        } else {
            waitingForJudge.put(request.id(), request);
            ask(request);
        }
    }

    private Optional<Reply> atOnce(Request request) {
        try {
            return desk.judge.atOnce(request.requireAttempt());
        } catch (RuntimeException defect) {
            desk.fault(defect, TraceId.fresh());
            return Optional.of(NO_REPLY);
        }
    }

    private void ask(Request request) {
        var trace = TraceId.fresh();
        CompletionStage<Reply> asked;
        try {
            asked = desk.judge.ask(request.requireAttempt(), trace, Questions.ANSWER_WITHIN.minus(request.waited()));
        } catch (RuntimeException defect) {
            asked = CompletableFuture.failedStage(defect);
        }
        asked.whenComplete((reply, fault) -> {
            if (fault != null) {
                desk.fault(fault, trace);
            }
            wire.resume(request, reply == null ? NO_REPLY : reply);
        });
    }

    private void askAgain(Request request) {
        if (waitingForJudge.get(request.id()) == request) {
            ask(request);
        } else {
            request.forget();
        }
    }

    private void reply(Request request, Reply reply) {
        request.forget();
        switch (reply) {
            case Reply.SignedIn(var user) -> wire.answer(new Answer.Ok(request.id(), user));
            case Reply.Refused() -> wire.answer(new Answer.Fail(request.id(), echo(request), Code.NONE));
            case Reply.NotNow(var why, var _) -> wire.notNow(request.id(), echo(request), why);
        }
    }

    /// Every app behind one proxy has the same address, so the last one is kept.
    private Optional<Source> source(String address) {
        if (address.isEmpty()) {
            return Optional.of(Source.UNKNOWN);
        }
        if (!address.equals(lastAddress)) {
            var source = Addresses.source(address);
            if (source.isEmpty()) {
                return Optional.empty();
            }
            lastAddress = address;
            lastSource = source.get();
        }
        return Optional.of(lastSource);
    }

    /// The name as it was typed, for the caller's log; nothing where it could be more than a name. Postfix and Exim do
    /// not unescape it.
    private static String echo(Request request) {
        var name = request.name();
        boolean clean = name.length() <= LONGEST_ECHO && name.chars().noneMatch(Character::isISOControl);
        return clean ? name : "";
    }

    private static void clear(Response response) {
        if (response instanceof Response.Message(var message)) {
            Arrays.fill(message, (byte) 0);
        }
    }
}
