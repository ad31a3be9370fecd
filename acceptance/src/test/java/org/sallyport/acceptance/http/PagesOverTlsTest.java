package org.sallyport.acceptance.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.sallyport.acceptance.harness.Demo;

/// The pages where they speak TLS themselves.
class PagesOverTlsTest {
    private static final int PATIENCE_MILLIS = 20_000;

    @Test
    void T19_nobodyNegotiatesASecondTime() throws IOException, GeneralSecurityException {
        try (var demo = Demo.behindTls();
                var socket = connected(URI.create(demo.url()).getPort())) {
            // TLS 1.3 has no such thing.
            socket.setEnabledProtocols(new String[] {"TLSv1.2"});
            socket.startHandshake();
            assertThat(statusOfSignIn(socket)).isEqualTo("HTTP/1.1 200 ");

            // RFC 5246 section 7.4.1.2: a ClientHello at any time asks for another handshake; without the session of
            // the first, for a whole one.
            socket.getSession().invalidate();
            assertThatThrownBy(() -> {
                        socket.startHandshake();
                        statusOfSignIn(socket);
                    })
                    .isInstanceOf(IOException.class);
        }
    }

    private static String statusOfSignIn(SSLSocket socket) throws IOException {
        var request = "HEAD /sign-in HTTP/1.1\r\nHost: localhost\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        var answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        var status = answer.readLine();
        if (status == null) {
            throw new IOException("closed without an answer");
        }
        return status;
    }

    private static SSLSocket connected(int port) throws IOException, GeneralSecurityException {
        var context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new TrustsAll()}, new SecureRandom());
        var socket = (SSLSocket) context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    /// What is asked here is how often a handshake takes place, and not with whom.
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
