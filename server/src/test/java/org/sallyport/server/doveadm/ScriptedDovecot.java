package org.sallyport.server.doveadm;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.sallyport.core.secret.Secret;

/// A doveadm HTTP listener that says what a test wants it to say, and remembers what it was asked.
final class ScriptedDovecot implements AutoCloseable {
    static final String TWO_CLOSED = """
            [["doveadmResponse",[{"entries":"1"}],"flush"],
             ["doveadmResponse",[{"username":"eleni@olive.example","connections":"2","service":"imap"}],"who"],
             ["doveadmResponse",[{"result":"eleni@olive.example"}],"kick"]]""";

    final String name;
    final BlockingQueue<String> asked = new LinkedBlockingQueue<>();
    volatile int status = 200;
    volatile String answer = TWO_CLOSED;
    private volatile CountDownLatch answering = new CountDownLatch(0);
    private final HttpServer listener;

    ScriptedDovecot(String name) {
        this.name = name;
        try {
            listener = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
        listener.createContext("/doveadm/v1", exchange -> {
            asked.add(exchange.getRequestHeaders().getFirst("Authorization") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            try {
                answering.await();
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        listener.start();
    }

    DoveadmServer server(DoveadmServer.Kick kick) {
        var url = URI.create("http://127.0.0.1:" + listener.getAddress().getPort());
        return new DoveadmServer(name, url, Secret.of("sesame"), kick);
    }

    /// Takes questions and answers none, until it is closed.
    void fallSilent() {
        answering = new CountDownLatch(1);
    }

    /// As after a crash: nobody listens at its port. May be called twice.
    @Override
    public void close() {
        answering.countDown();
        listener.stop(0);
    }
}
