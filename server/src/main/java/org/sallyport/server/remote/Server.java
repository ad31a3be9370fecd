package org.sallyport.server.remote;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.secret.Secret;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A server elsewhere, asked over its API.
///
/// A request whose answer was lost is sent again: a POST under the same `Idempotency-Key`, so that it counts once.
/// Where the server asks to be left alone for a while, that is waited for, two minutes in all.
final class Server implements AutoCloseable {
    /// In which the whole answer has to be there.
    static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final Duration TO_CONNECT = Duration.ofSeconds(10);
    private static final Duration MOST_WAITING = Duration.ofMinutes(2);
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);
    private static final int TRIES = 3;
    private static final long LARGEST = 64L * 1024 * 1024;

    private final ServerUrl url;
    private final Credentials credentials;
    private final Pause pause;
    private final HttpClient client;
    private @Nullable Secret token;

    Server(ServerUrl url, Credentials credentials, SSLContext trust, Pause pause) {
        this.url = url;
        this.credentials = credentials;
        this.pause = pause;
        client = HttpClient.newBuilder()
                .sslContext(trust)
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(TO_CONNECT)
                // A redirect would carry the token to wherever the answer says.
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /// @throws RemoteFailure when the answer is not that it was done
    Answer ask(Question question) {
        var answer = answer(question);
        if (!answer.isGood()) {
            throw answer.failure();
        }
        return answer;
    }

    /// The answer, whatever it says.
    Answer answer(Question question) {
        var key = UUID.randomUUID();
        var waited = Duration.ZERO;
        int lost = 0;
        boolean isRenewed = false;
        while (true) {
            Answer answer;
            try {
                answer = send(authorized(question, key));
            } catch (IOException broken) {
                if (++lost == TRIES) {
                    throw RemoteFailure.unavailable("the connection to " + url.base()
                            + " broke before the answer was whole, " + TRIES
                            + " times. What was asked may have been done: look before you ask again.");
                }
                pause.last(BETWEEN_TRIES);
                continue;
            }
            if (lost > 0 && question.isDelete() && answer.status() == 404) {
                // The one whose answer was lost has done it.
                return new Answer(204, answer.headers(), new byte[0]);
            }
            if (answer.status() == 401 && credentials instanceof Credentials.Client && !isRenewed) {
                isRenewed = true;
                forget();
                continue;
            }
            var wait = toWait(answer);
            if (wait.isEmpty() || waited.plus(wait.get()).compareTo(MOST_WAITING) > 0) {
                return answer;
            }
            waited = waited.plus(wait.get());
            pause.last(wait.get());
        }
    }

    private static Optional<Duration> toWait(Answer answer) {
        if (answer.status() == 429 || answer.status() == 503) {
            // At least a little, so that a server that says 0 is not asked in circles.
            return answer.retryAfter().map(asked -> asked.compareTo(BETWEEN_TRIES) < 0 ? BETWEEN_TRIES : asked);
        }
        return answer.problem().equals("key-in-use") ? Optional.of(BETWEEN_TRIES) : Optional.empty();
    }

    private HttpRequest authorized(Question question, UUID key) throws IOException {
        var request = HttpRequest.newBuilder(url.at(question.pathAndQuery()))
                .header("Accept", "application/json, application/problem+json")
                .header("Authorization", "Bearer " + token().reveal());
        question.headers().forEach(request::header);
        question.body().ifPresent(body -> request.header("Content-Type", body.type()));
        if (question.isPost()) {
            request.header("Idempotency-Key", key.toString());
        }
        return request.method(
                        question.method(),
                        question.body()
                                .map(body -> HttpRequest.BodyPublishers.ofByteArray(body.bytes()))
                                .orElseGet(HttpRequest.BodyPublishers::noBody))
                .build();
    }

    private Secret token() throws IOException {
        if (token == null) {
            token = switch (credentials) {
                case Credentials.Token(var secret) -> secret;
                case Credentials.Client said -> exchange(said);
            };
        }
        return token;
    }

    private void forget() {
        if (token != null) {
            token.close();
        }
        token = null;
    }

    // RFC 6749 section 2.3.1: both are form-encoded before they are put together.
    private Secret exchange(Credentials.Client said) throws IOException {
        var both = URLEncoder.encode(said.id(), StandardCharsets.UTF_8) + ":"
                + URLEncoder.encode(said.secret().reveal(), StandardCharsets.UTF_8);
        var answer = send(HttpRequest.newBuilder(url.at("/oauth2/token"))
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials"))
                .build());
        if (answer.status() == 400 || answer.status() == 401) {
            var why = answer.json().path("error_description").asString("");
            throw RemoteFailure.refused("the server does not take this client's secret. " + why);
        }
        if (!answer.isGood()) {
            throw answer.failure();
        }
        var given = answer.json().path("access_token").asString("");
        if (!given.matches("[A-Za-z0-9_]{8,200}")) {
            throw RemoteFailure.unavailable("the server gave the client no token");
        }
        return Secret.of(given);
    }

    private Answer send(HttpRequest request) throws IOException {
        var coming = client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST));
        try {
            HttpResponse<byte[]> answer = coming.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return new Answer(answer.statusCode(), answer.headers(), answer.body());
        } catch (ExecutionException failed) {
            throw sorted(failed.getCause() instanceof IOException io ? io : new IOException(failed.getCause()));
        } catch (TimeoutException slow) {
            coming.cancel(true);
            throw RemoteFailure.unavailable(url.base() + " has not answered within " + PATIENCE.toSeconds()
                    + " seconds. What was asked may " + "have been done: look before you ask again.");
        } catch (InterruptedException e) {
            coming.cancel(true);
            Thread.currentThread().interrupt();
            throw RemoteFailure.unavailable("stopped before the answer came");
        }
    }

    /// What asking again cannot mend is told at once.
    private IOException sorted(IOException thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException) {
                throw RemoteFailure.unavailable("the certificate of " + url.base() + " is not to be trusted ("
                        + cause.getMessage() + "). Nothing was sent. If its authority is your own, name it with --ca.");
            }
            if (cause instanceof ConnectException || cause instanceof UnresolvedAddressException) {
                throw RemoteFailure.unavailable(
                        url.base() + " cannot be reached: is the address right, and is it running?");
            }
        }
        if (thrown instanceof SSLHandshakeException) {
            throw RemoteFailure.unavailable(
                    "no TLS with " + url.base() + " (" + thrown.getMessage() + "): is the address right?");
        }
        return thrown;
    }

    /// Every item of a list, page by page.
    ObjectNode whole(Question question) {
        var items = JsonNodeFactory.instance.arrayNode();
        var after = Optional.<String>empty();
        do {
            var page = ask(after.map(next -> question.withQuery("after", next)).orElse(question))
                    .json();
            page.path("items").forEach(items::add);
            var next = page.path("next").asString("");
            if (after.equals(Optional.of(next)) && !next.isEmpty()) {
                throw RemoteFailure.unavailable("the server's list has no end: it names the same page again");
            }
            after = Optional.of(next).filter(text -> !text.isEmpty());
        } while (after.isPresent());
        var all = JsonNodeFactory.instance.objectNode();
        all.set("items", items);
        return all.put("found", items.size());
    }

    @Override
    public void close() {
        forget();
        client.shutdownNow();
    }
}
