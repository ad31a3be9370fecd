package org.sallyport.server.listener.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sallyport.server.listener.ldap.OliveLdap.ELENI;
import static org.sallyport.server.listener.ldap.OliveLdap.SUFFIX;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPSearchException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchScope;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.fixture.Fixtures;

/// The store is away: nobody is told that a password is wrong, and nobody that somebody does not exist.
class OutageTest {
    private final OliveLdap ldap = new OliveLdap();
    private LDAPConnection client;

    @BeforeEach
    void bindAsTheService() throws LDAPException {
        client = ldap.service();
    }

    @AfterEach
    void close() {
        client.close();
        ldap.close();
    }

    @Test
    void anOutageIsNotAWrongPasswordAndLeavesNoTrace() throws LDAPException {
        var password = ldap.appPassword(ldap.eleni, Protocol.HTTP);
        ldap.store.away = true;
        assertThat(OliveLdap.bind(client, ELENI, password)).isEqualTo(ResultCode.UNAVAILABLE);
        assertThat(OliveLdap.bind(client, ELENI, "wrong")).isEqualTo(ResultCode.UNAVAILABLE);
        assertThat(OliveLdap.bind(client, "uid=nobody,ou=people," + SUFFIX, "wrong"))
                .isEqualTo(ResultCode.UNAVAILABLE);
        ldap.store.away = false;

        ldap.olive.notes.flush();
        assertThat(ldap.store.transact(books -> AuditLog.in(books).since(0, 1000)).stream()
                        .map(entry -> entry.event().kind()))
                .doesNotContain(AuditKind.APP_SIGN_IN_REJECTED);
        client.bind(OliveLdap.SERVICE, OliveLdap.SERVICE_PASSWORD);
        assertThat(OliveLdap.bind(client, ELENI, password)).isEqualTo(ResultCode.SUCCESS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"uid=eleni@olive.example,ou=unix," + SUFFIX, "cn=unix,ou=services," + SUFFIX})
    void whoWantsItToldByClosingHearsNothingElse(String name) throws LDAPException {
        try (var program = ldap.client()) {
            ldap.store.away = true;
            assertThat(OliveLdap.bind(program, name, "right or wrong")).isEqualTo(ResultCode.SERVER_DOWN);
        }
        try (var program = ldap.client()) {
            ldap.store.away = false;
            assertThat(OliveLdap.bind(program, name, "wrong")).isEqualTo(ResultCode.INVALID_CREDENTIALS);
        }
    }

    @ParameterizedTest
    @CsvSource({"(uid=eleni@olive.example)", "(objectClass=*)", "(memberUid=nobody)", "(uid=nobody)"})
    void anOutageIsNotAnEmptyResult(String filter) {
        ldap.store.away = true;

        assertUnavailable(SUFFIX, SearchScope.SUB, filter);
        assertUnavailable(ELENI, SearchScope.BASE, filter);
        assertThatThrownBy(() -> client.compare(ELENI, "uid", "x"))
                .isInstanceOfSatisfying(
                        LDAPException.class,
                        refused -> assertThat(refused.getResultCode()).isEqualTo(ResultCode.UNAVAILABLE));
    }

    @Test
    void anOutageHalfWayShowsNothingOfWhatWasFoundBefore() {
        IntStream.range(0, 300).forEach(i -> Fixtures.named("person" + i).addTo(ldap.store));
        var reads = new AtomicInteger();
        ldap.store.before = () -> ldap.store.away = reads.incrementAndGet() > 2;

        assertUnavailable(SUFFIX, SearchScope.SUB, "(objectClass=inetOrgPerson)");
    }

    private void assertUnavailable(String base, SearchScope scope, String filter) {
        assertThatThrownBy(() -> client.search(base, scope, filter))
                .isInstanceOfSatisfying(LDAPSearchException.class, refused -> {
                    assertThat(refused.getResultCode()).isEqualTo(ResultCode.UNAVAILABLE);
                    assertThat(refused.getEntryCount()).isZero();
                });
    }

    @Test
    void whatNeedsNobodyIsAnsweredAllTheSame() throws LDAPException {
        ldap.store.away = true;

        assertThat(client.getRootDSE()).isNotNull();
        client.bind(OliveLdap.SERVICE, OliveLdap.SERVICE_PASSWORD);
    }
}
