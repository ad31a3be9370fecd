package org.sallyport.server.listener.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.extensions.StartTLSExtendedRequest;
import com.unboundid.util.ssl.SSLUtil;
import com.unboundid.util.ssl.TrustAllTrustManager;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.core.caller.Protocol;
import org.sallyport.server.listener.CertificateFiles;
import org.sallyport.server.listener.PemFiles;
import org.sallyport.server.listener.TlsSettings;
import org.sallyport.server.listener.TlsStart;

class TlsTest {
    private final OliveLdap ldap = new OliveLdap();
    private final SSLUtil trusting = new SSLUtil(new TrustAllTrustManager());

    @BeforeEach
    void certificate(@TempDir Path folder) throws IOException, GeneralSecurityException {
        var files = new CertificateFiles(folder.resolve("certificate.pem"), folder.resolve("key.pem"));
        PemFiles.write(files, "ldap.olive.example");
        ldap.tls = Optional.of(new TlsSettings(List.of(files), List.of()));
        ldap.inClear = List.of();
    }

    @AfterEach
    void close() {
        ldap.close();
    }

    @Test
    void aPasswordIsTakenBehindStartTls() throws LDAPException, GeneralSecurityException {
        ldap.start = TlsStart.ON_REQUEST;
        try (var client = ldap.client()) {
            assertThat(Objects.requireNonNull(client.getRootDSE()).getSupportedExtendedOperationOIDs())
                    .contains(LdapRequest.START_TLS);
            assertThat(OliveLdap.bind(client, OliveLdap.SERVICE, OliveLdap.SERVICE_PASSWORD))
                    .isEqualTo(ResultCode.CONFIDENTIALITY_REQUIRED);

            startTls(client);

            client.bind(OliveLdap.ELENI, ldap.appPassword(ldap.eleni, Protocol.LDAP));
            assertThat(BindTest.whoAmI(client)).isEqualTo("dn:" + OliveLdap.ELENI);
            assertThatThrownBy(() -> client.processExtendedOperation(new StartTLSExtendedRequest()))
                    .isInstanceOfSatisfying(
                            LDAPException.class,
                            refused -> assertThat(refused.getResultCode()).isEqualTo(ResultCode.OPERATIONS_ERROR));
        }
    }

    private void startTls(LDAPConnection client) throws LDAPException, GeneralSecurityException {
        var result = client.processExtendedOperation(new StartTLSExtendedRequest(trusting.createSSLContext()));
        assertThat(result.getResultCode()).isEqualTo(ResultCode.SUCCESS);
    }

    @Test
    void aPasswordIsTakenOverLdaps() throws LDAPException, GeneralSecurityException {
        ldap.start = TlsStart.AT_ONCE;
        var address = ldap.address();
        try (var client = new LDAPConnection(
                trusting.createSSLSocketFactory(), address.getAddress().getHostAddress(), address.getPort())) {
            client.bind(OliveLdap.SERVICE, OliveLdap.SERVICE_PASSWORD);
            assertThat(BindTest.whoAmI(client)).isEqualTo("dn:" + OliveLdap.SERVICE);
        }
    }

    @Test
    void T14_whatWasSaidInTheSamePieceAsStartTlsIsNeverLookedAt() throws IOException {
        ldap.start = TlsStart.ON_REQUEST;
        try (var peer = LdapPeer.of(ldap.address())) {
            peer.send(Said.joined(Said.startTls(1), Said.whoAmI(2)));

            assertThat(peer.next()).isEqualTo(LdapPeer.CLOSED);
        }
    }

    @Test
    void whoWasBoundBeforeStartTlsIsNobodyBehindIt() throws LDAPException, GeneralSecurityException {
        ldap.start = TlsStart.ON_REQUEST;
        ldap.inClear =
                List.of(org.sallyport.core.caller.Network.parse("127.0.0.0/8").orElseThrow());
        try (var client = ldap.service()) {
            startTls(client);

            assertThat(BindTest.whoAmI(client)).isEmpty();
            var forWeb = ldap.appPassword(ldap.eleni, Protocol.HTTP);
            // Nor is it remembered which service had bound.
            assertThat(OliveLdap.bind(client, OliveLdap.ELENI, forWeb)).isEqualTo(ResultCode.INVALID_CREDENTIALS);
        }
    }
}
