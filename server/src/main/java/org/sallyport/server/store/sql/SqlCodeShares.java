package org.sallyport.server.store.sql;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sallyport.core.account.Contact;
import org.sallyport.core.account.EmailAddress;
import org.sallyport.core.caller.Network;
import org.sallyport.core.caller.Source;
import org.sallyport.core.notice.CodeShares;
import org.sallyport.core.notice.Share;

/// Always the address first and then the source, so that no two transactions wait for each other.
final class SqlCodeShares implements CodeShares {
    private final SqlMoments moments;

    SqlCodeShares(Session session) {
        this.moments = new SqlMoments(session);
    }

    @Override
    public Optional<Instant> reserve(EmailAddress to, Contact.Origin named, Source source, Instant now) {
        var mailbox = "codes by " + named + " to " + to.mailbox();
        var line = source.prefix().map(Network::toString).map("codes from "::concat);
        var there = moments.held(mailbox, now);
        var here = line.map(name -> moments.held(name, now)).orElse(List.of());
        var blocked = Stream.of(
                        Share.OF_ADDRESS.blockedUntil(there, now),
                        line.flatMap(_ -> Share.OF_SOURCE.blockedUntil(here, now)))
                .flatMap(Optional::stream)
                .max(Instant::compareTo);
        if (blocked.isEmpty()) {
            moments.keep(mailbox, Stream.concat(there.stream(), Stream.of(now)).toList());
            line.ifPresent(name -> moments.keep(
                    name, Stream.concat(here.stream(), Stream.of(now)).toList()));
        }
        return blocked;
    }

    @Override
    public void sweep(Instant now) {
        moments.sweep(now);
    }
}
