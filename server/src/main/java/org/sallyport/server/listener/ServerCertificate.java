package org.sallyport.server.listener;

import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.store.Unavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The certificate a listener shows, read again when its files change. Thread-safe.
///
/// Files are looked at when somebody connects, at most every few seconds. Files that cannot be read leave the last good
/// certificate in place and one line in the log: a renewal that went wrong does not take the listener down.
final class ServerCertificate {
    private static final Logger LOG = LoggerFactory.getLogger(ServerCertificate.class);

    // RFC 5280 section 4.2.1.6: dNSName among the alternative names.
    private static final int DNS_NAME = 2;
    // RFC 9325 section 4.2: of TLS 1.2 only forward secrecy with authenticated encryption.
    private static final List<String> CIPHERS = List.of(
            "TLS_AES_128_GCM_SHA256",
            "TLS_AES_256_GCM_SHA384",
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");
    // BoringSSL where it is there: a third less CPU for each handshake, and no renegotiation at all.
    private static final SslProvider PROVIDER = OpenSsl.isAvailable() ? SslProvider.OPENSSL : SslProvider.JDK;

    private final CertificateFiles files;
    private final List<String> applicationProtocols;
    private final long restNanos;
    private Shown shown;
    private Stamp stamp;
    private @Nullable Stamp complainedOf;
    private long lastLook;

    /// @param applicationProtocols what is chosen from in ALPN
    /// @throws Unavailable when the files cannot be read now
    ServerCertificate(CertificateFiles files, List<String> applicationProtocols, Duration rest) {
        this.files = files;
        this.applicationProtocols = List.copyOf(applicationProtocols);
        this.restNanos = rest.toNanos();
        this.stamp = Stamp.of(files);
        this.lastLook = System.nanoTime();
        try {
            this.shown = load();
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
        return shown.context;
    }

    /// Whether it was issued for this host name, by its own words (RFC 9525 section 6.3: one asterisk, for one label).
    synchronized boolean isFor(String host) {
        int dot = host.indexOf('.');
        return shown.names.contains(host) || dot > 0 && shown.names.contains("*" + host.substring(dot));
    }

    private void reload() {
        var found = Stamp.of(files);
        if (found.equals(stamp)) {
            return;
        }
        try {
            shown = load();
            stamp = found;
            LOG.atInfo()
                    .setMessage("certificate.reloaded")
                    .addKeyValue("file", files.certificate())
                    .log();
        } catch (IOException | IllegalArgumentException unreadable) {
            // Looked at again until it can be read: a file's owner changes without its time. Said once.
            if (!found.equals(complainedOf)) {
                LOG.atError()
                        .setMessage("certificate.kept-the-old-one")
                        .addKeyValue("file", files.certificate())
                        .addKeyValue("why", unreadable.getMessage())
                        .log();
            }
            complainedOf = found;
        }
    }

    private Shown load() throws IOException {
        var chain = file(files.certificate());
        var builder = SslContextBuilder.forServer(chain, file(files.key()))
                .sslProvider(PROVIDER)
                .protocols("TLSv1.3", "TLSv1.2")
                .ciphers(CIPHERS, SupportedCipherSuiteFilter.INSTANCE)
                .sessionTimeout(TimeUnit.HOURS.toSeconds(1));
        if (!applicationProtocols.isEmpty()) {
            // Whoever offers none of these has been turned away before.
            builder.applicationProtocolConfig(new ApplicationProtocolConfig(
                    Protocol.ALPN,
                    SelectorFailureBehavior.NO_ADVERTISE,
                    SelectedListenerFailureBehavior.ACCEPT,
                    applicationProtocols));
        }
        return new Shown(builder.build(), names(chain));
    }

    private static Set<String> names(File chain) throws IOException {
        try (var in = Files.newInputStream(chain.toPath())) {
            var certificate =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
            var names = new HashSet<String>();
            var alternatives = certificate.getSubjectAlternativeNames();
            for (var name : alternatives == null ? List.<List<?>>of() : alternatives) {
                if (Integer.valueOf(DNS_NAME).equals(name.getFirst())) {
                    names.add(name.get(1).toString().toLowerCase(Locale.ROOT));
                }
            }
            return Set.copyOf(names);
        } catch (CertificateException unreadable) {
            throw new IOException(chain + " holds no certificate", unreadable);
        }
    }

    private static File file(Path path) throws IOException {
        if (!Files.isReadable(path)) {
            throw new IOException(path + " is not there or may not be read");
        }
        return path.toFile();
    }

    private record Shown(SslContext context, Set<String> names) {}

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
