package org.sallyport.server.outward;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/// Makes TLS connections that trust the certificates of one file and no others, and show one of their own where the
/// other side wants to see it.
public final class Trust {
    private static final List<String> KINDS_OF_KEYS = List.of("EC", "RSA", "Ed25519");

    private Trust() {}

    /// A certificate chain and its key, both PEM; the key is PKCS #8 and not encrypted.
    public record Own(Path certificate, Path key) {}

    /// @param file certificates as PEM: the other side's own, or that of whoever signed it
    /// @throws IOException when it cannot be read
    /// @throws GeneralSecurityException when there are no certificates in it
    public static SSLSocketFactory in(Path file) throws IOException, GeneralSecurityException {
        return in(Optional.of(file), Optional.empty());
    }

    /// @param file empty for the certificates that the machine trusts
    /// @param own what is shown where a certificate is asked for
    /// @throws IOException when a file cannot be read
    /// @throws GeneralSecurityException when there are no certificates in one, or no key that belongs to them
    public static SSLSocketFactory in(Optional<Path> file, Optional<Own> own)
            throws IOException, GeneralSecurityException {
        TrustManager @Nullable [] trusted = file.isPresent() ? trustManagers(file.get()) : null;
        KeyManager @Nullable [] shown = own.isPresent() ? keyManagers(own.get()) : null;
        var context = SSLContext.getInstance("TLS");
        context.init(shown, trusted, null);
        return context.getSocketFactory();
    }

    private static TrustManager[] trustManagers(Path file) throws IOException, GeneralSecurityException {
        var trusted = empty();
        for (var certificate : certificates(file)) {
            trusted.setCertificateEntry("trusted-" + trusted.size(), certificate);
        }
        var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        return managers.getTrustManagers();
    }

    private static KeyManager[] keyManagers(Own own) throws IOException, GeneralSecurityException {
        var shown = empty();
        var inMemory = "in memory only".toCharArray();
        shown.setKeyEntry(
                "own", key(own.key()), inMemory, certificates(own.certificate()).toArray(Certificate[]::new));
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(shown, inMemory);
        return managers.getKeyManagers();
    }

    private static KeyStore empty() throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        return store;
    }

    private static List<Certificate> certificates(Path file) throws IOException, GeneralSecurityException {
        try (var in = Files.newInputStream(file)) {
            var found = CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (found.isEmpty()) {
                throw new GeneralSecurityException("no certificate in " + file);
            }
            return List.copyOf(found);
        }
    }

    // RFC 5958: the kind of key is inside; the JDK wants to be told.
    private static PrivateKey key(Path file) throws IOException, GeneralSecurityException {
        var body = Files.readString(file).replaceAll("-----[A-Z ]+-----|\\s", "");
        var spec = new PKCS8EncodedKeySpec(decoded(body, file));
        for (var kind : KINDS_OF_KEYS) {
            var found = key(kind, spec);
            if (found.isPresent()) {
                return found.get();
            }
        }
        throw new GeneralSecurityException("no key (PEM, PKCS #8, not encrypted) in " + file);
    }

    private static Optional<PrivateKey> key(String kind, PKCS8EncodedKeySpec spec) throws GeneralSecurityException {
        try {
            return Optional.of(KeyFactory.getInstance(kind).generatePrivate(spec));
        } catch (InvalidKeySpecException another) {
            return Optional.empty();
        }
    }

    private static byte[] decoded(String body, Path file) throws GeneralSecurityException {
        try {
            return Base64.getDecoder().decode(body);
        } catch (IllegalArgumentException notPem) {
            throw new GeneralSecurityException("no key (PEM, PKCS #8, not encrypted) in " + file, notPem);
        }
    }
}
