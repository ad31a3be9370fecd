package org.sallyport.server.web.admin.server;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.asking.Rate;
import org.sallyport.core.asking.ServerStanding;

/// A server, or a program, that asks through a listener, wherever it asks from.
///
/// @param name as the configuration calls it
/// @param proof how it shows who it is
/// @param from where it was heard of, the latest first
public record AskerRow(String name, Proof proof, List<ServerStanding> from) {
    /// How somebody shows who they are.
    public enum Proof {
        TOKEN,
        PASSWORD,
        APP_PASSWORD,
        /// Whoever reaches the listener may ask.
        NONE,
        /// The configuration does not name it any more.
        GONE
    }

    public AskerRow {
        from = from.stream()
                .sorted(Comparator.comparing((ServerStanding one) -> one.seen().last())
                        .reversed())
                .toList();
    }

    /// When it was last heard of; empty where it never was.
    public Optional<Instant> last() {
        return from.stream().findFirst().map(one -> one.seen().last());
    }

    public Rate minute() {
        return from.stream().map(ServerStanding::minute).reduce(Rate.NONE, Rate::plus);
    }

    public Rate hour() {
        return from.stream().map(ServerStanding::hour).reduce(Rate.NONE, Rate::plus);
    }
}
