package org.sallyport.acceptance.telephone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.sallyport.acceptance.harness.Browser;
import org.sallyport.acceptance.harness.Demo;
import org.sallyport.acceptance.harness.Gateway;
import org.sallyport.acceptance.harness.Ports;
import org.sallyport.server.telephone.centre.MessageCentre;

class CodesByTextTest {
    private static final Pattern TELEPHONE = Pattern.compile("name=\"to\" value=\"([0-9a-f-]{36})\"");

    @Test
    void somebodySetsUpATelephoneAndSignsInWithIt() throws IOException {
        try (var gateway = Gateway.open();
                var demo = Demo.start()) {
            connect(demo, gateway);
            var eleni = demo.person("eleni");
            var outbox = demo.outbox();
            var browser = new Browser(URI.create(demo.url()));

            var page = browser.submit(signIn(browser, eleni), "/set-up", Map.of());
            page = browser.submit(page, "/set-up/method", Map.of("method", "phone"));
            page = browser.submit(page, "/set-up/phone", Map.of("country", "GR", "number", "690 123", "form", "text"));
            assertThat(page.status()).isEqualTo(422);
            assertThat(gateway.isEmpty()).isTrue();
            page = browser.submit(
                    page, "/set-up/phone", Map.of("country", "GR", "number", "690 123 4567", "form", "text"));
            var text = gateway.next();
            assertThat(text.to()).isEqualTo("+306901234567");
            assertThat(text.text()).contains("\n@localhost #");
            page = browser.submit(page, "/set-up/phone/code", Map.of("code", text.code()));
            page = browser.submit(page, "/set-up/verify/code", Map.of());
            page = browser.submit(page, "/set-up/verify", Map.of("code", outbox.nextCode()));
            page = browser.submit(page, "/set-up/next", Map.of());
            assertThat(page.body()).contains("id=\"app-password\"");

            var again = new Browser(URI.create(demo.url()));
            var asked = signIn(again, eleni);
            assertThat(asked.path()).isEqualTo("/second-factor/phone");
            assertThat(gateway.isEmpty()).as("nothing is sent unasked").isTrue();
            asked = again.submit(asked, "/second-factor/phone/code", Map.of("to", telephone(asked), "form", "text"));
            asked = again.submit(
                    asked, "/second-factor/phone", Map.of("code", gateway.next().code()));
            assertThat(asked.path()).isEqualTo("/account");

            assertThat(Files.readString(demo.log()))
                    .contains("event=phone.sent")
                    .doesNotContain("6901234567", Gateway.TOKEN, text.code());
        }
    }

    @Test
    void aMessageCentreThatSpeaksSmppCarriesTheCode() throws IOException {
        try (var centre = MessageCentre.start(Ports.free());
                var demo = Demo.start()) {
            demo.stop();
            Files.writeString(demo.data().resolve("smpp.password"), "secret\n");
            demo.serve("""
                    phone:
                      provider: smpp
                      countries: [GR]
                      smpp:
                        host: localhost
                        port: %d
                        tls: no
                        system-id: olive
                        password: file:smpp.password
                        from: Olive
                    """.formatted(centre.port()));
            var browser = new Browser(URI.create(demo.url()));
            var page = browser.submit(signIn(browser, demo.person("eleni")), "/set-up", Map.of());
            page = browser.submit(page, "/set-up/method", Map.of("method", "phone"));
            page = browser.submit(page, "/set-up/phone", Map.of("country", "GR", "number", "690 123 4567"));
            var text = centre.next();
            assertThat(text.to()).isEqualTo("306901234567");
            assertThat(text.from()).isEqualTo("Olive");
            assertThat(text.text()).contains("κωδικός").contains("Olive & Pine").contains("\n@localhost #");

            page = browser.submit(page, "/set-up/phone/code", Map.of("code", text.code()));

            assertThat(page.path()).isEqualTo("/set-up/verify");
            assertThat(Files.readString(demo.log()))
                    .contains("event=phone.bound", "event=phone.sent")
                    .doesNotContain("6901234567", text.code());
        }
    }

    @Test
    void aGatewayThatIsDownIsSaid() throws IOException {
        try (var gateway = Gateway.open();
                var demo = Demo.start()) {
            connect(demo, gateway);
            gateway.answers(503);
            var browser = new Browser(URI.create(demo.url()));
            var page = browser.submit(signIn(browser, demo.person("eleni")), "/set-up", Map.of());
            page = browser.submit(page, "/set-up/method", Map.of("method", "phone"));

            page = browser.submit(
                    page, "/set-up/phone", Map.of("country", "GR", "number", "690 123 4567", "form", "text"));

            assertThat(page.status()).isEqualTo(422);
            gateway.answers(201);
            browser.submit(browser.open("/set-up/phone"), "/set-up/phone/again", Map.of("form", "text"));
            assertThat(gateway.next().to()).isEqualTo("+306901234567");
        }
    }

    private static void connect(Demo demo, Gateway gateway) throws IOException {
        demo.stop();
        Files.writeString(demo.data().resolve("gateway.key"), Gateway.TOKEN + "\n");
        demo.serve("""
                phone:
                  provider: https
                  countries: [GR]
                  https:
                    url: %s/send
                    body: '{"to": "{number}", "text": "{text}"}'
                    headers:
                      - name: X-Key
                        value: file:gateway.key
                """.formatted(gateway.url()));
    }

    private static Browser.Page signIn(Browser browser, Demo.Person person) {
        return browser.submit(
                browser.open("/sign-in"), "/sign-in", Map.of("name", person.user(), "password", person.password()));
    }

    private static String telephone(Browser.Page page) {
        var found = TELEPHONE.matcher(page.body());
        assertThat(found.find()).isTrue();
        return found.group(1);
    }
}
