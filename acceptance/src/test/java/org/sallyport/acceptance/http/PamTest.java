package org.sallyport.acceptance.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.sallyport.acceptance.harness.Demo;
import org.sallyport.acceptance.harness.PeerFolder;
import org.sallyport.acceptance.harness.Ran;
import org.sallyport.acceptance.harness.Walker;

/// A service that signs people in by PAM with the shipped program and lines. libpam_wrapper lets it read its lines from
/// a folder of its own; everything else is the machine's.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PamTest {
    private static final Path SHIPPED =
            Path.of(Objects.requireNonNull(System.getProperty("sallyport.root")), "integrations/pam/sallyport-pam");

    private Demo demo;
    private PeerFolder folder;
    private Walker eleni;
    private Walker.AppPassword appPassword;

    @BeforeAll
    void everythingStarts() {
        demo = Demo.start();
        folder = PeerFolder.make();
        folder.write("header", "Authorization: Bearer " + demo.verifyPort().token() + "\n");
        folder.write(
                "sallyport-pam.conf",
                "url=" + demo.verifyPort().address() + "\nheader="
                        + folder.path().resolve("header") + "\n");
        folder.ship(
                "pam/sallyport",
                "stall",
                Map.of(
                        "/usr/local/libexec/sallyport-pam",
                        SHIPPED.toString(),
                        " http\n",
                        " http " + folder.path().resolve("sallyport-pam.conf") + "\n"));
        eleni = new Walker(demo, demo.person("eleni"));
        eleni.setUp(demo.outbox());
        appPassword = eleni.issue("Market stall", "http");
    }

    @AfterAll
    void everythingStops() {
        if (folder != null) {
            folder.close();
        }
        if (demo != null) {
            demo.close();
        }
    }

    private String signIn(String user, String password) {
        var wrapped = Map.of(
                "LD_PRELOAD", "libpam_wrapper.so",
                "PAM_WRAPPER", "1",
                "PAM_WRAPPER_SERVICE_DIR", folder.path().toString());
        var pamtester = List.of("pamtester", "-I", "rhost=192.0.2.7", "stall", user, "authenticate");
        return Ran.of(pamtester, wrapped, password + "\n").said();
    }

    @Test
    void anAppPasswordSignsIn() {
        assertThat(signIn(eleni.user(), appPassword.grouped(" "))).contains("successfully authenticated");
    }

    @Test
    void theAccountPasswordIsRefusedOnceMfaIsEnforced() {
        assertThat(signIn(eleni.user(), eleni.accountPassword())).contains("Authentication failure");
    }

    @Test
    void aPasswordWithSpecialCharactersArrivesAsItWasTyped() {
        var person = demo.add(
                new Demo.Person("zoe@olive.example", "pebbles %41 & $(id) `id` \"'+\\ = @x κύμα"), "Zoë Kazan");

        assertThat(signIn(person.user(), person.password())).contains("successfully authenticated");
    }

    @Test
    void T48_aRevokedAppPasswordIsRefusedAtOnce() {
        var another = eleni.issue("Old stall", "http");
        assertThat(signIn(eleni.user(), another.secret())).contains("successfully authenticated");

        eleni.revoke(another);

        assertThat(signIn(eleni.user(), another.secret())).contains("Authentication failure");
    }

    @Test
    void anOutageIsASystemErrorAndMovesNoCounter() {
        demo.stop();
        try {
            for (int i = 0; i < 3; i++) {
                assertThat(signIn(eleni.user(), i == 1 ? "wrong" : appPassword.secret()))
                        .contains("System error")
                        .doesNotContain("Authentication failure");
            }
        } finally {
            demo.startAgain();
        }

        assertThat(signIn(eleni.user(), appPassword.secret())).contains("successfully authenticated");
    }

    @Test
    void thePasswordIsNoArgumentAndNoVariableOfAnyProgram() {
        var trace = Ran.of(
                List.of(
                        "sh",
                        "-x",
                        SHIPPED.toString(),
                        "http",
                        folder.path().resolve("sallyport-pam.conf").toString()),
                Map.of("PAM_USER", eleni.user()),
                "heron-in-the-reeds\0");

        assertThat(trace.said()).contains("+ curl ").doesNotContain("heron-in-the-reeds");
        assertThat(trace.code()).isEqualTo(1);
    }
}
