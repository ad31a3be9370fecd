package org.sallyport.server.listener.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.caller.Source;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.verify.TypedName;
import org.sallyport.server.listener.Addresses;
import org.sallyport.server.listener.http.RequestHead.Method;

/// `GET /nginx-mail`: nginx's mail proxy asks with `auth_http`, in header fields, and is told which server to go on to.
///
/// nginx escapes blanks, percent signs and control characters of name and password, and sends everything else as the
/// app did: the bytes are unescaped once and then are UTF-8. Its word about the app's address counts because its token
/// says that it is nginx.
final class NginxMailRoute implements Route {
    private static final FieldName METHOD = new FieldName("Auth-Method");
    private static final FieldName USER = new FieldName("Auth-User");
    private static final FieldName PASSWORD = new FieldName("Auth-Pass");
    private static final FieldName PROTOCOL = new FieldName("Auth-Protocol");
    private static final FieldName ATTEMPT = new FieldName("Auth-Login-Attempt");
    private static final FieldName CLIENT = new FieldName("Client-IP");
    private static final List<FieldName> FIELDS =
            List.of(FieldName.AUTHORIZATION, METHOD, USER, PASSWORD, PROTOCOL, ATTEMPT, CLIENT);
    private static final Map<String, Protocol> PROTOCOLS =
            Map.of("imap", Protocol.IMAP, "pop3", Protocol.POP3, "smtp", Protocol.SMTP);

    private final Map<Protocol, MailServer> behind;

    NginxMailRoute(RouteSettings settings) {
        this.behind = settings.mailServers();
    }

    @Override
    public List<FieldName> fields() {
        return FIELDS;
    }

    @Override
    public Optional<Reply> refusal(RequestHead head) {
        return head.method() == Method.GET ? Bodies.refusalOfAny(head) : Optional.of(Reply.ASK_WITH_GET);
    }

    @Override
    public Reading read(RequestHead head, byte[] bytes, int from, int length) {
        var protocol = text(head, PROTOCOL).map(PROTOCOLS::get);
        var server = protocol.map(behind::get);
        if (protocol.isEmpty() || server.isEmpty()) {
            return Reading.unclear(
                    "Auth-Protocol: needs imap, pop3 or smtp, with listeners.verify.nginx-mail set for it");
        }
        var replies = new NginxMailReplies(NginxMailReplies.Wording.of(protocol.get()), server.get(), attempt(head));
        var method = text(head, METHOD).orElse("");
        if (!method.equals("plain")) {
            return new Reading.Answered(replies.refusalOfMethod(method));
        }
        var source = text(head, CLIENT).map(Addresses::source).orElse(Optional.of(Source.UNKNOWN));
        if (source.isEmpty()) {
            return Reading.unclear("Client-IP: needs an IPv4 or IPv6 address, found something else");
        }
        var name = unescaped(head, USER);
        var password = unescaped(head, PASSWORD);
        if (name.isEmpty() || password.isEmpty()) {
            return Reading.unclear("Auth-User and Auth-Pass: need to be there, with a percent sign written as %25");
        }
        var typed = new TypedName(new String(name.get(), StandardCharsets.UTF_8));
        var secret = Secret.ofUtf8(password.get());
        Arrays.fill(password.get(), (byte) 0);
        return new Reading.Asked(new Question(typed, secret, protocol.get(), source.get()), replies);
    }

    private static Optional<String> text(RequestHead head, FieldName field) {
        return head.fields().find(field).map(value -> new String(value, StandardCharsets.ISO_8859_1));
    }

    private static Optional<byte[]> unescaped(RequestHead head, FieldName field) {
        return head.fields().find(field).flatMap(value -> Percent.decode(value, 0, value.length));
    }

    /// How often the app has tried on its connection, this time included; many where nginx does not say.
    private static int attempt(RequestHead head) {
        return text(head, ATTEMPT)
                .filter(digits -> digits.matches("[0-9]{1,6}"))
                .map(Integer::valueOf)
                .orElse(Integer.MAX_VALUE);
    }
}
