package org.sallyport.server.web.admin.server;

import com.unboundid.ldap.protocol.BindRequestProtocolOp;
import com.unboundid.ldap.protocol.BindResponseProtocolOp;
import com.unboundid.ldap.protocol.ExtendedRequestProtocolOp;
import com.unboundid.ldap.protocol.ExtendedResponseProtocolOp;
import com.unboundid.ldap.protocol.LDAPMessage;
import com.unboundid.ldap.protocol.ProtocolOp;
import com.unboundid.ldap.protocol.SearchRequestProtocolOp;
import com.unboundid.ldap.protocol.SearchResultDoneProtocolOp;
import com.unboundid.ldap.protocol.SearchResultEntryProtocolOp;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.DereferencePolicy;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.RDN;
import com.unboundid.ldap.sdk.SearchScope;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.sallyport.core.verify.TypedName;
import org.sallyport.server.config.Settings;
import org.sallyport.server.web.admin.server.Trial.Result;

/// Asks LDAP what programs begin with: TLS, the root DSE, and a bind, of somebody who can be nobody.
final class LdapTrial {
    // RFC 4511 section 4.14.
    private static final String START_TLS = "1.3.6.1.4.1.1466.20037";
    private static final String SUFFIXES = "namingContexts";

    // RFC 4511 appendix A.
    private static final int SUCCESS = 0;
    private static final int CONFIDENTIALITY_REQUIRED = 13;
    private static final int INVALID_CREDENTIALS = 49;
    private static final int BUSY = 51;
    private static final int UNAVAILABLE = 52;

    private final Wire wire;
    private int asked;

    private LdapTrial(Wire wire) {
        this.wire = wire;
    }

    /// @param suffix what the configuration says that names end with
    /// @param startTls the certificates of which one is to be shown after StartTLS; empty for none of it
    /// @throws Wire.Garbled when what answers is no LDAP
    static Result of(Wire wire, String suffix, List<Settings.Tls> startTls) throws IOException {
        try {
            var trial = new LdapTrial(wire);
            if (!startTls.isEmpty()) {
                int answer = trial.ask(new ExtendedRequestProtocolOp(START_TLS, null));
                if (answer != SUCCESS) {
                    return isLater(answer) ? Result.NOT_NOW : Result.TLS;
                }
                wire.secure(startTls);
            }
            var base = new DN(suffix);
            var root = trial.root(base);
            return root == Result.WORKS ? trial.bind(base) : root;
        } catch (LDAPException unreadable) {
            throw new Wire.Garbled("no message of LDAP");
        }
    }

    /// Whether the root DSE (RFC 4512 section 5.1) says that this suffix is here.
    private Result root(DN suffix) throws IOException, LDAPException {
        tell(new SearchRequestProtocolOp(
                "",
                SearchScope.BASE,
                DereferencePolicy.NEVER,
                1,
                0,
                false,
                Filter.createPresenceFilter("objectClass"),
                List.of(SUFFIXES)));
        var first = heard();
        if (!(first instanceof SearchResultEntryProtocolOp root)) {
            return isLater(code(first)) ? Result.NOT_NOW : Result.WRONG_ANSWER;
        }
        return code(heard()) == SUCCESS && names(root, suffix) ? Result.WORKS : Result.WRONG_ANSWER;
    }

    private static boolean names(SearchResultEntryProtocolOp root, DN suffix) {
        return root.getAttributes().stream()
                .filter(attribute -> attribute.getName().equalsIgnoreCase(SUFFIXES))
                .map(Attribute::getValues)
                .flatMap(Arrays::stream)
                .anyMatch(name -> isSame(name, suffix));
    }

    private static boolean isSame(String name, DN suffix) {
        try {
            return suffix.equals(new DN(name));
        } catch (LDAPException noName) {
            return false;
        }
    }

    private Result bind(DN suffix) throws IOException, LDAPException {
        var nobody = new DN(new RDN("uid", TypedName.OF_TESTS), new DN(new RDN("ou", "people"), suffix));
        return switch (ask(new BindRequestProtocolOp(nobody.toString(), TrialQuestions.PASSWORD))) {
            case INVALID_CREDENTIALS -> Result.WORKS;
            case CONFIDENTIALITY_REQUIRED -> Result.NEEDS_TLS;
            case BUSY, UNAVAILABLE -> Result.NOT_NOW;
            default -> Result.WRONG_ANSWER;
        };
    }

    private static boolean isLater(int code) {
        return code == BUSY || code == UNAVAILABLE;
    }

    private int ask(ProtocolOp question) throws IOException, LDAPException {
        tell(question);
        return code(heard());
    }

    private void tell(ProtocolOp question) throws IOException {
        asked++;
        wire.say(new LDAPMessage(asked, question).encode().encode());
    }

    private ProtocolOp heard() throws IOException, LDAPException {
        return LDAPMessage.decode(wire.sequence()).getProtocolOp();
    }

    private static int code(ProtocolOp answer) throws Wire.Garbled {
        return switch (answer) {
            case BindResponseProtocolOp bound -> bound.getResultCode();
            case ExtendedResponseProtocolOp extended -> extended.getResultCode();
            case SearchResultDoneProtocolOp done -> done.getResultCode();
            default -> throw new Wire.Garbled("no answer to what was asked");
        };
    }
}
