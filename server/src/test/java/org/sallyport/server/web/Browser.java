package org.sallyport.server.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpCookie;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A browser without a screen: keeps cookies, follows nothing by itself, and sends the token of the last page with
/// every form.
public final class Browser {
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final Pattern MARK = Pattern.compile("name=\"mark\" value=\"([^\"]+)\"");

    private final int port;
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private final HttpClient client;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private String token = "";
    private String mark = "";

    Browser(int port) {
        this(port, HttpClient.newBuilder());
    }

    private Browser(int port, HttpClient.Builder client) {
        this.port = port;
        this.client = client.followRedirects(HttpClient.Redirect.NEVER).build();
    }

    /// An answer, with the page as text.
    public record Answer(int status, String page, java.net.http.HttpHeaders headers) {
        public String header(String name) {
            return headers.firstValue(name).orElse("");
        }

        public String location() {
            return header("Location");
        }
    }

    /// Sends this header with everything from now on.
    public Browser with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    public Answer get(String path) {
        return send(request(path).GET().build());
    }

    /// Sends a form with the token of the last page.
    public Answer post(String path, String... fields) {
        var body = new StringBuilder("_csrf=").append(encoded(token));
        for (int i = 0; i < fields.length; i += 2) {
            body.append('&').append(encoded(fields[i])).append('=').append(encoded(fields[i + 1]));
        }
        return postRaw(path, "application/x-www-form-urlencoded", body.toString());
    }

    public Answer postRaw(String path, String type, String body) {
        return method("POST", path, type, body);
    }

    /// Sends a form with a file, and with the token of the last page in its first field.
    public Answer upload(String path, String field, byte[] file) {
        var body = new ByteArrayOutputStream();
        body.writeBytes(part("_csrf", "", token.getBytes(StandardCharsets.UTF_8)));
        body.writeBytes(part(field, "; filename=\"people.csv\"", file));
        body.writeBytes("--7MA4YWxk--\r\n".getBytes(StandardCharsets.UTF_8));
        return send(request(path)
                .header("Content-Type", "multipart/form-data; boundary=7MA4YWxk")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                .build());
    }

    private static byte[] part(String name, String more, byte[] value) {
        var part = new ByteArrayOutputStream();
        var head = "--7MA4YWxk\r\nContent-Disposition: form-data; name=\"" + name + "\"" + more + "\r\n\r\n";
        part.writeBytes(head.getBytes(StandardCharsets.UTF_8));
        part.writeBytes(value);
        part.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        return part.toByteArray();
    }

    public Answer method(String method, String path, String type, String body) {
        return send(request(path)
                .header("Content-Type", type)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    /// Signs in with the password of everybody at Olive & Pine.
    public Answer signIn(String name) {
        get("/sign-in");
        return post("/sign-in", "name", name, "password", org.sallyport.core.fixture.Organisation.PASSWORD);
    }

    /// Opens a page and sends its form.
    public Answer open(String path, String... fields) {
        get(path);
        return post(path, fields);
    }

    /// What the last page put into its one-time form.
    public String mark() {
        return mark;
    }

    /// The token of the last page, as a form writes it.
    public String token() {
        return encoded(token);
    }

    public Optional<String> cookie(String name) {
        return Optional.ofNullable(cookies.get(name));
    }

    /// Another client that has stolen this one's cookies.
    public Browser thief() {
        var thief = new Browser(port);
        thief.cookies.putAll(cookies);
        return thief;
    }

    /// The same browser at another address of this machine, with the same page open.
    public Browser movedTo(String address) {
        var moved = new Browser(port, HttpClient.newBuilder().localAddress(numeric(address)));
        moved.cookies.putAll(cookies);
        moved.token = token;
        moved.mark = mark;
        return moved;
    }

    private static InetAddress numeric(String address) {
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Browser plant(String name, String value) {
        cookies.put(name, value);
        return this;
    }

    private HttpRequest.Builder request(String path) {
        var builder = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
        headers.forEach(builder::header);
        if (!cookies.isEmpty()) {
            var line = cookies.entrySet().stream().map(c -> c.getKey() + "=" + c.getValue());
            builder.header("Cookie", line.collect(Collectors.joining("; ")));
        }
        return builder;
    }

    private Answer send(HttpRequest request) {
        try {
            var response = client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            response.headers().allValues("Set-Cookie").forEach(this::keep);
            remember(response.body());
            return new Answer(response.statusCode(), response.body(), response.headers());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for an answer", e);
        }
    }

    private void keep(String setCookie) {
        var cookie = HttpCookie.parse(setCookie).getFirst();
        if (cookie.getMaxAge() == 0) {
            cookies.remove(cookie.getName());
        } else {
            cookies.put(cookie.getName(), cookie.getValue());
        }
    }

    private void remember(String page) {
        var found = TOKEN.matcher(page);
        if (found.find()) {
            token = found.group(1);
        }
        var marked = MARK.matcher(page);
        if (marked.find()) {
            mark = marked.group(1);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
