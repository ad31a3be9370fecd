package org.sallyport.server.listener.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sallyport.server.listener.ldap.OliveLdap.ELENI;
import static org.sallyport.server.listener.ldap.OliveLdap.NIKOS;
import static org.sallyport.server.listener.ldap.OliveLdap.SERVICE;
import static org.sallyport.server.listener.ldap.OliveLdap.SERVICE_PASSWORD;
import static org.sallyport.server.listener.ldap.OliveLdap.SUFFIX;
import static org.sallyport.server.listener.ldap.OliveLdap.bind;

import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.PLAINBindRequest;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import com.unboundid.ldap.sdk.extensions.WhoAmIExtendedRequest;
import com.unboundid.ldap.sdk.extensions.WhoAmIExtendedResult;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.caller.Network;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.fixture.Organisation;

class BindTest {
    private static final String MAIL_SERVER = "cn=mailserver,ou=services," + SUFFIX;

    private final OliveLdap ldap = new OliveLdap();

    @AfterEach
    void close() {
        ldap.close();
    }

    static String whoAmI(LDAPConnection client) throws LDAPException {
        return Objects.requireNonNull(
                ((WhoAmIExtendedResult) client.processExtendedOperation(new WhoAmIExtendedRequest()))
                        .getAuthorizationID());
    }

    @Test
    void anAppPasswordForLdapBindsUnderEveryName() throws LDAPException {
        var password = ldap.appPassword(ldap.eleni, Protocol.LDAP);
        try (var client = ldap.client()) {
            for (var name : List.of(ELENI, ELENI.toUpperCase(java.util.Locale.ROOT), "eleni@olive.example")) {
                assertThat(bind(client, name, password)).isEqualTo(ResultCode.SUCCESS);
                assertThat(whoAmI(client)).isEqualTo("dn:" + ELENI);
            }
        }
    }

    @Test
    void aWrongPasswordAnUnknownNameAndAnotherScopeAreToldApartByNobody() throws LDAPException {
        var forMail = ldap.appPassword(ldap.eleni, Protocol.IMAP);
        try (var client = ldap.client()) {
            for (var attempt : List.of(
                    List.of(ELENI, "wrong"),
                    List.of(ELENI, Organisation.PASSWORD),
                    List.of(ELENI, forMail),
                    List.of("uid=nobody,ou=people," + SUFFIX, "wrong"),
                    List.of("uid=eleni@olive.example,ou=elsewhere," + SUFFIX, forMail),
                    List.of("not a name at all", "wrong"),
                    List.of(SERVICE, "wrong"),
                    List.of("cn=nobody,ou=services," + SUFFIX, SERVICE_PASSWORD),
                    List.of("cn=submission,ou=services," + SUFFIX, SERVICE_PASSWORD))) {
                try {
                    client.bind(attempt.getFirst(), attempt.getLast());
                    assertThat(attempt).isEmpty();
                } catch (LDAPException refused) {
                    assertThat(refused.getResultCode()).as("%s", attempt).isEqualTo(ResultCode.INVALID_CREDENTIALS);
                    assertThat(refused.getDiagnosticMessage()).isNull();
                }
            }
        }
    }

    @Test
    void aFailedBindLeavesTheConnectionAnonymous() throws LDAPException {
        try (var client = ldap.service()) {
            assertThat(whoAmI(client)).isEqualTo("dn:" + SERVICE);

            assertThat(bind(client, ELENI, "wrong")).isEqualTo(ResultCode.INVALID_CREDENTIALS);

            assertThat(whoAmI(client)).isEmpty();
        }
    }

    @Test
    void onlySimpleBindsAreTaken() throws LDAPException {
        try (var client = ldap.client()) {
            var refused = org.assertj.core.api.Assertions.catchThrowableOfType(
                    LDAPException.class, () -> client.bind(new PLAINBindRequest("u:eleni", "x")));
            assertThat(refused.getResultCode()).isEqualTo(ResultCode.AUTH_METHOD_NOT_SUPPORTED);
        }
    }

    @Test
    void anUnknownControlIsIgnoredUnlessItIsCritical() throws LDAPException {
        var password = ldap.appPassword(ldap.eleni, Protocol.LDAP);
        // What pam_ldap sends.
        var passwordPolicy = new Control("1.3.6.1.4.1.42.2.27.8.5.1", false);
        try (var client = ldap.client()) {
            assertThat(client.bind(new SimpleBindRequest(ELENI, password, passwordPolicy))
                            .getResultCode())
                    .isEqualTo(ResultCode.SUCCESS);

            var critical = new SimpleBindRequest(ELENI, password, new Control("1.3.6.1.4.1.42.2.27.8.5.1", true));
            var refused = org.assertj.core.api.Assertions.catchThrowableOfType(
                    LDAPException.class, () -> client.bind(critical));
            assertThat(refused.getResultCode()).isEqualTo(ResultCode.UNAVAILABLE_CRITICAL_EXTENSION);
            assertThat(whoAmI(client)).isEmpty();
        }
    }

    @Test
    void aPasswordInClearIsRefusedWhereOthersCouldRead() throws LDAPException {
        ldap.inClear = List.of();
        var password = ldap.appPassword(ldap.eleni, Protocol.LDAP);
        try (var client = ldap.client()) {
            assertThat(bind(client, ELENI, password)).isEqualTo(ResultCode.CONFIDENTIALITY_REQUIRED);
            assertThat(bind(client, SERVICE, SERVICE_PASSWORD)).isEqualTo(ResultCode.CONFIDENTIALITY_REQUIRED);
            assertThat(bind(client, "", "")).isEqualTo(ResultCode.SUCCESS);
        }
    }

    @Nested
    class WhatABindStandsFor {
        @Test
        void isLdapByItself() throws LDAPException {
            var forLdap = ldap.appPassword(ldap.eleni, Protocol.LDAP);
            var forWeb = ldap.appPassword(ldap.eleni, Protocol.HTTP);
            try (var client = ldap.client()) {
                assertThat(bind(client, ELENI, forLdap)).isEqualTo(ResultCode.SUCCESS);
                assertThat(bind(client, ELENI, forWeb)).isEqualTo(ResultCode.INVALID_CREDENTIALS);
            }
        }

        @Test
        void isWhatTheServiceStandsForThatBoundOnThisConnection() throws LDAPException {
            var forLdap = ldap.appPassword(ldap.eleni, Protocol.LDAP);
            var forWeb = ldap.appPassword(ldap.eleni, Protocol.HTTP);
            try (var client = ldap.service()) {
                assertThat(bind(client, ELENI, forLdap)).isEqualTo(ResultCode.INVALID_CREDENTIALS);
                assertThat(bind(client, ELENI, forWeb)).isEqualTo(ResultCode.SUCCESS);
                assertThat(bind(client, "", "")).isEqualTo(ResultCode.SUCCESS);
                assertThat(bind(client, ELENI, forWeb)).isEqualTo(ResultCode.INVALID_CREDENTIALS);
            }
        }

        @Test
        void isWhatTheBaseStandsForWhoeverBoundBefore() throws LDAPException {
            var forMail = ldap.appPassword(ldap.eleni, Protocol.IMAP);
            var inImap = "uid=eleni@olive.example,ou=imap," + SUFFIX;
            var inSmtp = "uid=eleni@olive.example,ou=smtp," + SUFFIX;
            try (var client = ldap.service()) {
                assertThat(bind(client, inImap, forMail)).isEqualTo(ResultCode.SUCCESS);
                assertThat(whoAmI(client)).isEqualTo("dn:" + inImap);
                assertThat(bind(client, inSmtp, forMail)).isEqualTo(ResultCode.INVALID_CREDENTIALS);
            }
        }

        // SECURITY 2.7: whoever names no source would share one with everybody else who does.
        @Test
        void isLdapFromTheirOwnAddressForWhoeverNamesABaseFromElsewhere() throws LDAPException {
            ldap.basesFrom = List.of(Network.parse("192.0.2.0/24").orElseThrow());
            var forMail = ldap.appPassword(ldap.eleni, Protocol.IMAP);
            var inImap = "uid=eleni@olive.example,ou=imap," + SUFFIX;
            try (var client = ldap.client()) {
                assertThat(bind(client, inImap, forMail)).isEqualTo(ResultCode.INVALID_CREDENTIALS);
                ldap.olive.notes.flush();
                assertThat(events(AuditKind.APP_SIGN_IN_REJECTED))
                        .singleElement()
                        .satisfies(event -> assertThat(event.details())
                                .containsEntry("protocol", "ldap")
                                .containsEntry("source", "127.0.0.1"));

                assertThat(bind(client, MAIL_SERVER, SERVICE_PASSWORD)).isEqualTo(ResultCode.SUCCESS);
                assertThat(bind(client, inImap, forMail)).isEqualTo(ResultCode.SUCCESS);
            }
        }

        private List<AuditEvent> events(AuditKind kind) {
            return ldap.store.transact(books -> AuditLog.in(books).about(ldap.eleni.id(), 9)).stream()
                    .map(AuditLog.Entry::event)
                    .filter(event -> event.kind() == kind)
                    .toList();
        }

        @Test
        void isInTheAuditLogWithTheServiceThatAsked() throws LDAPException {
            var forMail = ldap.appPassword(ldap.nikos, Protocol.IMAP);
            try (var client = ldap.client()) {
                bind(client, NIKOS.replace("ou=people", "ou=imap"), forMail);
            }
            ldap.olive.notes.flush();

            var events = ldap.store.transact(books -> AuditLog.in(books).about(ldap.nikos.id(), 9)).stream()
                    .map(AuditLog.Entry::event)
                    .filter(event -> event.kind() == AuditKind.APP_SIGN_IN_ACCEPTED)
                    .toList();
            assertThat(events).singleElement().satisfies(event -> {
                assertThat(event.by().code()).isEqualTo("app:mailserver");
                assertThat(event.details())
                        .containsEntry("protocol", "imap")
                        .containsEntry("source", "unknown")
                        .containsEntry("client", "mailserver");
            });
        }
    }
}
