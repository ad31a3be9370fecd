package org.sallyport.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.server.listener.PemFiles;

class CertificateFilesTest {
    @Test
    void aRenewedCertificateIsServedWithoutARestartAndABrokenOneIsNot(@TempDir Path folder) throws Exception {
        var tls = new WebSettings.Tls(folder.resolve("web.crt"), folder.resolve("web.key"));
        var first = write(tls, 1);
        try (var web = RunningWeb.withTls(tls)) {
            var files = web.bean(CertificateFiles.class);
            assertThat(served(web.port())).isEqualTo(first);

            var second = write(tls, 2);
            files.look();
            assertThat(served(web.port())).isEqualTo(second).isNotEqualTo(first);

            Files.writeString(tls.certificate(), "half a file");
            Files.setLastModifiedTime(tls.certificate(), FileTime.fromMillis(3_000));
            files.look();
            assertThat(served(web.port())).isEqualTo(second);
        }
    }

    private static Certificate write(WebSettings.Tls tls, int round) throws IOException, GeneralSecurityException {
        var written = PemFiles.write(
                new org.sallyport.server.listener.CertificateFiles(tls.certificate(), tls.key()), "apps.olive.example");
        // A file system may not tell two moments of one second apart.
        Files.setLastModifiedTime(tls.certificate(), FileTime.fromMillis(round * 1_000L));
        return written;
    }

    private static Certificate served(int port) throws IOException, GeneralSecurityException {
        var context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new TrustsAll()}, new SecureRandom());
        try (var socket = (SSLSocket) context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port)) {
            socket.startHandshake();
            return socket.getSession().getPeerCertificates()[0];
        }
    }

    /// Only looks at what is served.
    private static final class TrustsAll implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind) {
            // No client shows one.
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind) {
            // Made by this test.
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
