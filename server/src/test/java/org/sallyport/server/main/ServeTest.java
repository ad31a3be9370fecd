package org.sallyport.server.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServeTest {
    @TempDir
    Path folder;

    @Test
    void theFirstStartPrintsALinkThatMakesTheFirstAdmin() throws Exception {
        var shell = new Shell(folder);
        var server = shell.begin("serve", "--config", shell.configuration());
        await().atMost(Duration.ofMinutes(3))
                .until(() -> server.out().contains("/first-admin?token=") || server.isOver());
        var link = Pattern.compile("http://localhost:[0-9]+/first-admin\\?token=\\S+")
                .matcher(server.out());
        assertThat(link.find()).as(server.out() + server.err()).isTrue();

        var page = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(link.group())).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("name=\"password\"");
        assertThat(server.stop()).isZero();
    }

    @Test
    void aServerWithAnAdminInvitesNobody() throws Exception {
        var shell = new Shell(folder).set("PASSWORD", "amber-harbour-thyme-42");
        var config = shell.configuration();
        shell.run(
                "account",
                "add",
                "maria",
                "--display-name",
                "Maria",
                "--admin",
                "--password-from",
                "env:PASSWORD",
                "--config",
                config);

        var server = shell.begin("serve", "--config", config);
        var pages = URI.create("http://" + config(config) + "/sign-in");
        await().atMost(Duration.ofMinutes(3)).ignoreExceptions().until(() -> server.isOver() || status(pages) == 200);

        assertThat(server.isOver()).isFalse();
        assertThat(server.stop()).isZero();
        assertThat(server.out()).isEmpty();
    }

    @Test
    void aBrokenConfigurationStartsNothing() {
        var shell = new Shell(folder);

        assertThat(shell.run("serve", "--config", shell.write("broken.yaml", "x: 1\n"))
                        .exitCode())
                .isEqualTo(2);
        assertThat(folder).isDirectoryNotContaining("glob:**/data");
    }

    private static String config(String file) throws Exception {
        var listen = Pattern.compile("listen: (127\\.0\\.0\\.1:[0-9]+)")
                .matcher(java.nio.file.Files.readString(Path.of(file)));
        assertThat(listen.find()).isTrue();
        return listen.group(1);
    }

    private static int status(URI uri) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
