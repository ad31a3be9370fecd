package org.sallyport.acceptance.dovecot;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/// A mail app that has said what it is (RFC 2971), has opened somebody's mailbox and waits for mail (RFC 2177).
final class OpenMailbox implements AutoCloseable {
    /// What it calls itself.
    static final String NAME = "Olive Mail 7";

    private static final int PATIENCE = 30_000;

    private final SSLSocket socket;
    private final BufferedReader lines;

    OpenMailbox(Dovecot dovecot, String user, String password) {
        try {
            socket = (SSLSocket) trusting(dovecot).getSocketFactory().createSocket("127.0.0.1", dovecot.port());
            socket.setSoTimeout(PATIENCE);
            lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            lines.readLine();
            says("i ID (\"name\" \"Olive Mail\" \"version\" \"7\")", "i OK");
            says("a LOGIN " + user + " " + password, "a OK");
            says("b SELECT INBOX", "b OK");
            says("c IDLE", "+ ");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Everything the server says until it closes.
    List<String> untilClosed() {
        var said = new ArrayList<String>();
        try {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                said.add(line);
            }
        } catch (java.net.SocketTimeoutException stillOpen) {
            throw new AssertionError("it is still open, having heard " + said, stillOpen);
        } catch (IOException reset) {
            said.add(reset.getMessage());
        }
        return said;
    }

    private void says(String command, String expected) throws IOException {
        socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith(expected)) {
                return;
            }
            if (line.startsWith(command.substring(0, 2))) {
                throw new AssertionError(command.substring(0, 2) + "was answered with " + line);
            }
        }
        throw new AssertionError("closed while waiting for " + expected);
    }

    private static SSLContext trusting(Dovecot dovecot) throws IOException {
        try (var pem = Files.newInputStream(dovecot.certificate())) {
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            store.setCertificateEntry(
                    "dovecot", CertificateFactory.getInstance("X.509").generateCertificate(pem));
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException gone) {
            // It is closed.
        }
    }
}
