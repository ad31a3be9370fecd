package org.sallyport.server.notify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/// Makes TLS connections that trust the certificates of one file and no others.
public final class RelayTrust {
    private RelayTrust() {}

    /// @param file certificates as PEM: the relay's own, or that of whoever signed it
    /// @throws IOException when it cannot be read
    /// @throws GeneralSecurityException when there are no certificates in it
    public static SSLSocketFactory in(Path file) throws IOException, GeneralSecurityException {
        var trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        try (var in = Files.newInputStream(file)) {
            for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                trusted.setCertificateEntry("relay-" + trusted.size(), certificate);
            }
        }
        if (trusted.size() == 0) {
            throw new GeneralSecurityException("no certificate in " + file);
        }
        var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context.getSocketFactory();
    }
}
