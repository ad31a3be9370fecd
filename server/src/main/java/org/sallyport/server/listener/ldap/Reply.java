package org.sallyport.server.listener.ldap;

import com.unboundid.asn1.ASN1Buffer;
import com.unboundid.ldap.sdk.Control;
import java.util.List;
import org.sallyport.core.asking.Outcome;
import org.sallyport.core.verify.Verdict;

/// A result (RFC 4511 section 4.1.9), and the table that turns a verdict into one.
///
/// @param text for whoever reads the client's log; never says why a password is refused
record Reply(int code, String text) {
    static final Reply SUCCESS = new Reply(0, "");
    static final Reply OPERATIONS_ERROR = new Reply(1, "TLS is in use already");
    // 3, 51 and 52 never with a text: FreeRADIUS 3.2.1 connects anew, frees the text twice, and aborts.
    static final Reply TIME_LIMIT = new Reply(3, "");
    static final Reply SIZE_LIMIT = new Reply(4, "there is more; ask for pages (RFC 2696) or more exactly");
    static final Reply COMPARE_FALSE = new Reply(5, "");
    static final Reply COMPARE_TRUE = new Reply(6, "");
    static final Reply METHOD = new Reply(7, "only simple binds are taken here");
    static final Reply ADMIN_LIMIT = new Reply(11, "this is more than is answered at once");
    static final Reply CRITICAL_CONTROL = new Reply(12, "a control that must not be ignored is not known here");
    static final Reply NEEDS_TLS = new Reply(13, "passwords are taken behind TLS only: use StartTLS or ldaps");
    static final Reply NO_SUCH_ATTRIBUTE = new Reply(16, "");
    static final Reply NO_SUCH_OBJECT = new Reply(32, "");
    static final Reply BAD_NAME = new Reply(34, "this is not a name (RFC 4514)");
    static final Reply WRONG_CREDENTIALS = new Reply(49, "");
    static final Reply NEEDS_BIND = new Reply(50, "bind first: without a name only the root DSE is shown");
    static final Reply BUSY = new Reply(51, "");
    static final Reply UNAVAILABLE = new Reply(52, "");
    static final Reply READ_ONLY = new Reply(53, "nothing can be changed here");
    // RFC 4513 section 5.1.2: a name without a password must not succeed.
    static final Reply NO_PASSWORD = new Reply(53, "a name needs a password");

    /// RFC 4511 section 4.4.1.
    private static final String NOTICE_OF_DISCONNECTION = "1.3.6.1.4.1.1466.20036";

    private static final byte CONTROLS = (byte) 0xa0;
    private static final byte RESPONSE_NAME = (byte) 0x8a;
    private static final byte RESPONSE_VALUE = (byte) 0x8b;

    /// The reply table. Neither why an answer is no nor why it has to wait crosses the wire.
    static Reply to(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Accepted _ -> SUCCESS;
            case Verdict.Rejected _ -> WRONG_CREDENTIALS;
            case Verdict.Deferred(var why, var _) ->
                switch (why) {
                    case OUTAGE -> UNAVAILABLE;
                    case BUSY, THROTTLED -> BUSY;
                };
        };
    }

    /// What it means for whoever asked something that is no bind.
    Outcome outcome() {
        return code == BUSY.code || code == UNAVAILABLE.code ? Outcome.UNAVAILABLE : Outcome.ANSWERED;
    }

    static Reply protocolError(String text) {
        return new Reply(2, text);
    }

    /// The reply as a message.
    byte[] message(int id, Operation operation, List<Control> controls) {
        var buffer = new ASN1Buffer(64);
        var message = buffer.beginSequence();
        buffer.addInteger(id);
        var result = buffer.beginSequence(operation.response());
        addTo(buffer);
        result.end();
        if (!controls.isEmpty()) {
            var all = buffer.beginSequence(CONTROLS);
            controls.forEach(control -> control.writeTo(buffer));
            all.end();
        }
        message.end();
        return buffer.toByteArray();
    }

    byte[] message(int id, Operation operation) {
        return message(id, operation, List.of());
    }

    /// The answer to WhoAmI (RFC 4532).
    static byte[] whoAmI(int id, Identity identity) {
        var buffer = new ASN1Buffer();
        var message = buffer.beginSequence();
        buffer.addInteger(id);
        var result = buffer.beginSequence(Operation.EXTENDED.response());
        SUCCESS.addTo(buffer);
        buffer.addOctetString(RESPONSE_VALUE, identity.authzId());
        result.end();
        message.end();
        return buffer.toByteArray();
    }

    /// The last word of a connection, which answers nothing in particular.
    byte[] noticeOfDisconnection() {
        var buffer = new ASN1Buffer();
        var message = buffer.beginSequence();
        buffer.addInteger(0);
        var result = buffer.beginSequence(Operation.EXTENDED.response());
        addTo(buffer);
        buffer.addOctetString(RESPONSE_NAME, NOTICE_OF_DISCONNECTION);
        result.end();
        message.end();
        return buffer.toByteArray();
    }

    /// The answer that a StartTLS is waited for (RFC 4511 section 4.14.2).
    static byte[] startTls(int id) {
        var buffer = new ASN1Buffer();
        var message = buffer.beginSequence();
        buffer.addInteger(id);
        var result = buffer.beginSequence(Operation.EXTENDED.response());
        SUCCESS.addTo(buffer);
        buffer.addOctetString(RESPONSE_NAME, LdapRequest.START_TLS);
        result.end();
        message.end();
        return buffer.toByteArray();
    }

    private void addTo(ASN1Buffer buffer) {
        buffer.addEnumerated(code);
        buffer.addOctetString("");
        buffer.addOctetString(text);
    }
}
