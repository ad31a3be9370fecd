package org.sallyport.server.web.admin.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.unboundid.asn1.ASN1Element;
import com.unboundid.asn1.ASN1Exception;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.sallyport.server.config.ListenAddress;
import org.sallyport.server.config.Settings;

/// One connection to a listener of this installation, opened as a server would. Used by one thread; whoever interrupts
/// it, where it is a virtual one, ends every wait.
final class Wire implements AutoCloseable {
    private static final Set<String> EVERYWHERE = Set.of("*", "0.0.0.0", "::");
    private static final int LONGEST_LINE = 8192;
    private static final byte SEQUENCE = 0x30;
    private static final int LONGEST_SEQUENCE = 64 * 1024;

    private final Closeable connection;
    private final @Nullable Socket clear;
    private final String host;
    private InputStream in;
    private OutputStream out;

    private Wire(Socket socket, String host) throws IOException {
        this.connection = socket;
        this.clear = socket;
        this.host = host;
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
    }

    private Wire(SocketChannel channel) {
        this.connection = channel;
        this.clear = null;
        this.host = "";
        this.in = Channels.newInputStream(channel);
        this.out = Channels.newOutputStream(channel);
    }

    /// Nobody took the connection.
    static final class Unreachable extends IOException {
        private static final long serialVersionUID = 1;

        Unreachable(IOException cause) {
            super(cause);
        }
    }

    /// Something came that is none of the protocol.
    static final class Garbled extends IOException {
        private static final long serialVersionUID = 1;

        Garbled(String found) {
            super(found);
        }
    }

    /// Connects, in clear.
    ///
    /// @throws Unreachable when nobody takes the connection
    static Wire to(ListenAddress address, Duration patience) throws IOException {
        var socket = new Socket();
        try {
            int millis = Math.toIntExact(patience.toMillis());
            socket.setSoTimeout(millis);
            connect(socket, address, millis);
            return new Wire(socket, address.host());
        } catch (IOException fault) {
            socket.close();
            throw fault;
        }
    }

    /// Connects to a socket in the file system.
    ///
    /// @throws Unreachable when nobody takes the connection
    static Wire to(Path path) throws IOException {
        try {
            return new Wire(SocketChannel.open(UnixDomainSocketAddress.of(path)));
        } catch (IOException fault) {
            throw new Unreachable(fault);
        }
    }

    /// Goes on with TLS where there are certificates: then one of them has to be shown.
    ///
    /// @throws SSLException when TLS cannot be agreed on, or the certificate is another one
    void secure(List<Settings.Tls> certificates) throws IOException {
        if (!certificates.isEmpty()) {
            var secured = secured(Objects.requireNonNull(clear, "only ports have TLS"), host, certificates);
            in = secured.getInputStream();
            out = secured.getOutputStream();
        }
    }

    void say(String text) throws IOException {
        say(text.getBytes(UTF_8));
    }

    void say(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /// The next sequence (X.690 section 8.9), whole.
    ///
    /// @throws EOFException when there is none
    /// @throws Garbled when something else comes, or something long
    ASN1Element sequence() throws IOException {
        int first = in.read();
        if (first < 0) {
            throw new EOFException();
        }
        if (first != SEQUENCE) {
            throw new Garbled("no sequence");
        }
        try {
            var whole = new SequenceInputStream(new ByteArrayInputStream(new byte[] {SEQUENCE}), in);
            // Never without one: it has begun.
            return Objects.requireNonNull(ASN1Element.readFrom(whole, LONGEST_SEQUENCE));
        } catch (ASN1Exception unreadable) {
            throw new Garbled("a sequence that cannot be read");
        }
    }

    /// The next line, without its end.
    ///
    /// @throws EOFException when there is none
    String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException();
            }
            if (line.size() == LONGEST_LINE) {
                return line.toString(UTF_8);
            }
            line.write(next);
        }
        return line.toString(UTF_8).stripTrailing();
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }

    private static void connect(Socket socket, ListenAddress address, int millis) throws IOException {
        var host = EVERYWHERE.contains(address.host())
                ? InetAddress.getLoopbackAddress()
                : InetAddress.getByName(address.host());
        try {
            socket.connect(new InetSocketAddress(host, address.port()), millis);
        } catch (IOException fault) {
            throw new Unreachable(fault);
        }
    }

    private static Socket secured(Socket socket, String host, List<Settings.Tls> certificates) throws IOException {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, trusting(certificates).getTrustManagers(), null);
            var secured = (SSLSocket) context.getSocketFactory().createSocket(socket, host, socket.getPort(), true);
            secured.startHandshake();
            return secured;
        } catch (GeneralSecurityException unreadable) {
            throw new SSLException(unreadable);
        }
    }

    /// These certificates and no other, whoever signed them.
    private static TrustManagerFactory trusting(List<Settings.Tls> certificates)
            throws IOException, GeneralSecurityException {
        var trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        for (var files : certificates) {
            try (var file = Files.newInputStream(files.certificate())) {
                var own = CertificateFactory.getInstance("X.509").generateCertificate(file);
                trusted.setCertificateEntry(files.certificate().toString(), own);
            }
        }
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        return factory;
    }
}
