package org.sallyport.server.listener.ldap;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.sallyport.core.asking.AskingServer;
import org.sallyport.core.asking.Outcome;
import org.sallyport.core.caller.ClientName;
import org.sallyport.core.caller.Network;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.caller.Source;
import org.sallyport.core.roster.Roster;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.verify.Attempt;
import org.sallyport.core.verify.TypedName;
import org.sallyport.core.verify.Verdict;
import org.sallyport.core.verify.Verifier;
import org.sallyport.server.config.Ldap;
import org.sallyport.server.listener.Caller;
import org.sallyport.server.listener.Deadlines;
import org.sallyport.server.listener.ListenerSettings;
import org.sallyport.server.listener.LookUps;
import org.sallyport.server.listener.Questions;
import org.sallyport.server.listener.Seldom;
import org.sallyport.server.listener.TraceId;
import org.sallyport.server.listener.WaitingRoom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What all conversations of one listener share. Thread-safe.
final class LdapDesk {
    private static final Logger LOG = LoggerFactory.getLogger(LdapDesk.class);
    // FreeRADIUS gives up after four seconds as it is set up on its page, SSSD after six, nslcd after ten.
    static final Duration PATIENCE_OF_CALLERS = Duration.ofSeconds(3);

    final Tree tree;
    final Searches searches;
    final Comparisons comparisons;
    final LookUps lookUps;
    final Deadlines deadlines;

    private final ListenerSettings listener;
    private final ServiceAccounts services;
    private final List<Network> inClear;
    private final List<Network> basesFrom;
    private final Verifier verifier;
    private final Questions questions;
    private final WaitingRoom waitingRoom = new WaitingRoom();
    private final InstantSource clock;
    private final Duration patience;
    private final Seldom notes = new Seldom();
    private final AtomicLong strangers = new AtomicLong();

    /// @param patience how long a bind waits here that would only be told to come again
    LdapDesk(
            LdapSettings settings,
            Verifier verifier,
            Questions questions,
            Roster roster,
            InstantSource clock,
            AnswerRoom room,
            Duration patience) {
        this.patience = patience;
        this.listener = settings.listener();
        this.tree = new Tree(settings.suffix(), settings.services());
        this.searches = new Searches(tree, roster, verifier, RootDse.of(tree, listener), clock, room);
        this.comparisons = new Comparisons(tree, roster, verifier);
        this.lookUps =
                new LookUps(listener.caps().questions(), listener.deadlines().drain());
        this.deadlines = listener.deadlines();
        this.services = new ServiceAccounts(settings.services());
        this.inClear = settings.inClear();
        this.basesFrom = settings.basesFrom();
        this.verifier = verifier;
        this.questions = questions;
        this.clock = clock;
    }

    /// Whether this caller may say a password: behind TLS, or from where nobody can listen.
    boolean mayTakePassword(Caller caller) {
        return caller.isEncrypted() || isWithin(inClear, caller);
    }

    private static boolean isWithin(List<Network> networks, Caller caller) {
        // Only a socket in the file system has no address: what its mode lets in is a program of this machine.
        return caller.source()
                .address()
                .map(address -> networks.stream().anyMatch(network -> network.contains(address)))
                .orElse(true);
    }

    /// The service as whose people's a bind below this branch counts; empty where they come on their own.
    ///
    /// Anybody can write the base of a service into a name. It says something only on a connection from where services
    /// ask, or on which this one has shown its password: everybody else keeps the address that they come from, which
    /// the throttle needs, and is asked for an app password for LDAP.
    ///
    /// @param bound the service that has bound on this connection before
    Optional<LdapService> askedBy(Branch branch, Optional<LdapService> bound, Caller caller) {
        return branch.service()
                .filter(service -> isBound(service, bound) || isWithin(basesFrom, caller))
                .or(() -> bound);
    }

    private static boolean isBound(LdapService service, Optional<LdapService> bound) {
        return bound.filter(one -> one.name().equals(service.name())).isPresent();
    }

    /// The service of this name where it binds as an account.
    Optional<LdapService> boundAsAccount(String name) {
        return services.boundAsAccount(name);
    }

    /// The question that the bind of a service asks that binds as an account.
    Attempt attempt(LdapService service, Secret password, Caller caller) {
        return new Attempt(
                new TypedName(service.account().orElseThrow().canonical()),
                password,
                Protocol.LDAP,
                caller.source(),
                clock.instant(),
                service.name());
    }

    /// The service of this name, if this is its password.
    Optional<LdapService> service(String name, Secret password, Caller caller) {
        var found = services.find(name, password);
        if (found.isEmpty()) {
            strangerTurnedAway(caller);
        }
        return found;
    }

    /// The question that a bind asks about a person.
    ///
    /// @param service whose people they are; where one asks, the connection comes from it and not from the person, and
    ///     it is what people have typed their password into
    Attempt attempt(BindName.OfPerson name, Secret password, Optional<LdapService> service, Caller caller) {
        return new Attempt(
                name.name(),
                password,
                service.map(LdapService::protocol).orElse(Protocol.LDAP),
                service.isPresent() ? Source.UNKNOWN : caller.source(),
                clock.instant(),
                service.map(LdapService::name).orElse(Ldap.NO_SERVICE),
                service.flatMap(asking -> ClientName.of(asking.name())));
    }

    /// The verdict where memory alone can give it.
    Optional<Verdict> fromMemory(Attempt attempt) {
        return verifier.verifyFromMemory(attempt);
    }

    /// The verdict, sooner or later. Whoever has to wait a little waits here, as long as programs will and there is a
    /// seat: nslcd and SSSD take "later" for "wrong".
    CompletionStage<Verdict> ask(Attempt attempt) {
        return ask(attempt, TraceId.fresh(), System.nanoTime());
    }

    private CompletionStage<Verdict> ask(Attempt attempt, TraceId trace, long since) {
        var waited = Duration.ofNanos(System.nanoTime() - since);
        return questions
                .ask(attempt, trace, Questions.ANSWER_WITHIN.minus(waited))
                .thenCompose(verdict -> isWorthWaiting(verdict, since) && waitingRoom.enter()
                        ? later(((Verdict.Deferred) verdict).retryAfter()).thenCompose(_ -> {
                            waitingRoom.leave();
                            return ask(attempt, trace, since);
                        })
                        : CompletableFuture.completedStage(verdict));
    }

    private boolean isWorthWaiting(Verdict verdict, long since) {
        return verdict instanceof Verdict.Deferred(var _, var after)
                && after.isPositive()
                && after.plusNanos(System.nanoTime() - since).compareTo(patience) <= 0;
    }

    private static CompletionStage<Void> later(Duration time) {
        return CompletableFuture.runAsync(
                () -> {}, CompletableFuture.delayedExecutor(time.toNanos(), TimeUnit.NANOSECONDS, Runnable::run));
    }

    /// Tells of an answer.
    ///
    /// @param service the program that asked; empty where people's apps ask by themselves
    void answered(Optional<LdapService> service, Caller caller, Outcome outcome) {
        var name = service.map(LdapService::name).orElse(Ldap.NO_SERVICE);
        tell(AskingServer.at(listener.name(), name, caller.source()), outcome);
    }

    private void tell(AskingServer server, Outcome outcome) {
        listener.lookout().watcher().answered(server, outcome, clock.instant());
    }

    /// Anybody can cause this, so it is one line now and then.
    void strangerTurnedAway(Caller caller) {
        tell(AskingServer.strangerAt(listener.name(), caller.source()), Outcome.REFUSED);
        long turnedAway = strangers.incrementAndGet();
        if (notes.isDue()) {
            LOG.atWarn()
                    .setMessage("ldap.bad-service-password")
                    .addKeyValue("from", caller.source())
                    .addKeyValue("so-far", turnedAway)
                    .log();
        }
    }
}
