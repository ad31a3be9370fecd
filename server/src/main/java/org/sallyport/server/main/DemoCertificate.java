package org.sallyport.server.main;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.asn1.ASN1Sequence;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.util.OID;
import com.unboundid.util.ssl.cert.CertException;
import com.unboundid.util.ssl.cert.PKCS8PrivateKey;
import com.unboundid.util.ssl.cert.PublicKeyAlgorithmIdentifier;
import com.unboundid.util.ssl.cert.SignatureAlgorithmIdentifier;
import com.unboundid.util.ssl.cert.X509Certificate;
import com.unboundid.util.ssl.cert.X509CertificateExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/// A certificate for a demo on this machine, which signs itself: nobody trusts it who is not told to.
///
/// @param certificate PEM
/// @param key PEM, PKCS #8, not encrypted
record DemoCertificate(String certificate, String key) {
    private static final int BITS = 256;
    private static final byte[] LOOPBACK = {127, 0, 0, 1};
    private static final Duration LIFE = Duration.ofDays(365);

    static DemoCertificate make(Instant now) {
        try {
            var made = X509Certificate.generateSelfSignedCertificate(
                    SignatureAlgorithmIdentifier.SHA_256_WITH_ECDSA,
                    PublicKeyAlgorithmIdentifier.EC,
                    BITS,
                    new DN("CN=localhost"),
                    now.minus(Duration.ofDays(1)).toEpochMilli(),
                    now.plus(LIFE).toEpochMilli(),
                    names());
            var key = new PKCS8PrivateKey(
                    Objects.requireNonNull(made.getSecond()).getPrivate().getEncoded());
            return new DemoCertificate(Objects.requireNonNull(made.getFirst()).toPEMString(), key.toPEMString());
        } catch (CertException | LDAPException e) {
            throw new IllegalStateException("a certificate is made from what is written above", e);
        }
    }

    /// What it is good for: RFC 5280 section 4.2.1.6, dNSName and iPAddress.
    private static X509CertificateExtension names() {
        var names = new ASN1Sequence(
                new ASN1OctetString((byte) 0x82, "localhost"), new ASN1OctetString((byte) 0x87, LOOPBACK));
        return new X509CertificateExtension(new OID("2.5.29.17"), false, names.encode());
    }

    @Override
    public String toString() {
        return "DemoCertificate[hidden]";
    }
}
