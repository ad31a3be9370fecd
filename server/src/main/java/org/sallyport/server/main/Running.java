package org.sallyport.server.main;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.UnaryOperator;
import org.sallyport.server.notify.Delivery;
import org.sallyport.server.telephone.Line;
import org.sallyport.server.web.WebApplication;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A running server. The listeners answer first, since mail waits for nobody; then come the pages and the mail. It
/// stops in the opposite order and closes the store last.
final class Running implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Running.class);

    private final Deque<Runnable> toStop = new ArrayDeque<>();
    private final Wired wired;
    private final int webPort;

    private Running(Installation installation, UnaryOperator<Delivery> aroundMail) {
        toStop.push(installation::close);
        boolean started = false;
        try {
            var connections = DoveadmWiring.connect(installation);
            toStop.push(connections::close);
            var line = TelephoneWiring.open(installation.settings());
            line.ifPresent(open -> toStop.push(open::close));
            var sources = SourcesWiring.open(installation);
            toStop.push(sources::close);
            var afterwards = new Afterwards();
            toStop.push(afterwards::close);
            wired = ServicesWiring.wire(installation, sources, connections, line.map(Line::telephone), afterwards);
            wired.snapshots().follow();
            var doors = DoorsWiring.open(installation, wired);
            var clockwork = Clockwork.start(installation, wired);
            toStop.push(clockwork::close);
            // Behind the clockwork in starting, before it in stopping: its last verdicts are written down too.
            toStop.push(doors::close);
            ShippingWiring.start(installation).ifPresent(toStop::push);
            toStop.push(WebhookWiring.start(installation));
            WebApplication web = WebWiring.start(installation.settings(), wired.services());
            toStop.push(web::close);
            webPort = web.port();
            LOG.atInfo().setMessage("pages.open").addKeyValue("port", webPort).log();
            var postman = NotifyWiring.start(installation, aroundMail);
            toStop.push(postman::close);
            started = true;
        } finally {
            if (!started) {
                close();
            }
        }
    }

    /// Starts everything; whoever calls closes it, and with it the installation.
    static Running start(Installation installation, UnaryOperator<Delivery> aroundMail) {
        return new Running(installation, aroundMail);
    }

    Wired wired() {
        return wired;
    }

    int webPort() {
        return webPort;
    }

    /// Lets what is under way finish and stops. May be called twice.
    @Override
    public synchronized void close() {
        while (!toStop.isEmpty()) {
            var stop = toStop.pop();
            try {
                stop.run();
            } catch (RuntimeException fault) {
                // What comes after must be stopped too.
                LOG.atError().setMessage("stop.failed").setCause(fault).log();
            }
        }
    }
}
