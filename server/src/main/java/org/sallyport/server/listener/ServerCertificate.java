package org.sallyport.server.listener;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.sallyport.core.store.Unavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The certificate a listener shows, read again when its files change. Thread-safe.
///
/// Files are looked at when somebody connects, at most every few seconds. Files that cannot be read leave the last good
/// certificate in place and one line in the log: a renewal that went wrong does not take the listener down.
final class ServerCertificate {
    private static final Logger LOG = LoggerFactory.getLogger(ServerCertificate.class);

    private final CertificateFiles files;
    private final long restNanos;
    private SslContext current;
    private Stamp stamp;
    private long lastLook;

    /// @throws Unavailable when the files cannot be read now
    ServerCertificate(CertificateFiles files, Duration rest) {
        this.files = files;
        this.restNanos = rest.toNanos();
        this.stamp = Stamp.of(files);
        this.lastLook = System.nanoTime();
        try {
            this.current = load(files);
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new Unavailable("certificate " + files.certificate(), unreadable);
        }
    }

    /// What the next connection is greeted with.
    synchronized SslContext current() {
        long now = System.nanoTime();
        if (now - lastLook >= restNanos) {
            lastLook = now;
            reload();
        }
        return current;
    }

    private void reload() {
        var found = Stamp.of(files);
        if (found.equals(stamp)) {
            return;
        }
        stamp = found;
        try {
            current = load(files);
            LOG.atInfo()
                    .setMessage("certificate.reloaded")
                    .addKeyValue("file", files.certificate())
                    .log();
        } catch (IOException | IllegalArgumentException unreadable) {
            LOG.atError()
                    .setMessage("certificate.kept-the-old-one")
                    .addKeyValue("file", files.certificate())
                    .addKeyValue("why", unreadable.getMessage())
                    .log();
        }
    }

    private static SslContext load(CertificateFiles files) throws IOException {
        return SslContextBuilder.forServer(file(files.certificate()), file(files.key()))
                .sslProvider(SslProvider.JDK)
                .protocols("TLSv1.3", "TLSv1.2")
                .sessionTimeout(TimeUnit.HOURS.toSeconds(1))
                .build();
    }

    private static File file(Path path) throws IOException {
        if (!Files.isReadable(path)) {
            throw new IOException(path + " is not there or may not be read");
        }
        return path.toFile();
    }

    /// What tells that a file was replaced.
    private record Stamp(Mark certificate, Mark key) {
        static Stamp of(CertificateFiles files) {
            return new Stamp(Mark.of(files.certificate()), Mark.of(files.key()));
        }
    }

    private record Mark(FileTime changed, long bytes) {
        static final Mark MISSING = new Mark(FileTime.fromMillis(0), -1);

        static Mark of(Path path) {
            try {
                return new Mark(Files.getLastModifiedTime(path), Files.size(path));
            } catch (IOException missing) {
                return MISSING;
            }
        }
    }
}
