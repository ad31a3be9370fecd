package org.sallyport.server.listener;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.caller.Network;
import org.sallyport.fuzz.Promise;

/// What comes before a conversation: a PROXY header leads to a conversation with an address and with every byte behind
/// the header, or to none, however it is cut into pieces; and a ClientHello is read or is none.
public final class EntranceFuzz {
    private static final List<Network> PROXIES =
            List.of(Network.parse("127.0.0.1").orElseThrow());
    // Version 1 has 107 bytes at most, version 2 says how many behind its 16; the decoder is told how many more.
    private static final int LONGEST_HEADER = 16 + 216 + 2048;

    private EntranceFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        var inOne = heard(input, input.length);
        var inPieces = heard(input, 1 + input.length / 3);
        Promise.require(inOne.equals(inPieces), "pieces make no difference");
        inOne.ifPresent(heard -> endsWith(input, heard));
        ClientHello.read(Unpooled.wrappedBuffer(input))
                .ifPresent(hello -> hello.serverName()
                        .ifPresent(
                                name -> Promise.require(name.length() <= input.length, "a name is part of its hello")));
    }

    /// What a conversation hears of an input; empty where there is none.
    private static Optional<Heard> heard(byte[] input, int piece) {
        var listening = new Listening();
        var settings = new ListenerSettings(
                "fuzz",
                List.of(House.loopback(TlsStart.NEVER)),
                Optional.empty(),
                new Networks(PROXIES, List.of()),
                Caps.DEFAULT,
                Deadlines.DEFAULT);
        var premises = new Premises(settings, listening);
        var channel = new FromLoopback();
        channel.pipeline().addLast(new Entrance(premises, House.loopback(TlsStart.NEVER), channel));
        channel.pipeline().fireChannelActive();
        for (int from = 0; from < input.length && channel.isActive(); from += piece) {
            channel.writeInbound(Unpooled.copiedBuffer(input, from, Math.min(piece, input.length - from)));
        }
        channel.finishAndReleaseAll();
        premises.connections().end();
        return listening.heard();
    }

    private static void endsWith(byte[] input, Heard heard) {
        var bytes = heard.bytes().getBytes(StandardCharsets.ISO_8859_1);
        int header = input.length - bytes.length;
        Promise.require(
                header > 0 && Arrays.equals(bytes, Arrays.copyOfRange(input, header, input.length)),
                "what is behind a header is heard as it is");
        Promise.require(header <= LONGEST_HEADER, "a header has an end");
    }

    /// @param bytes one character each
    private record Heard(String source, String bytes) {}

    private static final class Listening implements Conversation.Opening {
        private Optional<Caller> caller = Optional.empty();
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        @Override
        public Conversation begin(Caller began) {
            Promise.require(caller.isEmpty(), "a connection has one conversation");
            Promise.require(began.source().address().isPresent(), "every conversation has an address");
            caller = Optional.of(began);
            return new Ears(bytes);
        }

        Optional<Heard> heard() {
            return caller.map(
                    began -> new Heard(began.source().toString(), bytes.toString(StandardCharsets.ISO_8859_1)));
        }
    }

    private static final class Ears extends ChannelInboundHandlerAdapter implements Conversation {
        private final ByteArrayOutputStream heard;

        Ears(ByteArrayOutputStream heard) {
            this.heard = heard;
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            var some = (ByteBuf) message;
            var bytes = new byte[some.readableBytes()];
            some.readBytes(bytes).release();
            heard.writeBytes(bytes);
        }

        @Override
        public void finish() {
            // Nobody asks for it.
        }
    }

    /// A channel without a socket, connected from this machine.
    private static final class FromLoopback extends EmbeddedChannel {
        @Override
        protected SocketAddress remoteAddress0() {
            return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 1024);
        }
    }
}
