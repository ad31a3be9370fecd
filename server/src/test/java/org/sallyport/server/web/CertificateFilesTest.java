package org.sallyport.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.server.listener.Peer;
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
        try (var socket = Peer.tls(new Socket(InetAddress.getLoopbackAddress(), port), "apps.olive.example")) {
            socket.startHandshake();
            return socket.getSession().getPeerCertificates()[0];
        }
    }
}
