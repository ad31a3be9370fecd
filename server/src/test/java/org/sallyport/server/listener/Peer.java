package org.sallyport.server.listener;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/// Somebody at the other end of a socket, who may send any bytes at all.
public final class Peer implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 20_000;

    private final Closeable socket;
    private final InputStream in;
    private final OutputStream out;

    private Peer(Closeable socket, InputStream in, OutputStream out) {
        this.socket = socket;
        this.in = in;
        this.out = out;
    }

    public static Peer at(InetSocketAddress address) throws IOException {
        return over(new Socket(address.getAddress(), address.getPort()));
    }

    public static Peer at(Path unixSocket) throws IOException {
        var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(unixSocket));
        return new Peer(channel, Channels.newInputStream(channel), Channels.newOutputStream(channel));
    }

    public static Peer over(Socket socket) throws IOException {
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        return new Peer(socket, socket.getInputStream(), socket.getOutputStream());
    }

    /// TLS over a connected socket, naming this server and offering these protocols.
    public static SSLSocket tls(Socket connected, String server, String... protocols)
            throws IOException, GeneralSecurityException {
        var context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Anybody()}, new SecureRandom());
        var socket = (SSLSocket) context.getSocketFactory().createSocket(connected, server, connected.getPort(), true);
        var parameters = socket.getSSLParameters();
        parameters.setServerNames(List.of(new SNIHostName(server)));
        parameters.setApplicationProtocols(protocols);
        socket.setSSLParameters(parameters);
        return socket;
    }

    public Peer send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.UTF_8));
    }

    public Peer send(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
        return this;
    }

    /// The next line without its end, or what came before the connection closed.
    public String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int b = next(); b >= 0 && b != '\n'; b = next()) {
            line.write(b);
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    /// The next so many bytes, or fewer where the connection closed before.
    public byte[] read(int count) throws IOException {
        return in.readNBytes(count);
    }

    /// Reads on until the other side closes.
    public boolean isClosed() throws IOException {
        int b = next();
        while (b >= 0) {
            b = next();
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    // A reset is one way of closing.
    private int next() throws IOException {
        try {
            return in.read();
        } catch (SocketTimeoutException silence) {
            throw silence;
        } catch (SocketException reset) {
            return -1;
        }
    }

    /// Takes any certificate: what is asked here is which one is shown.
    private static final class Anybody implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
