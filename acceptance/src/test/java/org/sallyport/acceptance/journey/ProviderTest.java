package org.sallyport.acceptance.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Route;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sallyport.acceptance.harness.Demo;
import org.sallyport.acceptance.harness.Keycloak;
import org.sallyport.acceptance.harness.ScimClient;

/// Somebody without a local password signs in at Keycloak, and is disabled by SCIM.
@ExtendWith(InChromium.class)
class ProviderTest {
    private static final String CHARA = "chara@olive.example";
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";
    private static Keycloak keycloak;

    private final Camera camera = new Camera();

    @BeforeAll
    static void start() {
        keycloak = Keycloak.start(CHARA);
    }

    @AfterAll
    static void stop() {
        keycloak.close();
    }

    @AfterEach
    void nothingWasFound() {
        camera.assertNothingFound();
    }

    @ParameterizedTest
    @EnumSource(Words.class)
    void whoeverSignsInThereUsesMailUntilTheOrganisationDisablesThem(Words words, Windows windows) throws IOException {
        try (var demo = Demo.start()) {
            demo.stop();
            Files.writeString(demo.data().resolve("olive.secret"), Keycloak.SECRET);
            Files.writeString(demo.data().resolve("entra.token"), TOKEN);
            demo.serve(sources());
            add(demo, words);
            var scim = new ScimClient(demo.url(), TOKEN);
            var id = scim.add(CHARA);

            var chara = windows.open(demo, words);
            signIn(chara);
            var walk = new Walk(chara);
            walk.setItUpNow();
            walk.registerApp();
            walk.verifyContact();
            var letters = walk.next();

            assertThat(demo.verifyPort().imap(CHARA, letters)).isEqualTo(200);
            chara.go("/second-factor/provider-factor");
            camera.take(chara, "second-factor-provider-factor");

            scim.disable(id);
            await().atMost(Duration.ofMinutes(1)).until(() -> demo.verifyPort().imap(CHARA, letters) == 401);
            chara.go("/account");
            assertThat(chara.page()).hasURL(Pattern.compile("/sign-in(\\?.*)?$"));
            unlink(windows.open(demo, words), demo.person("maria"));
        }
    }

    // Her account has two sources, and is taken away from one of them.
    private void unlink(Window maria, Demo.Person admin) {
        new Walk(maria).signIn(admin);
        maria.go("/admin").follow("Chara Douka");
        maria.page().locator("a[href$='/unlink']").click();
        camera.takeAll(maria, "admin-person-unlink");
        maria.page().locator("input[name=link][value^='oidc/']").check();
        maria.page().locator("#why").fill("She signs in with Entra alone");
        maria.page().locator("form[action$='/unlink'] button[type=submit]").click();
        assertThat(maria.page().locator("[role=status]")).isVisible();
    }

    private static String sources() {
        return """
            sources:
              oidc:
                - name: olive
                  label: Olive & Pine
                  issuer: %s
                  client-id: sallyport
                  client-secret: file:olive.secret
                  merge: same-username
              scim:
                - name: entra
                  token: file:entra.token
                  merge: same-username
            """.formatted(keycloak.issuer());
    }

    // The name alone leads there, by a page that goes on by itself.
    private void signIn(Window chara) {
        camera.takeAll(chara, "sign-in-with");
        // An answer without content leaves the browser where it is.
        chara.page().route("**/sign-in/with/**", route -> route.fulfill(new Route.FulfillOptions().setStatus(204)));
        chara.page().locator("#name").fill(CHARA);
        chara.page().locator("form[action='/sign-in'] button[type=submit]").click();
        camera.take(chara, "sign-in-elsewhere");
        chara.page().unroute("**/sign-in/with/**");
        chara.go("/sign-in/with/olive?hint=chara%40olive.example");

        assertThat(chara.page().locator("#username")).hasValue(CHARA);
        chara.page().locator("#password").fill(Keycloak.PASSWORD);
        chara.page().locator("#kc-login").click();
        assertThat(chara.page()).hasURL(Pattern.compile("/set-up$"));
    }

    private static void add(Demo demo, Words words) {
        demo.sallyport(
                "account",
                "add",
                CHARA,
                "--display-name",
                "Chara Douka",
                "--language",
                words.tag(),
                "--contact",
                "chara.home@pine.example",
                "--require-mfa",
                "--without-password");
    }
}
