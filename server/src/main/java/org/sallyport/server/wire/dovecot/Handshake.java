package org.sallyport.server.wire.dovecot;

import java.io.ByteArrayOutputStream;

/// What both sides say first.
public final class Handshake {
    public static final int MAJOR = 1;
    /// That of Dovecot 2.3. From 1.3 on, Dovecot waits for its client to speak first, which Exim never does.
    public static final int MINOR = 2;

    private Handshake() {}

    /// What a server says at once. SPID comes behind the mechanisms: Postfix and Exim take a server that names it first
    /// for one that serves somebody else, and leave.
    ///
    /// @param connection unique for the process
    /// @param cookie 32 hexadecimal digits
    public static byte[] ofServer(long process, long connection, String cookie) {
        var lines = new ByteArrayOutputStream(160);
        lines.writeBytes(LineWriter.line("VERSION").field(MAJOR).field(MINOR).bytes());
        // Postfix filters mechanisms by this flag (smtpd_sasl_security_options).
        lines.writeBytes(
                LineWriter.line("MECH").field("PLAIN").field("plaintext").bytes());
        lines.writeBytes(
                LineWriter.line("MECH").field("LOGIN").field("plaintext").bytes());
        lines.writeBytes(LineWriter.line("SPID").field(process).bytes());
        lines.writeBytes(LineWriter.line("CUID").field(connection).bytes());
        lines.writeBytes(LineWriter.line("COOKIE").field(cookie).bytes());
        lines.writeBytes(LineWriter.line("DONE").bytes());
        return lines.toByteArray();
    }

    /// What a client says.
    public static byte[] ofClient(long process) {
        var lines = new ByteArrayOutputStream(32);
        lines.writeBytes(LineWriter.line("VERSION").field(MAJOR).field(MINOR).bytes());
        lines.writeBytes(LineWriter.line("CPID").field(process).bytes());
        return lines.toByteArray();
    }

    /// What the socket for account look-ups says at once.
    public static byte[] ofUserdb(long process) {
        var lines = new ByteArrayOutputStream(32);
        lines.writeBytes(LineWriter.line("VERSION").field(MAJOR).field(1).bytes());
        lines.writeBytes(LineWriter.line("SPID").field(process).bytes());
        return lines.toByteArray();
    }
}
