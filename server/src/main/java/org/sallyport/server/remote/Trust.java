package org.sallyport.server.remote;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/// Whose certificates are believed: the JDK's authorities, and those of a file. There is no way to believe everybody.
final class Trust {
    private Trust() {}

    /// @param authorities PEM certificates to believe as well
    /// @throws RemoteFailure when the file holds none
    static SSLContext with(Optional<Path> authorities) {
        try {
            if (authorities.isEmpty()) {
                return SSLContext.getDefault();
            }
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int count = 0;
            for (var known : usual().getAcceptedIssuers()) {
                store.setCertificateEntry("jdk-" + count++, known);
            }
            for (var added : read(authorities.get())) {
                store.setCertificateEntry("file-" + count++, added);
            }
            var context = SSLContext.getInstance("TLS");
            context.init(null, managers(store).getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("every JDK can make a trust store", e);
        }
    }

    private static X509TrustManager usual() throws GeneralSecurityException {
        return (X509TrustManager) managers(null).getTrustManagers()[0];
    }

    private static TrustManagerFactory managers(@Nullable KeyStore store) throws GeneralSecurityException {
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory;
    }

    private static java.util.List<X509Certificate> read(Path file) {
        try {
            var found = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file)));
            if (!found.isEmpty()) {
                return found.stream().map(X509Certificate.class::cast).toList();
            }
        } catch (IOException | GeneralSecurityException unusable) {
            // Said below, the same for every reason.
        }
        throw RemoteFailure.misuse("--ca: " + file + " holds no certificate (PEM) that can be read");
    }
}
