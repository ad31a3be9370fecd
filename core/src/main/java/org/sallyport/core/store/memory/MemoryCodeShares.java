package org.sallyport.core.store.memory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sallyport.core.account.Contact;
import org.sallyport.core.account.EmailAddress;
import org.sallyport.core.caller.Network;
import org.sallyport.core.caller.Source;
import org.sallyport.core.notice.CodeShares;
import org.sallyport.core.notice.Share;

final class MemoryCodeShares implements CodeShares {
    private final Rows<String, List<Instant>> rows;

    MemoryCodeShares(Undo undo) {
        this.rows = new Rows<>(undo);
    }

    @Override
    public Optional<Instant> reserve(EmailAddress to, Contact.Origin named, Source source, Instant now) {
        var mailbox = named + " " + to.mailbox();
        var line = source.prefix().map(Network::toString);
        var blocked = Stream.concat(
                        Share.OF_ADDRESS.blockedUntil(lately(mailbox, now), now).stream(),
                        line.flatMap(name -> Share.OF_SOURCE.blockedUntil(lately(name, now), now)).stream())
                .max(Instant::compareTo);
        if (blocked.isEmpty()) {
            count(mailbox, now);
            line.ifPresent(name -> count(name, now));
        }
        return blocked;
    }

    @Override
    public void sweep(Instant now) {
        rows.removeIf(moments -> Share.lately(moments, now).isEmpty());
    }

    private List<Instant> lately(String name, Instant now) {
        return Share.lately(rows.find(name).orElse(List.of()), now);
    }

    private void count(String name, Instant now) {
        var moments = new ArrayList<>(lately(name, now));
        moments.add(now);
        rows.put(name, List.copyOf(moments));
    }
}
