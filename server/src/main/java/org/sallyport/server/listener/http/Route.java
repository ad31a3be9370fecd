package org.sallyport.server.listener.http;

import java.util.List;
import java.util.Optional;
import org.sallyport.server.config.ServerRole;

/// One way of asking: how a request becomes a question, and with which table its verdict is answered. Thread-safe.
///
/// Everything else is the same for all of them and stays in [VerifyConversation]: reading, tokens, deadlines, order.
interface Route {
    /// The fields it looks at. None of them that decides anything may come twice.
    List<FieldName> fields();

    /// What the asking server shows to prove itself, a bearer token unless a route says otherwise; empty where it shows
    /// nothing.
    default Optional<byte[]> token(RequestHead head) {
        return Bearer.token(head);
    }

    /// Whether a server with this role has any business here.
    default boolean isFor(ServerRole role) {
        return role.mayAsk();
    }

    /// What is to be answered instead of taking the body. Asked only of servers that are known.
    Optional<Reply> refusal(RequestHead head);

    /// Reads the question out of the head and the body, which is `bytes[from, from + length)`. Both are cleared
    /// afterwards.
    Reading read(RequestHead head, byte[] bytes, int from, int length);
}
