package org.sallyport.server.web.admin.server;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.secret.Secret;
import org.sallyport.server.config.Ldap;
import org.sallyport.server.config.ListenAddress;
import org.sallyport.server.config.Listening;
import org.sallyport.server.config.Settings;
import org.sallyport.server.web.Services;
import org.sallyport.server.web.admin.server.Trial.Result;
import org.springframework.stereotype.Component;

/// Asks listeners over their own sockets what servers would ask, and Dovecot servers whether they take commands; one at
/// a time. Thread-safe.
@Component
class Trials {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Services.Servers servers;
    private final Semaphore turn = new Semaphore(1);

    Trials(Services.Servers servers) {
        this.servers = servers;
    }

    /// A question about nobody.
    private interface Question {
        Result ask(Wire wire) throws IOException;
    }

    /// What came of it at each place of a listener; empty where it is off.
    List<Trial> ofListener(String code) {
        var listeners = servers.listeners();
        return switch (code) {
            case ListenerFinder.VERIFY -> {
                var listening = listeners.verify().listening();
                yield token().map(token ->
                                inTurn(() -> everywhere(listening, wire -> TrialQuestions.verify(wire, token))))
                        .orElseGet(() -> List.of(Trial.without(Result.NOBODY)));
            }
            case ListenerFinder.DOVECOT ->
                listeners
                        .dovecot()
                        .map(dovecot -> inTurn(() -> everywhere(dovecot.listening(), TrialQuestions::dovecot)))
                        .orElseGet(List::of);
            case ListenerFinder.POSTFIX ->
                listeners
                        .postfix()
                        .map(postfix -> inTurn(() -> everywhere(postfix.listening(), TrialQuestions::postfix)))
                        .orElseGet(List::of);
            case ListenerFinder.LDAP ->
                listeners.ldap().map(ldap -> inTurn(() -> everywhere(ldap))).orElseGet(List::of);
            default -> List.of();
        };
    }

    /// What came of it at the Dovecot server of this name; empty where there is none.
    List<Trial> ofDoveadm(String name) {
        return servers.listeners().verify().doveadm().stream()
                .filter(server -> server.name().equals(name))
                .findFirst()
                .map(server ->
                        inTurn(() -> List.of(timed(server.url().toString(), () -> DoveadmTrial.of(server, PATIENCE)))))
                .orElseGet(List::of);
    }

    /// That of the first server that may ask.
    private Optional<Secret> token() {
        return servers.listeners().verify().servers().stream()
                .filter(server -> server.role().mayAsk())
                .map(Settings.Server::token)
                .findFirst();
    }

    private List<Trial> inTurn(Supplier<List<Trial>> trials) {
        if (!turn.tryAcquire()) {
            return List.of(Trial.without(Result.BUSY));
        }
        try {
            return trials.get();
        } finally {
            turn.release();
        }
    }

    private static List<Trial> everywhere(Listening listening, Question question) {
        var trials = new ArrayList<Trial>();
        listening.listen().forEach(address -> trials.add(at(address, listening.certificates(), question)));
        listening.sockets().forEach(socket -> trials.add(at(socket.path(), question)));
        return trials;
    }

    /// A port of LDAP begins in clear, and goes on with TLS where there is a certificate.
    private static List<Trial> everywhere(Ldap ldap) {
        var listening = ldap.listening();
        var trials = new ArrayList<Trial>();
        for (var address : listening.listen()) {
            Question question = wire -> LdapTrial.of(wire, ldap.suffix(), listening.certificates());
            trials.add(at(address, List.of(), question));
        }
        Question question = wire -> LdapTrial.of(wire, ldap.suffix(), List.of());
        listening.listenTls().forEach(address -> trials.add(at(address, listening.certificates(), question)));
        listening.sockets().forEach(socket -> trials.add(at(socket.path(), question)));
        return trials;
    }

    /// @param certificates empty where it speaks in clear
    private static Trial at(ListenAddress address, List<Settings.Tls> certificates, Question question) {
        return timed(address.toString(), () -> {
            try (var wire = Wire.to(address, PATIENCE)) {
                wire.secure(certificates);
                return question.ask(wire);
            }
        });
    }

    private static Trial at(Path socket, Question question) {
        return timed(socket.toString(), () -> {
            try (var wire = Wire.to(socket)) {
                return question.ask(wire);
            }
        });
    }

    /// On a thread of its own, whose waits end when it is interrupted.
    private static Trial timed(String place, Callable<Result> trial) {
        long begun = System.nanoTime();
        Result result;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = threads.submit(trial);
            try {
                result = asked.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException silent) {
                asked.cancel(true);
                result = Result.NO_ANSWER;
            } catch (ExecutionException fault) {
                result = read(fault.getCause());
            } catch (InterruptedException stopping) {
                asked.cancel(true);
                Thread.currentThread().interrupt();
                result = Result.NO_ANSWER;
            }
        }
        return new Trial(place, result, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
    }

    private static Result read(@Nullable Throwable fault) {
        return switch (fault) {
            case Wire.Unreachable _ -> Result.UNREACHABLE;
            case Wire.Garbled _ -> Result.WRONG_ANSWER;
            case SSLException _ -> Result.TLS;
            case SocketTimeoutException _ -> Result.NO_ANSWER;
            case IOException _ -> Result.CLOSED;
            case null, default -> throw new IllegalStateException("a test ended in a defect", fault);
        };
    }
}
