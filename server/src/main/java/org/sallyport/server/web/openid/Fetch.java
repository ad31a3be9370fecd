package org.sallyport.server.web.openid;

import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.JdkClientHttpRequestFactory;

/// Reads what a provider publishes, within bounds: where it may be, how long it takes and how much it is. No redirect
/// is followed. Thread-safe.
final class Fetch implements ResourceRetriever {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MOST_BYTES = 256 * 1024;

    private final Endpoints endpoints;
    private final HttpClient client;

    Fetch(Endpoints endpoints) {
        this.endpoints = endpoints;
        this.client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(PATIENCE)
                .build();
    }

    /// The keys, for whoever verifies by them.
    @Override
    public Resource retrieveResource(URL url) throws IOException {
        return new Resource(get(URI.create(url.toExternalForm())), "application/json");
    }

    String get(URI url) throws IOException {
        endpoints.require(url);
        var request = HttpRequest.newBuilder(url)
                .timeout(PATIENCE)
                .header("Accept", "application/json")
                .build();
        var body = HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofString(), MOST_BYTES);
        try {
            var answer = client.sendAsync(request, body).get(2 * PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (answer.statusCode() != 200) {
                throw new IOException("answered " + answer.statusCode());
            }
            return answer.body();
        } catch (ExecutionException failed) {
            throw new IOException(failed.getCause());
        } catch (TimeoutException tooLong) {
            throw new IOException("took too long", tooLong);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException(stopped);
        }
    }

    /// The same bounds for the one request that sends something: the code for what it stands for.
    ClientHttpRequestFactory forTokens() {
        var factory = new JdkClientHttpRequestFactory(client);
        factory.setReadTimeout(PATIENCE);
        return (url, method) -> {
            endpoints.require(url);
            return factory.createRequest(url, method);
        };
    }

    /// Takes what comes back: a provider that cannot answer has refused nobody.
    static ClientHttpResponse within(ClientHttpResponse answer) throws IOException {
        if (answer.getStatusCode().is5xxServerError()) {
            throw new IOException("answered " + answer.getStatusCode().value());
        }
        byte[] body = answer.getBody().readNBytes(MOST_BYTES + 1);
        if (body.length > MOST_BYTES) {
            throw new IOException("answered more than " + MOST_BYTES + " bytes");
        }
        return new Whole(answer, body);
    }

    private record Whole(ClientHttpResponse answer, byte[] body) implements ClientHttpResponse {
        @Override
        public HttpStatusCode getStatusCode() throws IOException {
            return answer.getStatusCode();
        }

        @Override
        public String getStatusText() throws IOException {
            return answer.getStatusText();
        }

        @Override
        public HttpHeaders getHeaders() {
            return answer.getHeaders();
        }

        @Override
        public InputStream getBody() {
            return new ByteArrayInputStream(body);
        }

        @Override
        public void close() {
            answer.close();
        }
    }
}
