package org.sallyport.server.listener.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.sallyport.server.listener.ldap.OliveLdap.ELENI;
import static org.sallyport.server.listener.ldap.OliveLdap.NIKOS;
import static org.sallyport.server.listener.ldap.OliveLdap.STAFF;
import static org.sallyport.server.listener.ldap.OliveLdap.SUFFIX;

import com.unboundid.ldap.sdk.CompareRequest;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.ExtendedRequest;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.extensions.PasswordModifyExtendedRequest;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.caller.Protocol;

class OtherOperationsTest {
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

    private static ResultCode compare(LDAPConnection by, String dn, String attribute, String value) {
        try {
            return by.compare(new CompareRequest(dn, attribute, value)).getResultCode();
        } catch (LDAPException refused) {
            return refused.getResultCode();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cn=staff | member | uid=NIKOS@olive.example,ou=people,dc=olive,dc=example | COMPARE_TRUE",
                "cn=staff | member | uid=nikos@olive.example,ou=imap,dc=olive,dc=example | COMPARE_TRUE",
                "cn=press | member | uid=nikos@olive.example,ou=people,dc=olive,dc=example | COMPARE_FALSE",
                "cn=press | member | nobody | COMPARE_FALSE",
                "cn=staff | memberUid | nikos@olive.example | COMPARE_TRUE",
                "cn=press | memberUid | eleni@olive.example | NO_SUCH_ATTRIBUTE",
                "cn=staff | objectClass | POSIXgroup | COMPARE_TRUE",
                "cn=press | objectClass | posixGroup | COMPARE_FALSE",
                "cn=nobody | cn | nobody | NO_SUCH_OBJECT"
            })
    void aGroupIsComparedAsWebServersAsk(String group, String attribute, String value, String expected) {
        assertThat(compare(client, group + ",ou=groups," + SUFFIX, attribute, value)
                        .getName()
                        .replace(' ', '_'))
                .isEqualToIgnoringCase(expected);
    }

    @Test
    void aPersonIsComparedAndHasNoPasswordToCompareWith() {
        assertThat(compare(client, ELENI, "mail", "Eleni@olive.example")).isEqualTo(ResultCode.COMPARE_TRUE);
        assertThat(compare(client, ELENI, "userPassword", "x")).isEqualTo(ResultCode.NO_SUCH_ATTRIBUTE);
    }

    @Test
    void aCompareShowsNobodyMoreThanASearchDoes() throws LDAPException {
        try (var other = ldap.client()) {
            assertThat(compare(other, ELENI, "uid", "eleni@olive.example"))
                    .isEqualTo(ResultCode.INSUFFICIENT_ACCESS_RIGHTS);
            other.bind(NIKOS, ldap.appPassword(ldap.nikos, Protocol.LDAP));
            assertThat(compare(other, ELENI, "uid", "eleni@olive.example")).isEqualTo(ResultCode.NO_SUCH_OBJECT);
            assertThat(compare(other, STAFF, "member", NIKOS)).isEqualTo(ResultCode.NO_SUCH_OBJECT);
            assertThat(compare(other, NIKOS, "uid", "nikos@olive.example")).isEqualTo(ResultCode.COMPARE_TRUE);
        }
    }

    @Test
    void nothingCanBeChanged() throws LDAPException {
        assertUnwilling(() ->
                client.add(new Entry("uid=x,ou=people," + SUFFIX, new com.unboundid.ldap.sdk.Attribute("uid", "x"))));
        assertUnwilling(() -> client.delete(ELENI));
        assertUnwilling(() -> client.modifyDN(ELENI, "uid=x", true));
        assertUnwilling(() -> client.modify(ELENI, new Modification(ModificationType.REPLACE, "userPassword", "x")));
        assertThat(client.processExtendedOperation(new PasswordModifyExtendedRequest(ELENI, null, "x"))
                        .getResultCode())
                .isEqualTo(ResultCode.UNWILLING_TO_PERFORM);
    }

    private static void assertUnwilling(ThrowingCallable change) {
        assertThat(catchThrowableOfType(LDAPException.class, change).getResultCode())
                .isEqualTo(ResultCode.UNWILLING_TO_PERFORM);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2.3.4", LdapRequest.START_TLS})
    void anExtensionThatIsNotOfferedIsAProtocolErrorAndTheConnectionGoesOn(String oid) throws LDAPException {
        var refused = catchThrowableOfType(
                LDAPException.class, () -> client.processExtendedOperation(new ExtendedRequest(oid)));

        assertThat(refused.getResultCode()).isEqualTo(ResultCode.PROTOCOL_ERROR);
        assertThat(BindTest.whoAmI(client)).isEqualTo("dn:" + OliveLdap.SERVICE);
    }
}
