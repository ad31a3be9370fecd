package org.sallyport.server.web.admin.server;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import javax.net.ssl.SSLException;
import org.sallyport.server.config.Settings;
import org.sallyport.server.web.admin.server.Trial.Result;

/// Asks a Dovecot server for the list of its doveadm commands, which changes nothing there.
final class DoveadmTrial {
    // That of Dovecot 2.4 has 60 KiB.
    private static final int MOST_ANSWERED = 1 << 20;

    private DoveadmTrial() {}

    static Result of(Settings.Doveadm server, Duration patience) throws InterruptedException {
        try (var http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(patience)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build()) {
            try {
                return read(http.send(
                        question(server, patience),
                        HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofString(), MOST_ANSWERED)));
            } finally {
                http.shutdownNow();
            }
        } catch (HttpTimeoutException silent) {
            return Result.NO_ANSWER;
        } catch (ConnectException nobody) {
            return Result.UNREACHABLE;
        } catch (SSLException untrusted) {
            return Result.TLS;
        } catch (IOException broken) {
            return Result.CLOSED;
        }
    }

    private static HttpRequest question(Settings.Doveadm server, Duration patience) {
        byte[] key = server.apiKey().copy();
        try {
            return HttpRequest.newBuilder(server.url().resolve("/doveadm/v1"))
                    .timeout(patience)
                    .header(
                            "Authorization",
                            "X-Dovecot-API " + Base64.getEncoder().encodeToString(key))
                    .GET()
                    .build();
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    private static Result read(HttpResponse<String> response) {
        return switch (response.statusCode()) {
            case 200 -> response.body().stripLeading().startsWith("[") ? Result.WORKS : Result.WRONG_ANSWER;
            case 401, 403 -> Result.NOT_KNOWN;
            case 503 -> Result.NOT_NOW;
            default -> Result.WRONG_ANSWER;
        };
    }
}
