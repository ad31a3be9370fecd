package org.sallyport.server.listener.http;

import java.util.List;
import java.util.Optional;
import org.sallyport.core.caller.ClientName;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.caller.Source;

/// `/forward-auth`: a web proxy asks about a request whose HTTP Basic credentials it hands on. Any method, no body.
///
/// Of that request nothing but `Authorization` and the address decides: not its path, not its host, not who it says it
/// is. What the app calls itself (`User-Agent`) is noted for the owner of the account. The proxy proves itself with
/// [#TOKEN], since `Authorization` is the person's here.
final class ForwardAuthRoute implements Route {
    static final FieldName TOKEN = new FieldName("X-Sallyport-Token");
    static final FieldName FORWARDED_FOR = new FieldName("X-Forwarded-For");

    private static final List<FieldName> FIELDS =
            List.of(FieldName.AUTHORIZATION, TOKEN, FORWARDED_FOR, FieldName.USER_AGENT);
    private static final Reply UNCLEAR_ADDRESS =
            Reply.unclear("X-Forwarded-For: needs addresses with commas between them, found something else");

    private final Protocol protocol;
    private final ForwardAuthReplies replies;
    private final Hops hops;

    ForwardAuthRoute(Protocol protocol, RouteSettings settings) {
        this.protocol = protocol;
        this.replies = new ForwardAuthReplies(settings.realm());
        this.hops = new Hops(settings.trustedProxies());
    }

    @Override
    public List<FieldName> fields() {
        return FIELDS;
    }

    @Override
    public Optional<byte[]> token(RequestHead head) {
        return head.fields().find(TOKEN);
    }

    @Override
    public Optional<Reply> refusal(RequestHead head) {
        return Bodies.refusalOfAny(head);
    }

    @Override
    public Reading read(RequestHead head, byte[] bytes, int from, int length) {
        // Absent is normal; rules about networks refuse what they cannot tell.
        var source = head.fields().find(FORWARDED_FOR).map(hops::source).orElse(Optional.of(Source.UNKNOWN));
        if (source.isEmpty()) {
            return new Reading.Answered(UNCLEAR_ADDRESS);
        }
        // What cannot be read is no credentials at all, and costs nobody anything.
        return BasicCredentials.read(head)
                .<Reading>map(shown -> new Reading.Asked(
                        new Question(shown.name(), shown.secret(), protocol, source.get(), client(head)), replies))
                .orElseGet(() -> new Reading.Answered(replies.challenge()));
    }

    private static Optional<ClientName> client(RequestHead head) {
        return head.fields().find(FieldName.USER_AGENT).flatMap(UserAgent::client);
    }
}
