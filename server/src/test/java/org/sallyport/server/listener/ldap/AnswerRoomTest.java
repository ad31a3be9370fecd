package org.sallyport.server.listener.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.protocol.SearchRequestProtocolOp;
import com.unboundid.ldap.sdk.DereferencePolicy;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchScope;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sallyport.core.roster.Roster;

/// What anybody may read, without a name and as often as they like.
final class AnswerRoomTest {
    private static final int OFTEN = 100;

    private final OliveLdap ldap = new OliveLdap();
    private final AnswerRoom room = new AnswerRoom(2 * Answers.MOST_BYTES);
    private final int before = room.left();

    @AfterEach
    void close() {
        ldap.close();
    }

    @Test
    void readingWhatAnybodyMayReadLeavesTheRoomAsItWas() throws LDAPException {
        ldap.answers = room;
        try (var client = ldap.client()) {
            for (int i = 0; i < OFTEN; i++) {
                assertThat(client.getRootDSE()).isNotNull();
                assertThat(client.getEntry(SchemaEntry.NAME, "*", "+")).isNotNull();
            }
        }

        assertThat(room.left()).isEqualTo(before);
    }

    @Test
    void howeverMuchThereIsOfIt() {
        var much = new Entry("");
        much.addAttribute("objectClass", "top");
        much.addAttribute("vendorName", "x".repeat(4 * AnswerRoom.SMALL));
        var searches = new Searches(
                new Tree(OliveLdap.SUFFIX, List.of()),
                new Roster(ldap.store),
                ldap.verifier,
                much,
                ldap.olive.clock,
                room);
        var everything = new SearchRequestProtocolOp(
                "",
                SearchScope.BASE,
                DereferencePolicy.NEVER,
                0,
                0,
                false,
                Filter.createPresenceFilter("objectClass"),
                List.of("*", "+"));

        for (int i = 0; i < OFTEN; i++) {
            var read = searches.atOnce(new LdapRequest.Search(1, everything, List.of()), new Identity.Anonymous());
            assertThat(read.orElseThrow()).hasSize(2);
        }

        assertThat(room.left()).isEqualTo(before);
    }
}
