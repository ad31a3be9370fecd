package org.sallyport.server.listener.http;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.caller.Source;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.verify.TypedName;
import org.sallyport.server.listener.Addresses;

/// `POST /radius`: FreeRADIUS asks with the attributes of an Access-Request (RFC 2865) as a form, which is what its
/// module `rest` makes of them by itself (`body = 'post'`), in UTF-8 and quoted in one way only.
///
/// A device that dials in by VPN has an address as its Calling-Station-Id, and that is the source. On a wireless
/// network it is the hardware address, which says nothing about a network: the source is unknown then, and rules about
/// networks refuse what they cannot tell. The NAS belongs to the asker, whose word it is; it is no client, and RADIUS
/// has no name for one.
final class RadiusRoute implements Route {
    private static final String NAME = "User-Name";
    private static final String PASSWORD = "User-Password";
    private static final String STATION = "Calling-Station-Id";
    private static final List<String> NAS = List.of("NAS-Identifier", "NAS-IP-Address", "NAS-IPv6-Address");
    private static final List<String> WANTED =
            List.of(NAME, PASSWORD, STATION, NAS.getFirst(), NAS.get(1), NAS.getLast());
    // What may stand in the audit log as it is.
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.:_-]{0,63}");
    private static final List<FieldName> FIELDS = List.of(FieldName.AUTHORIZATION, FieldName.CONTENT_TYPE);
    private static final ReplyTable REPLIES = new RadiusReplies();

    @Override
    public List<FieldName> fields() {
        return FIELDS;
    }

    @Override
    public Optional<Reply> refusal(RequestHead head) {
        return Bodies.refusalOfPost(head, Reply.NOT_A_FORM, Bodies.FORM);
    }

    @Override
    public Reading read(RequestHead head, byte[] bytes, int from, int length) {
        var form = FormFields.read(bytes, from, from + length, WANTED);
        if (form.isEmpty()) {
            return Reading.unclear(
                    "the body needs to be one form with each of " + WANTED + " once, found something else");
        }
        try {
            return read(form.get());
        } finally {
            form.get().clear();
        }
    }

    private static Reading read(FormFields form) {
        var name = form.text(NAME);
        var secret = form.secret(PASSWORD);
        if (name.isEmpty() || secret.isEmpty()) {
            secret.ifPresent(Secret::close);
            // CHAP, MS-CHAP and EAP without an inner PAP: the letters themselves are needed.
            return Reading.unclear(
                    "User-Name and User-Password: need to be there, found something else; only PAP has both");
        }
        var source = form.text(STATION).flatMap(Addresses::source).orElse(Source.UNKNOWN);
        var question = new Question(
                new TypedName(name.get()), secret.get(), Protocol.RADIUS, source, Optional.empty(), nas(form));
        return new Reading.Asked(question, REPLIES);
    }

    private static String nas(FormFields form) {
        return NAS.stream()
                .flatMap(attribute -> form.text(attribute).stream())
                .filter(value -> PLAIN.matcher(value).matches())
                .findFirst()
                .orElse("");
    }
}
