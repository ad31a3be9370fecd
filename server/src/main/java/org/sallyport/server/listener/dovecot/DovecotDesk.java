package org.sallyport.server.listener.dovecot;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.sallyport.core.asking.AskingServer;
import org.sallyport.core.asking.Watcher;
import org.sallyport.server.config.OutageSign;
import org.sallyport.server.listener.Caller;
import org.sallyport.server.listener.Seldom;
import org.sallyport.server.listener.TraceId;
import org.sallyport.server.listener.WaitingRoom;
import org.sallyport.server.wire.dovecot.Handshake;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What all conversations of one listener share. Thread-safe.
final class DovecotDesk {
    private static final Logger LOG = LoggerFactory.getLogger(DovecotDesk.class);
    private static final int COOKIE_BYTES = 16;

    final Judge judge;
    final InstantSource clock;
    final LongSupplier nanos;
    final String asker;
    final Watcher watcher;
    final WaitingRoom waitingRoom = new WaitingRoom();

    private final String listener;
    private final OutageSign outage;
    private final SecureRandom random = new SecureRandom();
    private final AtomicLong connections = new AtomicLong();
    private final Seldom notes = new Seldom();

    DovecotDesk(DovecotSettings settings, Judge judge, InstantSource clock) {
        this(settings, judge, clock, System::nanoTime);
    }

    /// @param nanos by which patience is measured
    DovecotDesk(DovecotSettings settings, Judge judge, InstantSource clock, LongSupplier nanos) {
        this.nanos = nanos;
        this.judge = judge;
        this.clock = clock;
        this.asker = settings.asker();
        this.watcher = settings.listener().lookout().watcher();
        this.listener = settings.listener().name();
        this.outage = settings.outage();
    }

    /// The server at the other end of this connection.
    AskingServer server(Caller caller) {
        return AskingServer.at(listener, asker, caller.source());
    }

    /// The first lines of a new connection. Its cookie is of no use to anybody: it belongs to a part of the protocol
    /// that only Dovecot's own processes speak with each other.
    byte[] handshake() {
        var cookie = new byte[COOKIE_BYTES];
        random.nextBytes(cookie);
        return Handshake.ofServer(
                ProcessHandle.current().pid(),
                connections.incrementAndGet(),
                HexFormat.of().formatHex(cookie));
    }

    /// Whether a caller of this version is told "not now" by closing its connection, whatever the reason is: to those
    /// who know no other way a `FAIL` is a wrong password, for somebody who has to wait as much as in an outage.
    boolean tellsByClosing(int minorVersion) {
        return switch (outage) {
            case BY_VERSION -> minorVersion == 0;
            case FAIL -> false;
            case CLOSE -> true;
        };
    }

    /// Notes that a caller is set up wrongly, one line now and then.
    ///
    /// @param found never what a person typed
    void wrongQuestion(String event, String found) {
        if (notes.isDue()) {
            LOG.atWarn()
                    .setMessage(event)
                    .addKeyValue("asker", asker)
                    .addKeyValue("found", found)
                    .log();
        }
    }

    /// Notes a defect: whatever ends here should have been a reply.
    void fault(Throwable fault, TraceId trace) {
        LOG.atError()
                .setMessage("dovecot.fault")
                .addKeyValue("trace", trace)
                .setCause(fault)
                .log();
    }
}
