package org.sallyport.server.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;
import org.springframework.context.SmartLifecycle;

/// The certificate and key of the web, read again when a file has changed, so that a renewed certificate needs no
/// restart. A pair that cannot be read leaves the one in use.
final class CertificateFiles implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(CertificateFiles.class);
    private static final long EVERY_SECONDS = 10;

    private final Optional<WebSettings.Tls> files;
    private final Consumer<SslBundle> changed;
    private final ScheduledExecutorService clockwork = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("certificate-files").factory());
    private volatile boolean running;
    private List<FileTime> seen = List.of();

    CertificateFiles(Optional<WebSettings.Tls> files, Consumer<SslBundle> changed) {
        this.files = files;
        this.changed = changed;
    }

    /// What the server starts with; empty for plain HTTP.
    ///
    /// @throws IllegalStateException when the pair cannot be used, with the path of the file
    Optional<SslBundle> first() {
        seen = files.map(CertificateFiles::times).orElse(List.of());
        return files.map(CertificateFiles::load);
    }

    /// Whether the web speaks TLS itself.
    boolean arePresent() {
        return files.isPresent();
    }

    /// Looks whether a file has changed, and passes a new pair on.
    void look() {
        files.ifPresent(pair -> {
            var times = times(pair);
            if (!times.equals(seen)) {
                seen = times;
                renew(pair);
            }
        });
    }

    private void renew(WebSettings.Tls pair) {
        try {
            changed.accept(load(pair));
            LOG.atInfo()
                    .setMessage("certificate.reloaded")
                    .addKeyValue("file", pair.certificate())
                    .log();
        } catch (IllegalStateException unreadable) {
            LOG.atError()
                    .setMessage("certificate.kept-the-old-one")
                    .addKeyValue("file", pair.certificate())
                    .setCause(unreadable)
                    .log();
        }
    }

    private static SslBundle load(WebSettings.Tls pair) {
        var details = PemSslStoreDetails.forCertificate(
                        pair.certificate().toUri().toString())
                .withPrivateKey(pair.key().toUri().toString());
        var bundle = SslBundle.of(new PemSslStoreBundle(details, null));
        // Fails here, with the file's name, and not at the first handshake.
        bundle.createSslContext();
        return bundle;
    }

    private static List<FileTime> times(WebSettings.Tls pair) {
        return List.of(time(pair.certificate()), time(pair.key()));
    }

    private static FileTime time(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException gone) {
            return FileTime.fromMillis(0);
        }
    }

    @Override
    public void start() {
        running = true;
        if (files.isPresent()) {
            var _ = clockwork.scheduleWithFixedDelay(this::look, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
        }
    }

    @Override
    public void stop() {
        running = false;
        clockwork.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
