package org.sallyport.server.listener.ldap;

import com.unboundid.asn1.ASN1Buffer;
import com.unboundid.ldap.listener.SearchEntryParer;
import com.unboundid.ldap.protocol.LDAPMessage;
import com.unboundid.ldap.protocol.SearchRequestProtocolOp;
import com.unboundid.ldap.protocol.SearchResultEntryProtocolOp;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The entries that a search gives, as messages, before any is sent: a search that fails half-way sends none, so that
/// nobody takes what was found until then for all there is.
final class Answers {
    /// Memory for one search, in bytes of messages.
    static final int MOST_BYTES = 4 * 1024 * 1024;

    private final int id;
    private final SearchRequestProtocolOp question;
    private final SearchEntryParer parer;
    private final AnswerRoom.Share share;
    private final List<byte[]> messages = new ArrayList<>();
    private int bytes;

    Answers(int id, SearchRequestProtocolOp question, AnswerRoom.Share share) {
        this.id = id;
        this.share = share;
        this.question = question;
        this.parer = new SearchEntryParer(question.getAttributes(), SchemaEntry.SCHEMA);
    }

    /// The result alone.
    static List<byte[]> only(LdapRequest.Search request, Reply reply) {
        return List.of(reply.message(request.id(), Operation.SEARCH));
    }

    /// Whether an entry is one that is looked for. What cannot be compared is not.
    static boolean matches(com.unboundid.ldap.sdk.Filter filter, Entry entry) {
        try {
            return filter.matchesEntry(entry, SchemaEntry.SCHEMA);
        } catch (LDAPException notComparable) {
            return false;
        }
    }

    /// Takes an entry in.
    ///
    /// @return why it cannot be taken; empty where it was
    Optional<Reply> add(Entry entry) {
        var shown = parer.pareEntry(entry);
        var attributes = new ArrayList<Attribute>();
        for (var attribute : shown.getAttributes()) {
            attributes.add(question.typesOnly() ? new Attribute(attribute.getName()) : attribute);
        }
        var buffer = new ASN1Buffer();
        new LDAPMessage(id, new SearchResultEntryProtocolOp(shown.getDN(), attributes)).writeTo(buffer);
        var message = buffer.toByteArray();
        if (bytes + message.length > MOST_BYTES) {
            return Optional.of(Reply.ADMIN_LIMIT);
        }
        if (!share.take(message.length)) {
            return Optional.of(Reply.BUSY);
        }
        messages.add(message);
        bytes += message.length;
        return Optional.empty();
    }

    int count() {
        return messages.size();
    }

    /// None of them, and the result.
    List<byte[]> none(Reply reply) {
        return List.of(reply.message(id, Operation.SEARCH));
    }

    /// All of them and the result.
    List<byte[]> with(Reply reply, List<Control> controls) {
        var all = new ArrayList<>(messages);
        all.add(reply.message(id, Operation.SEARCH, controls));
        return all;
    }
}
