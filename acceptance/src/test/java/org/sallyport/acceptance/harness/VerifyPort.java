package org.sallyport.acceptance.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// Asks the verify port as a connected mail server would.
///
/// @param address of `POST /verify`
/// @param token of the connected server
public record VerifyPort(URI address, String token) {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /// The status for somebody who reads mail: 200 lets them in, 401 does not, 503 cannot tell.
    public int imap(String user, String password) {
        return ask(user, password, "imap");
    }

    /// The status for one protocol.
    public int ask(String user, String password, String protocol) {
        return ask(user, password, protocol, "192.0.2.7");
    }

    /// The status for an app at this address.
    public int ask(String user, String password, String protocol, String address) {
        var question = Map.of("user", user, "password", password, "protocol", protocol, "remote_ip", address);
        var request = HttpRequest.newBuilder(this.address)
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(question)))
                .build();
        try {
            return CLIENT.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
