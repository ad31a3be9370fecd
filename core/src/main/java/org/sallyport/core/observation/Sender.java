package org.sallyport.core.observation;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.caller.ClientName;
import org.sallyport.core.caller.Network;
import org.sallyport.core.caller.Protocol;

/// An app that sends its owner's right account password, as far as it can be told from others: by what it speaks, the
/// network around it and the server that asks for it. A name tells nobody apart, for whoever makes up a new one each
/// time would be a new app each time.
///
/// @param network the neighbourhood it comes from; [nowhere][Network#isNowhere] where nobody said
/// @param server the connected server that asked; empty where it has no name
/// @param client what it called itself last, where it ever did
public record Sender(
        AccountId account, Protocol protocol, Network network, String server, Optional<ClientName> client, Seen seen) {
    /// The latest first.
    public static final Comparator<Sender> LATEST_FIRST = Comparator.comparing(
                    (Sender sender) -> sender.seen().last())
            .reversed()
            .thenComparing(Sender::key);

    /// When it came, and how often.
    ///
    /// @param last up to an hour behind: equal sign-ins are gathered
    public record Seen(Instant first, Instant last, long times) {
        Seen and(Seen more) {
            return new Seen(
                    first.isBefore(more.first) ? first : more.first,
                    last.isAfter(more.last) ? last : more.last,
                    times + more.times);
        }
    }

    /// What tells it from every other one; no two have the same.
    public String key() {
        return account + " " + protocol.code() + " " + network + " " + server;
    }

    /// The same app, with what was seen of it besides.
    public Sender and(Sender more) {
        boolean isLater = !more.seen.last().isBefore(seen.last());
        var name = isLater ? more.client.or(() -> client) : client.or(more::client);
        return new Sender(account, protocol, network, server, name, seen.and(more.seen));
    }
}
