package org.sallyport.server.listener.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sallyport.server.listener.ldap.OliveLdap.ELENI;
import static org.sallyport.server.listener.ldap.OliveLdap.NIKOS;
import static org.sallyport.server.listener.ldap.OliveLdap.SERVICE;
import static org.sallyport.server.listener.ldap.OliveLdap.SERVICE_PASSWORD;
import static org.sallyport.server.listener.ldap.OliveLdap.SUFFIX;
import static org.sallyport.server.listener.ldap.OliveLdap.bind;

import com.unboundid.asn1.ASN1Integer;
import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.asn1.ASN1Sequence;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.PLAINBindRequest;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import com.unboundid.ldap.sdk.extensions.WhoAmIExtendedRequest;
import com.unboundid.ldap.sdk.extensions.WhoAmIExtendedResult;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sallyport.core.apppassword.Scope;
import org.sallyport.core.audit.Actor;
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

    @Test
    void T48_aRevokedAppPasswordBindsNoMore() throws LDAPException {
        var issued = ldap.olive.issue(ldap.eleni, new Scope(EnumSet.of(Protocol.LDAP), Set.of()));
        var password = issued.secret().reveal();
        try (var open = ldap.client();
                var other = ldap.client()) {
            for (int i = 0; i < 3; i++) {
                assertThat(bind(open, ELENI, password)).isEqualTo(ResultCode.SUCCESS);
            }

            var eleni = new Actor.Person(ldap.eleni.id());
            assertThat(ldap.olive.appPasswords.revoke(
                            ldap.eleni.id(), issued.made().id(), eleni))
                    .isTrue();

            for (int i = 0; i < 100; i++) {
                assertThat(bind(open, ELENI, password)).isEqualTo(ResultCode.INVALID_CREDENTIALS);
                assertThat(bind(other, ELENI, password)).isEqualTo(ResultCode.INVALID_CREDENTIALS);
            }
        }
    }

    @Test
    void T48_twoPeopleInTurnAreNeverTakenForEachOther() throws LDAPException {
        var elenis = ldap.appPassword(ldap.eleni, Protocol.LDAP);
        var nikos = ldap.appPassword(ldap.nikos, Protocol.LDAP);
        try (var client = ldap.client()) {
            for (int i = 0; i < 20; i++) {
                assertThat(bind(client, ELENI, elenis)).isEqualTo(ResultCode.SUCCESS);
                assertThat(whoAmI(client)).isEqualTo("dn:" + ELENI);
                assertThat(bind(client, NIKOS, nikos)).isEqualTo(ResultCode.SUCCESS);
                assertThat(whoAmI(client)).isEqualTo("dn:" + NIKOS);
            }
            assertThat(bind(client, NIKOS, elenis)).isEqualTo(ResultCode.INVALID_CREDENTIALS);
        }
    }

    // RFC 1777 section 4.1: some printers and old appliances say 2.
    @ParameterizedTest
    @CsvSource({"1,2", "2,0", "3,0", "4,2"})
    void theVersionBeforeThisOneIsTolerated(int version, int code) throws IOException {
        var bind = new ASN1Sequence(
                (byte) 0x60,
                new ASN1Integer(version),
                new ASN1OctetString(ELENI),
                new ASN1OctetString((byte) 0x80, ldap.appPassword(ldap.eleni, Protocol.LDAP)));
        try (var printer = LdapPeer.of(ldap.address())) {
            printer.send(new ASN1Sequence(new ASN1Integer(1), bind).encode());

            assertThat(printer.next()).isEqualTo("1 61 " + code);
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
