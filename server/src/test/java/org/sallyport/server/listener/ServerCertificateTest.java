package org.sallyport.server.listener;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ServerCertificateTest {
    private CertificateFiles files = new CertificateFiles(Path.of("certificate.pem"), Path.of("key.pem"));

    @BeforeEach
    void makeACertificate(@TempDir Path folder) throws Exception {
        files = new CertificateFiles(folder.resolve("certificate.pem"), folder.resolve("key.pem"));
        PemFiles.write(files, "first.example");
    }

    @Test
    void unchangedFilesAreNotReadAgain() {
        var certificate = new ServerCertificate(files, List.of(), Duration.ZERO);

        assertThat(certificate.current()).isSameAs(certificate.current());
    }

    @Test
    void changedFilesAreReadAgain() throws Exception {
        var certificate = new ServerCertificate(files, List.of(), Duration.ZERO);
        var first = certificate.current();

        PemFiles.write(files, "second.example.with.a.longer.name");

        assertThat(certificate.current()).isNotSameAs(first);
    }

    @Test
    void brokenFilesLeaveTheLastGoodCertificate() throws Exception {
        var certificate = new ServerCertificate(files, List.of(), Duration.ZERO);
        var first = certificate.current();

        Files.writeString(files.certificate(), "nothing of use");

        assertThat(certificate.current()).isSameAs(first);
    }

    @Test
    void aFileThatCouldNotBeReadYetIsReadLater() throws Exception {
        var certificate = new ServerCertificate(files, List.of(), Duration.ZERO);
        var first = certificate.current();
        PemFiles.write(files, "second.example.with.a.longer.name");
        var written = Files.readAllBytes(files.certificate());
        var time = Files.getLastModifiedTime(files.certificate());
        // As long as the real one, and of the same time: what changes afterwards is not in its stamp.
        Files.write(files.certificate(), new byte[written.length]);
        Files.setLastModifiedTime(files.certificate(), time);
        assertThat(certificate.current()).isSameAs(first);

        Files.write(files.certificate(), written);
        Files.setLastModifiedTime(files.certificate(), time);

        assertThat(certificate.current()).isNotSameAs(first);
    }

    @Test
    void missingFilesLeaveTheLastGoodCertificate() throws Exception {
        var certificate = new ServerCertificate(files, List.of(), Duration.ZERO);
        var first = certificate.current();

        Files.delete(files.key());

        assertThat(certificate.current()).isSameAs(first);
    }
}
