package org.sallyport.server.listener.dovecot.agent;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.sallyport.core.store.Unavailable;
import org.sallyport.server.config.ListenAddress;

/// Opens connections. Thread-safe.
public final class Dialler {
    private final SSLSocketFactory tls;

    private Dialler(SSLSocketFactory tls) {
        this.tls = tls;
    }

    /// An open connection.
    ///
    /// @param socket closes it at once, whatever is being read or written
    record Link(InputStream in, OutputStream out, Closeable socket) implements Closeable {
        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    /// @param authorities PEM: the certificates to trust over TLS; empty for those that Java trusts
    /// @throws Unavailable when they cannot be read
    public static Dialler trusting(Optional<Path> authorities) {
        if (authorities.isEmpty()) {
            return new Dialler((SSLSocketFactory) SSLSocketFactory.getDefault());
        }
        try (var in = Files.newInputStream(authorities.get())) {
            var trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                trusted.setCertificateEntry(Integer.toString(trusted.size()), certificate);
            }
            var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(trusted);
            var context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return new Dialler(context.getSocketFactory());
        } catch (IOException | GeneralSecurityException unreadable) {
            throw new Unavailable("the certificates in " + authorities.get(), unreadable);
        }
    }

    /// @param patience for all of it together, a name that has to be looked up included
    Link dial(ServerAddress server, Duration patience) throws IOException {
        long deadline = System.nanoTime() + patience.toNanos();
        return switch (server) {
            case ServerAddress.Tcp(var address) -> link(connect(address, deadline));
            case ServerAddress.Tls(var address) -> encrypted(address, deadline);
            case ServerAddress.Unix(var path) -> atSocket(path, deadline);
        };
    }

    /// Where a server has fallen behind with the connections it is offered, connecting would wait for ever.
    private static Link atSocket(Path path, long deadline) throws IOException {
        var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        boolean connected = false;
        try {
            try (var _ = Watch.over(channel, until(deadline))) {
                channel.connect(UnixDomainSocketAddress.of(path));
            }
            connected = true;
            return new Link(Channels.newInputStream(channel), Channels.newOutputStream(channel), channel);
        } finally {
            if (!connected) {
                channel.close();
            }
        }
    }

    private Link encrypted(ListenAddress address, long deadline) throws IOException {
        var plain = connect(address, deadline);
        boolean encrypted = false;
        try {
            var socket = (SSLSocket) tls.createSocket(plain, address.host(), address.port(), true);
            var parameters = socket.getSSLParameters();
            // RFC 2818: the certificate has to be that of the host we meant.
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
            socket.setSSLParameters(parameters);
            try (var _ = Watch.over(plain, until(deadline))) {
                socket.startHandshake();
            }
            encrypted = true;
            // Closing what speaks TLS waits for whoever is writing, maybe for ever; closing what is below frees them.
            return new Link(socket.getInputStream(), socket.getOutputStream(), plain);
        } finally {
            if (!encrypted) {
                plain.close();
            }
        }
    }

    private static Duration until(long deadline) {
        return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
    }

    private static Socket connect(ListenAddress address, long deadline) throws IOException {
        var resolved = resolved(address, until(deadline));
        var socket = new Socket();
        boolean connected = false;
        try {
            socket.setTcpNoDelay(true);
            socket.setKeepAlive(true);
            // At least one: none would be no limit.
            socket.connect(resolved, (int) Math.max(1, until(deadline).toMillis()));
            connected = true;
            return socket;
        } finally {
            if (!connected) {
                socket.close();
            }
        }
    }

    /// A name server that is silent keeps whoever asks it for longer than anybody here waits.
    private static InetSocketAddress resolved(ListenAddress address, Duration patience) throws IOException {
        var resolving = new FutureTask<>(() -> new InetSocketAddress(address.host(), address.port()));
        Thread.ofPlatform().daemon().name("agent-resolves-" + address).start(resolving);
        try {
            return resolving.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException silence) {
            throw new IOException("nobody says where " + address.host() + " is", silence);
        } catch (ExecutionException fault) {
            throw new IOException(fault.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static Link link(Socket socket) throws IOException {
        return new Link(socket.getInputStream(), socket.getOutputStream(), socket);
    }
}
