package org.sallyport.acceptance.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sallyport.acceptance.harness.Demo;

/// An admin adds a webhook, and the program it names hears of what happens and can tell who says so.
@ExtendWith(InChromium.class)
class WebhooksTest {
    private final Camera camera = new Camera();

    @AfterEach
    void nothingWasFound() {
        camera.assertNothingFound();
    }

    /// A request as it arrived.
    private record Asked(Map<String, List<String>> headers, String body) {
        private String header(String name) {
            return headers.getOrDefault(name, List.of("")).getFirst();
        }
    }

    @ParameterizedTest
    @EnumSource(Words.class)
    void aProgramIsToldOfWhatHappens(Words words, Windows windows) throws Exception {
        var asked = new CopyOnWriteArrayList<Asked>();
        var program = program(asked);
        try (var demo = Demo.start()) {
            var maria = windows.open(demo, words);
            new Walk(maria).signIn(demo.person("maria"));
            maria.go("/admin/webhooks");
            maria.page().locator("a[href='/admin/webhooks/new']").click();
            maria.page().locator("#name").fill("Chat");
            maria.page().locator("#target").fill("https://nobody@hooks.example/");
            maria.page().locator("#why").fill("For the chat");
            maria.page().locator("main form button").click();
            assertThat(maria.problems()).isVisible();
            camera.takeAll(maria, "admin-webhook-new");
            maria.page()
                    .locator("#target")
                    .fill("http://127.0.0.1:" + program.getAddress().getPort() + "/hook");
            maria.page().locator("input[value='account']").check();
            maria.page().locator("input[value='refuse']").check();
            maria.page().locator("main form button").click();
            assertThat(maria.page().locator("#webhook-key")).isVisible();
            camera.take(maria, "admin-webhook-key");
            var key = maria.page().locator("#webhook-key").innerText().strip();
            maria.page().locator("main a.primary").click();
            maria.page().locator("form[action$='/test'] button").click();
            demo.add("zoe", "Zoe Hill");
            await("both messages").until(() -> asked.size() == 2);
            assertThat(asked).allSatisfy(one -> assertThat(isSigned(one, key)).isTrue());
            assertThat(asked.getLast().body())
                    .contains("\"kind\":\"account-added\"")
                    .doesNotContain("zoe", "Zoe");
            maria.page().reload();
            assertThat(maria.page().locator("td .badge.good")).hasCount(2);
            camera.takeAll(maria, "admin-webhook");
            maria.page().locator("a[href$='/remove']").click();
            camera.take(maria, "admin-webhook-sure");
            maria.go("/admin/webhooks");
            camera.takeAll(maria, "admin-webhooks");
        } finally {
            program.stop(0);
        }
    }

    private static HttpServer program(List<Asked> asked) throws IOException {
        var program = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        program.createContext("/hook", exchange -> {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            asked.add(new Asked(Map.copyOf(exchange.getRequestHeaders()), body));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        program.start();
        return program;
    }

    // As docs/webhooks.md says it.
    private static boolean isSigned(Asked asked, String key) throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(key.substring("whsec_".length())), "HmacSHA256"));
        var signed = asked.header("Webhook-id") + "." + asked.header("Webhook-timestamp") + "." + asked.body();
        var expected = "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        return List.of(asked.header("Webhook-signature").split(" ")).contains(expected);
    }
}
