package org.sallyport.server.listener.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.unboundid.ldap.protocol.BindRequestProtocolOp;
import com.unboundid.ldap.protocol.LDAPMessage;
import com.unboundid.ldap.protocol.SearchRequestProtocolOp;
import com.unboundid.ldap.sdk.DereferencePolicy;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPSearchException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchScope;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sallyport.core.caller.Protocol;

/// Services search at length, and somebody signs in.
final class ManySearchesTest {
    private static final int MORE_THAN_A_FEW = OliveLdap.ROOM - 1;
    private static final int AT_ONCE = 4;

    private final OliveLdap ldap = new OliveLdap();
    private final CountDownLatch gate = new CountDownLatch(1);
    private final List<LdapPeer> peers = new ArrayList<>();

    @AfterEach
    void everybodyLeaves() throws IOException {
        gate.countDown();
        for (var peer : peers) {
            peer.close();
        }
        ldap.close();
    }

    @Test
    void aFirstSignInFindsAFewOfThemBeforeItInTheStoreHoweverManyThereAre() throws IOException, LDAPException {
        var password = ldap.appPassword(ldap.eleni, Protocol.LDAP);
        var inStore = new AtomicInteger();
        for (int i = 0; i < MORE_THAN_A_FEW; i++) {
            ldap.store.before = () -> {};
            peers.add(LdapPeer.of(ldap.address()).send(bind(OliveLdap.SERVICE, OliveLdap.SERVICE_PASSWORD)));
            assertThat(peers.getLast().next()).isEqualTo("1 61 0");
        }
        ldap.store.before = () -> {
            inStore.incrementAndGet();
            waitAtTheGate();
        };
        for (var peer : peers) {
            peer.send(searchForEverybody());
        }
        await().until(() -> inStore.get() == AT_ONCE);

        var eleni = LdapPeer.of(ldap.address()).send(bind(OliveLdap.ELENI, password));
        peers.add(eleni);

        await().until(() -> inStore.get() > AT_ONCE);
        assertThat(inStore).hasValue(AT_ONCE + 1);
        gate.countDown();
        assertThat(eleni.next()).isEqualTo("1 61 0");
    }

    @Test
    void aSearchThatNamesAThousandGroupsLooksAtTheClockAllTheTime() throws LDAPException {
        var looked = new AtomicInteger();
        var groups = IntStream.range(0, 1000)
                .mapToObj(i -> Filter.createEqualityFilter("memberOf", "cn=g" + i + ",ou=groups," + OliveLdap.SUFFIX))
                .toList();
        try (var service = ldap.service()) {
            ldap.store.before = () -> {
                looked.incrementAndGet();
                ldap.olive.clock.forward(Duration.ofMillis(100));
            };
            var late = org.assertj.core.api.Assertions.catchThrowableOfType(
                    LDAPSearchException.class,
                    () -> service.search(
                            "ou=people," + OliveLdap.SUFFIX, SearchScope.SUB, Filter.createORFilter(groups)));

            assertThat(late.getResultCode()).isEqualTo(ResultCode.TIME_LIMIT_EXCEEDED);
            assertThat(looked).hasValueLessThan(30);
        }
    }

    private static byte[] bind(String name, String password) {
        return new LDAPMessage(1, new BindRequestProtocolOp(name, password))
                .encode()
                .encode();
    }

    private static byte[] searchForEverybody() {
        var bytes = new ByteArrayOutputStream();
        var search = new SearchRequestProtocolOp(
                OliveLdap.SUFFIX,
                SearchScope.SUB,
                DereferencePolicy.NEVER,
                0,
                0,
                false,
                Filter.createPresenceFilter("objectClass"),
                List.of());
        bytes.writeBytes(new LDAPMessage(2, search).encode().encode());
        return bytes.toByteArray();
    }

    private void waitAtTheGate() {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
