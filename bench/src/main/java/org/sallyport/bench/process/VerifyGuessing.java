package org.sallyport.bench.process;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.sallyport.bench.load.Guessing;
import org.sallyport.bench.town.Resident;

/// `POST /verify`, as of a server that says where its apps are.
final class VerifyGuessing implements Guessing {
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI address;
    private final String token;

    VerifyGuessing(int port, String token) {
        this.address = URI.create("http://127.0.0.1:" + port + "/verify");
        this.token = token;
    }

    @Override
    public long guess(Resident who) throws IOException {
        var question = "{\"user\":\"%s\",\"password\":\"%s\",\"service\":\"imap\",\"rip\":\"%s\"}"
                .formatted(who.name(), who.lettersInUse(), who.address());
        var request = HttpRequest.newBuilder(address)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(question))
                .build();
        long asked = System.nanoTime();
        int status = status(request);
        long taken = System.nanoTime() - asked;
        if (status != 401) {
            throw new IllegalStateException("not a no: " + status);
        }
        return taken;
    }

    private int status(HttpRequest request) throws IOException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofByteArray()).statusCode();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
