package org.sallyport.acceptance.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// As much of a browser as filling in forms takes: cookies, hidden fields, redirects. For one thread at a time.
final class Browser {
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int SEE_OTHER = 303;

    private static final Pattern FORM =
            Pattern.compile("<form\\b[^>]*\\baction=\"([^\"]*)\"[^>]*>(.*?)</form>", Pattern.DOTALL);
    private static final Pattern INPUT = Pattern.compile("<input\\b[^>]*>");

    private final URI site;
    private final Map<String, String> cookies = new ConcurrentHashMap<>();

    Browser(URI site) {
        this.site = site;
    }

    /// What came back in the end.
    ///
    /// @param path where it was, after redirects
    record Page(String path, int status, String body) {
        /// The hidden fields of the form with this action.
        Map<String, String> form(String action) {
            var forms = FORM.matcher(body);
            while (forms.find()) {
                if (forms.group(1).equals(action)) {
                    return hidden(forms.group(2));
                }
            }
            throw new AssertionError("no form for " + action + " on the page " + path + " (" + status + "):\n" + body);
        }

        /// The text inside the element with this id.
        Optional<String> text(String id) {
            var element = Pattern.compile("id=\"" + id + "\"[^>]*>(.*?)</(?:p|dd)>", Pattern.DOTALL)
                    .matcher(body);
            return element.find()
                    ? Optional.of(element.group(1).replaceAll("<[^>]*>", "").strip())
                    : Optional.empty();
        }

        private static Map<String, String> hidden(String form) {
            var fields = new LinkedHashMap<String, String>();
            INPUT.matcher(form).results().map(found -> found.group()).forEach(input -> {
                if (attribute(input, "type").equals("hidden")) {
                    fields.put(attribute(input, "name"), attribute(input, "value"));
                }
            });
            return fields;
        }

        private static String attribute(String tag, String name) {
            var found = Pattern.compile("\\b" + name + "=\"([^\"]*)\"").matcher(tag);
            return found.find() ? found.group(1) : "";
        }
    }

    /// Opens a page of the site.
    Page open(String path) {
        return follow(path, send(request(path).GET().build()));
    }

    /// Fills in the form with this action and sends it.
    Page submit(Page page, String action, Map<String, String> typed) {
        var fields = new LinkedHashMap<>(page.form(action));
        fields.putAll(typed);
        return follow(action, post(action, fields));
    }

    /// Sends fields and looks at nothing but the first answer: its status and where it leads.
    String answerTo(String path, Map<String, String> fields) {
        var answer = post(path, fields);
        return answer.statusCode() + " "
                + answer.headers().firstValue("Location").orElse("");
    }

    private HttpResponse<String> post(String path, Map<String, String> fields) {
        var body = fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private Page follow(String asked, HttpResponse<String> first) {
        var path = asked;
        var answer = first;
        for (int hops = 0; answer.statusCode() == SEE_OTHER; hops++) {
            if (hops == 10) {
                throw new AssertionError(asked + " leads nowhere but on and on, now to " + path);
            }
            path = site.resolve(answer.headers().firstValue("Location").orElseThrow())
                    .getRawPath();
            answer = send(request(answer.headers().firstValue("Location").orElseThrow())
                    .GET()
                    .build());
        }
        return new Page(path, answer.statusCode(), answer.body());
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(site.resolve(path)).timeout(PATIENCE);
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        return request;
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            var answer = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
            answer.headers().allValues("Set-Cookie").forEach(this::keep);
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void keep(String setCookie) {
        var pair = setCookie.substring(0, (setCookie + ";").indexOf(';'));
        int equals = pair.indexOf('=');
        var name = pair.substring(0, equals).strip();
        if (setCookie.contains("Max-Age=0") || equals == pair.length() - 1) {
            cookies.remove(name);
        } else {
            cookies.put(name, pair.substring(equals + 1));
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
