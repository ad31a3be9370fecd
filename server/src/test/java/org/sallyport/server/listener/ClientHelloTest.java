package org.sallyport.server.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;

final class ClientHelloTest {
    private static final int RECORD_AND_HANDSHAKE_HEADER = 5 + 4;
    private static final int CASES = 20_000;

    private static ByteBuf hello(String server, String... protocols) throws GeneralSecurityException, SSLException {
        return Unpooled.wrappedBuffer(Hellos.record(server, protocols)).skipBytes(RECORD_AND_HANDSHAKE_HEADER);
    }

    @Test
    void serverAndProtocolsAreRead() throws GeneralSecurityException, SSLException {
        assertThat(ClientHello.read(hello("Mail.Example", "imap", "http/1.1")))
                .contains(new ClientHello(Optional.of("mail.example"), List.of("imap", "http/1.1")));
    }

    @Test
    void nothingIsReadBeyondAnyTruncation() throws GeneralSecurityException, SSLException {
        var whole = hello("mail.example", "imap");

        for (int length = 0; length < whole.readableBytes(); length++) {
            var read = ClientHello.read(whole.slice(whole.readerIndex(), length));
            // Older clients send no extensions at all.
            assertThat(read.filter(hello -> hello.serverName().isPresent())).isEmpty();
        }
    }

    @Test
    void noBytesMakeItThrow() throws GeneralSecurityException, SSLException {
        var random = new Random(19);
        var whole = hello("mail.example", "imap", "http/1.1");
        for (int i = 0; i < CASES; i++) {
            var bytes = whole.copy();
            for (int changes = random.nextInt(1, 6); changes > 0; changes--) {
                bytes.setByte(random.nextInt(bytes.writerIndex()), random.nextInt(256));
            }
            assertThat(ClientHello.read(bytes)).isNotNull();
        }
    }
}
