package org.sallyport.bench.responder;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/// A program of its own: `threads PORT CREDENTIALS` answers with a virtual thread for each connection, `selector PORT
/// CREDENTIALS` with one selector; `dovecot` and `ldap` do the latter in another protocol. Runs until it is stopped.
public final class BareResponder {
    private static final int BACKLOG = 1024;

    private final Map<Exchange.Key, String> owners;

    private BareResponder(Map<Exchange.Key, String> owners) {
        this.owners = owners;
    }

    public static void main(String[] args) throws IOException {
        int port = Integer.parseInt(args[1]);
        var responder = new BareResponder(read(Path.of(args[2])));
        switch (args[0]) {
            case "threads" -> responder.withThreads(port);
            case "selector" -> responder.withSelector(port, () -> new BareExchange(responder.owners));
            case "dovecot" -> responder.withSelector(port, () -> new BareLineExchange(responder.owners));
            case "ldap" -> responder.withSelector(port, () -> new BareBindExchange(responder.owners));
            default -> throw new IllegalArgumentException("needs threads, selector, dovecot or ldap, found " + args[0]);
        }
    }

    private static Map<Exchange.Key, String> read(Path credentials) throws IOException {
        var mac = Exchange.mac();
        var owners = new HashMap<Exchange.Key, String>();
        for (var line : Files.readAllLines(credentials)) {
            int tab = line.indexOf('\t');
            var letters = line.substring(tab + 1).getBytes(StandardCharsets.US_ASCII);
            owners.put(Exchange.Key.of(mac, letters), line.substring(0, tab));
        }
        return owners;
    }

    private void withThreads(int port) throws IOException {
        try (var server = new ServerSocket(port, BACKLOG, InetAddress.getLoopbackAddress())) {
            while (true) {
                var socket = server.accept();
                socket.setTcpNoDelay(true);
                Thread.startVirtualThread(() -> converse(socket));
            }
        }
    }

    private void converse(Socket socket) {
        var exchange = new BareExchange(owners);
        var answers = new ByteArrayOutputStream();
        byte[] arrived = new byte[4096];
        try (socket) {
            var in = socket.getInputStream();
            var out = socket.getOutputStream();
            for (int count = in.read(arrived); count >= 0; count = in.read(arrived)) {
                exchange.feed(arrived, count, answers);
                answers.writeTo(out);
                answers.reset();
            }
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private void withSelector(int port, Supplier<Exchange> exchanges) throws IOException {
        try (var selector = Selector.open();
                var server = ServerSocketChannel.open()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
            server.configureBlocking(false);
            server.register(selector, SelectionKey.OP_ACCEPT);
            var arrived = ByteBuffer.allocateDirect(4096);
            var answers = ByteBuffer.allocateDirect(65_536);
            while (true) {
                selector.select(key -> ready(key, exchanges, arrived, answers));
            }
        }
    }

    private static void ready(SelectionKey key, Supplier<Exchange> exchanges, ByteBuffer arrived, ByteBuffer answers) {
        try {
            if (key.channel() instanceof ServerSocketChannel server) {
                var channel = server.accept();
                channel.configureBlocking(false);
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                var exchange = exchanges.get();
                channel.write(ByteBuffer.wrap(exchange.greeting()));
                channel.register(key.selector(), SelectionKey.OP_READ, exchange);
            } else if (key.channel() instanceof SocketChannel channel
                    && key.attachment() instanceof Exchange exchange) {
                answer(channel, exchange, arrived, answers);
            }
        } catch (IOException gone) {
            key.cancel();
        }
    }

    private static void answer(SocketChannel channel, Exchange exchange, ByteBuffer arrived, ByteBuffer answers)
            throws IOException {
        arrived.clear();
        int count = channel.read(arrived);
        if (count < 0) {
            channel.close();
            return;
        }
        byte[] bytes = new byte[count];
        arrived.flip().get(bytes);
        var out = new ByteArrayOutputStream();
        exchange.feed(bytes, count, out);
        answers.clear().put(out.toByteArray()).flip();
        while (answers.hasRemaining()) {
            channel.write(answers);
        }
    }
}
