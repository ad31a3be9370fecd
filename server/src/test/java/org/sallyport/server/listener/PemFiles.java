package org.sallyport.server.listener;

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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/// Certificates that sign themselves.
public final class PemFiles {
    private static final int BITS = 256;
    private static final Duration LIFE = Duration.ofDays(90);

    private PemFiles() {}

    /// A new certificate for this host name, and its key.
    public static CertificateFiles in(Path folder, String host) throws IOException, GeneralSecurityException {
        var files = new CertificateFiles(folder.resolve("certificate.pem"), folder.resolve("key.pem"));
        write(files, host);
        return files;
    }

    /// Writes a new certificate for this host name over whatever the two files held.
    public static Certificate write(CertificateFiles files, String host) throws IOException, GeneralSecurityException {
        return write(
                files, host, Instant.ofEpochMilli(System.currentTimeMillis()).plus(LIFE));
    }

    /// The same, with when it expires.
    public static Certificate write(CertificateFiles files, String host, Instant ends)
            throws IOException, GeneralSecurityException {
        try {
            // RFC 5280 section 4.2.1.6: dNSName.
            var names = new ASN1Sequence(new ASN1OctetString((byte) 0x82, host));
            var made = X509Certificate.generateSelfSignedCertificate(
                    SignatureAlgorithmIdentifier.SHA_256_WITH_ECDSA,
                    PublicKeyAlgorithmIdentifier.EC,
                    BITS,
                    new DN("CN=" + host),
                    ends.minus(LIFE).toEpochMilli(),
                    ends.toEpochMilli(),
                    new X509CertificateExtension(new OID("2.5.29.17"), false, names.encode()));
            var certificate = Objects.requireNonNull(made.getFirst());
            var key = Objects.requireNonNull(made.getSecond()).getPrivate().getEncoded();
            Files.writeString(files.key(), new PKCS8PrivateKey(key).toPEMString());
            Files.writeString(files.certificate(), certificate.toPEMString());
            return certificate.toCertificate();
        } catch (CertException | LDAPException e) {
            throw new GeneralSecurityException(e);
        }
    }
}
