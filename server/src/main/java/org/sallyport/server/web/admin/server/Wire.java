package org.sallyport.server.web.admin.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.sallyport.server.config.ListenAddress;
import org.sallyport.server.config.Settings;

/// One connection to a listener of this installation, opened as a server would. Used by one thread; whoever interrupts
/// it, where it is a virtual one, ends every wait.
final class Wire implements AutoCloseable {
    private static final Set<String> EVERYWHERE = Set.of("*", "0.0.0.0", "::");
    private static final int LONGEST_LINE = 8192;

    private final InputStream in;
    private final OutputStream out;
    private final Closeable connection;

    private Wire(InputStream in, OutputStream out, Closeable connection) {
        this.in = in;
        this.out = out;
        this.connection = connection;
    }

    /// Nobody took the connection.
    static final class Unreachable extends IOException {
        private static final long serialVersionUID = 1;

        Unreachable(IOException cause) {
            super(cause);
        }
    }

    /// Connects, with TLS where there are certificates: then one of them has to be shown.
    ///
    /// @throws Unreachable when nobody takes the connection
    /// @throws SSLException when TLS cannot be agreed on, or the certificate is another one
    static Wire to(ListenAddress address, List<Settings.Tls> certificates, Duration patience) throws IOException {
        var socket = new Socket();
        try {
            int millis = Math.toIntExact(patience.toMillis());
            socket.setSoTimeout(millis);
            connect(socket, address, millis);
            var spoken = certificates.isEmpty() ? socket : secured(socket, address, certificates);
            return new Wire(spoken.getInputStream(), spoken.getOutputStream(), spoken);
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
            var channel = SocketChannel.open(UnixDomainSocketAddress.of(path));
            return new Wire(Channels.newInputStream(channel), Channels.newOutputStream(channel), channel);
        } catch (IOException fault) {
            throw new Unreachable(fault);
        }
    }

    void say(String text) throws IOException {
        out.write(text.getBytes(UTF_8));
        out.flush();
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

    private static Socket secured(Socket socket, ListenAddress address, List<Settings.Tls> certificates)
            throws IOException {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, trusting(certificates).getTrustManagers(), null);
            var secured =
                    (SSLSocket) context.getSocketFactory().createSocket(socket, address.host(), address.port(), true);
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
