package org.sallyport.server.listener.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sallyport.server.listener.ldap.OliveLdap.ELENI;
import static org.sallyport.server.listener.ldap.OliveLdap.SCANNER;
import static org.sallyport.server.listener.ldap.OliveLdap.SCANNER_SERVICE;
import static org.sallyport.server.listener.ldap.OliveLdap.SERVICE_PASSWORD;
import static org.sallyport.server.listener.ldap.OliveLdap.SUFFIX;
import static org.sallyport.server.listener.ldap.OliveLdap.bind;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchScope;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Username;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.secret.Secret;
import org.sallyport.server.config.Ldap;

/// A program that binds with an app password of an account.
class ServiceAccountTest {
    private final OliveLdap ldap = new OliveLdap();
    private final Account scanner = ldap.add(SCANNER, "Scanner");

    @AfterEach
    void close() {
        ldap.close();
    }

    private LDAPConnection bound(String password) throws LDAPException {
        var client = ldap.client();
        client.bind(SCANNER_SERVICE, password);
        return client;
    }

    private static ResultCode search(LDAPConnection client) {
        try {
            return client.search(SUFFIX, SearchScope.SUB, "(uid=eleni@olive.example)")
                    .getResultCode();
        } catch (LDAPException refused) {
            return refused.getResultCode();
        }
    }

    private static ResultCode compare(LDAPConnection client) {
        try {
            return client.compare(ELENI, "uid", "eleni@olive.example").getResultCode();
        } catch (LDAPException refused) {
            return refused.getResultCode();
        }
    }

    @Test
    void itsAppPasswordForLdapSearches() throws LDAPException {
        try (var client = bound(ldap.appPassword(scanner, Protocol.LDAP))) {
            assertThat(BindTest.whoAmI(client)).isEqualTo("dn:" + SCANNER_SERVICE);
            assertThat(client.search(SUFFIX, SearchScope.SUB, "(uid=eleni@olive.example)")
                            .getEntryCount())
                    .isEqualTo(1);
        }
    }

    @Test
    void nothingElseOpensIt() throws LDAPException {
        try (var client = ldap.client()) {
            assertThat(bind(client, SCANNER_SERVICE, Organisation.PASSWORD)).isEqualTo(ResultCode.INVALID_CREDENTIALS);
            assertThat(bind(client, SCANNER_SERVICE, SERVICE_PASSWORD)).isEqualTo(ResultCode.INVALID_CREDENTIALS);
            assertThat(bind(client, SCANNER_SERVICE, ldap.appPassword(scanner, Protocol.HTTP)))
                    .isEqualTo(ResultCode.INVALID_CREDENTIALS);
            assertThat(bind(client, SCANNER_SERVICE, ldap.appPassword(ldap.eleni, Protocol.LDAP)))
                    .isEqualTo(ResultCode.INVALID_CREDENTIALS);
            assertThat(BindTest.whoAmI(client)).isEmpty();
        }
    }

    @Test
    void aRevokedOneStopsAtItsNextQuestionOnAConnectionThatIsOpen() throws LDAPException {
        var password = ldap.appPassword(scanner, Protocol.LDAP);
        try (var client = bound(password)) {
            assertThat(search(client)).isEqualTo(ResultCode.SUCCESS);
            assertThat(compare(client)).isEqualTo(ResultCode.COMPARE_TRUE);

            ldap.olive.appPasswords.revokeAll(scanner.id(), new Actor.Operator());

            assertThat(search(client)).isEqualTo(ResultCode.INSUFFICIENT_ACCESS_RIGHTS);
            assertThat(compare(client)).isEqualTo(ResultCode.INSUFFICIENT_ACCESS_RIGHTS);
            assertThat(bind(client, SCANNER_SERVICE, password)).isEqualTo(ResultCode.INVALID_CREDENTIALS);
        }
    }

    @Test
    void aDisabledAccountSearchesNothing() throws LDAPException {
        try (var client = bound(ldap.appPassword(scanner, Protocol.LDAP))) {
            ldap.olive.accounts.disable(scanner.id(), new Actor.Operator());

            assertThat(search(client)).isEqualTo(ResultCode.INSUFFICIENT_ACCESS_RIGHTS);
        }
    }

    @Test
    void anOutageIsNotARevocation() throws LDAPException {
        var password = ldap.appPassword(scanner, Protocol.LDAP);
        try (var client = bound(password)) {
            ldap.store.away = true;

            assertThat(search(client)).isEqualTo(ResultCode.UNAVAILABLE);
            assertThat(compare(client)).isEqualTo(ResultCode.UNAVAILABLE);
            assertThat(bind(client, SCANNER_SERVICE, password)).isEqualTo(ResultCode.UNAVAILABLE);
        }
    }

    @Test
    void whoeverBindsAfterItIsOneOfItsPeople() throws LDAPException {
        var forWeb = ldap.appPassword(ldap.eleni, Protocol.HTTP);
        try (var client = bound(ldap.appPassword(scanner, Protocol.LDAP))) {
            assertThat(bind(client, ELENI, forWeb)).isEqualTo(ResultCode.SUCCESS);
            assertThat(bind(client, SCANNER_SERVICE, "wrong")).isEqualTo(ResultCode.INVALID_CREDENTIALS);
            assertThat(bind(client, ELENI, forWeb)).isEqualTo(ResultCode.INVALID_CREDENTIALS);
        }
    }

    @Test
    void itIsInTheAuditLogAndAmongTheAccountsAppPasswords() throws LDAPException {
        try (var client = bound(ldap.appPassword(scanner, Protocol.LDAP))) {
            assertThat(search(client)).isEqualTo(ResultCode.SUCCESS);
        }
        ldap.olive.notes.flush();

        assertThat(ldap.store.transact(books -> AuditLog.in(books).about(scanner.id(), 9)).stream()
                        .map(AuditLog.Entry::event)
                        .filter(event -> event.kind() == AuditKind.APP_SIGN_IN_ACCEPTED))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.by().code()).isEqualTo("app:scanner");
                    assertThat(event.details())
                            .containsEntry("protocol", "ldap")
                            .containsEntry("source", "127.0.0.1");
                });
        assertThat(ldap.olive.appPasswords.of(scanner.id()))
                .singleElement()
                .satisfies(held -> assertThat(held.lastUse()).isPresent());
    }

    @Test
    void aServiceHasAPasswordOrAnAccount() {
        var password = Optional.of(Secret.of(SERVICE_PASSWORD));
        assertThatThrownBy(() -> new LdapService(
                        "both", password, Username.parse(SCANNER), Optional.empty(), Protocol.LDAP, Ldap.Outage.ANSWER))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not with both");
    }
}
