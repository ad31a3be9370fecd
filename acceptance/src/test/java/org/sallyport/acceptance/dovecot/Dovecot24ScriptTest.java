package org.sallyport.acceptance.dovecot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.sallyport.acceptance.harness.Demo;
import org.sallyport.acceptance.harness.PeerFolder;
import org.sallyport.acceptance.harness.Program;
import org.sallyport.acceptance.harness.VerifyPort;
import org.sallyport.acceptance.harness.Walker;

/// The Lua file for Dovecot 2.4, run by a stand-in for Dovecot 2.4, asks a real Sallyport. Eleni has set up MFA and has
/// an app password for mail; Nikos needs none of that.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class Dovecot24ScriptTest {
    private Demo demo;
    private PeerFolder folder;
    private Path standIn;
    private Demo.Person eleni;
    private Demo.Person nikos;
    private Walker.AppPassword appPassword;

    @BeforeAll
    void eleniSetsUpMfa() {
        demo = Demo.start();
        folder = PeerFolder.makeForOwner();
        standIn = folder.fill("dovecot-2.4/stand-in.lua", Map.of());
        eleni = demo.person("eleni");
        nikos = demo.person("nikos");
        appPassword = new Walker(demo, eleni).setUp(demo.outbox());
    }

    @AfterAll
    void everythingStops() {
        if (demo != null) {
            demo.close();
        }
        if (folder != null) {
            folder.close();
        }
    }

    @Test
    void anAppPasswordIsLetInAndNamedByItsIdentifierForKick() {
        var said = ask(demo.verifyPort(), eleni.user(), appPassword.secret());

        assertThat(said)
                .startsWith("OK\n")
                .contains("\nuser=" + eleni.user() + "\n", "\nuserdb_user_sallyport=" + appPassword.id() + "\n");
    }

    @Test
    void anAccountPasswordIsLetInWhereMfaIsNotRequiredAndNamesNoAppPassword() {
        assertThat(ask(demo.verifyPort(), nikos.user(), nikos.password()))
                .startsWith("OK\n")
                .doesNotContain("userdb_user_sallyport");
    }

    @Test
    void whatIsWrongIsRefused() {
        assertThat(ask(demo.verifyPort(), eleni.user(), "wrong")).startsWith("PASSWORD_MISMATCH\n");
        assertThat(ask(demo.verifyPort(), eleni.user(), eleni.password())).startsWith("PASSWORD_MISMATCH\n");
        assertThat(ask(demo.verifyPort(), "nobody@olive.example", "wrong")).startsWith("PASSWORD_MISMATCH\n");
    }

    @Test
    void anOutageAndAnUnknownTokenAreNobodysWrongPassword() {
        var nobodyThere = new VerifyPort(
                demo.verifyPort().address().resolve("http://127.0.0.1:1/verify"),
                demo.verifyPort().token());
        var mistyped = new VerifyPort(
                demo.verifyPort().address(), "mistyped-" + demo.verifyPort().token());

        assertThat(ask(nobodyThere, eleni.user(), appPassword.secret()))
                .startsWith("INTERNAL_FAILURE\nsallyport: no verdict from ");
        assertThat(ask(mistyped, eleni.user(), appPassword.secret()))
                .startsWith("INTERNAL_FAILURE\n")
                .contains("is not one that Sallyport knows");
    }

    /// With the name alone, one wrong password would hide every right one.
    @Test
    void theKeyOfACacheHoldsThePassword() {
        assertThat(ask(demo.verifyPort(), eleni.user(), appPassword.secret()))
                .endsWith("cache key: %{user}\t%{password}\n");
    }

    private String ask(VerifyPort verify, String user, String password) {
        var token = folder.write("sallyport.token", verify.token() + "\n");
        var script = folder.ship(
                "dovecot/2.4/sallyport.lua",
                "sallyport.lua",
                Map.of(
                        "http://127.0.0.1:8081/verify",
                        verify.address().toString(),
                        "/etc/dovecot/sallyport.token",
                        token.toString()));
        var command = List.of(
                "lua5.4",
                standIn.toString(),
                script.toString(),
                folder.path().toString(),
                "imap",
                "192.0.2.7",
                user,
                password);
        return Program.run(command.toArray(String[]::new));
    }
}
