package org.sallyport.acceptance.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.sallyport.acceptance.harness.Demo;
import org.sallyport.acceptance.harness.VerifyPort;
import org.sallyport.acceptance.harness.Walker;

/// Five hundred people of a directory, and Eleni, who was in Sallyport before with MFA and an app password. The
/// directory is read as often as it is by itself.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DirectoryTest {
    private static final int OPENED = 200;
    private static final int REFUSED = 401;
    private static final int LATER = 503;
    private static final int PEOPLE = 500;
    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    private Slapd slapd;
    private Demo demo;
    private VerifyPort verify;
    private Walker eleni;
    private Walker.AppPassword ipad;

    @BeforeAll
    void theDirectoryIsConnected() {
        demo = Demo.start();
        eleni = new Walker(demo, demo.person("eleni"));
        ipad = eleni.setUp(demo.outbox());
        verify = demo.verifyPort();
        var people = new ArrayList<String>();
        IntStream.rangeClosed(1, PEOPLE).forEach(i -> people.add(Slapd.person("person-" + i, passwordOf(i))));
        people.add(Slapd.person(eleni.user(), "the directory has another one"));
        slapd = new Slapd(people);
        demo.stop();
        demo.serve(slapd.asSource());
        await("the first reading")
                .atMost(A_MINUTE)
                .until(() -> verify.imap("person-" + PEOPLE, passwordOf(PEOPLE)) == OPENED);
    }

    @AfterAll
    void everythingStops() {
        if (demo != null) {
            demo.close();
        }
        if (slapd != null) {
            slapd.close();
        }
    }

    private static String passwordOf(int person) {
        return "olive grove number " + person;
    }

    @Test
    void everybodyIsReadPageByPageAndSignsInWithThePasswordOfTheDirectory() {
        assertThat(demo.sallyport("account", "list", "--json")).contains("\"person-1\"", "\"person-" + PEOPLE + "\"");
        assertThat(verify.imap("person-1", passwordOf(1))).isEqualTo(OPENED);
        assertThat(verify.imap("person-1", passwordOf(2))).isEqualTo(REFUSED);
        assertThat(verify.imap("person-1", "")).isEqualTo(REFUSED);
        assertThat(demo.sallyport("account", "list", "--json")).doesNotContain(passwordOf(1));
    }

    @Test
    void whoeverLeavesIsShutOutWithinAMinuteAndComesBackWithTheirAppPasswords() {
        assertThat(verify.imap(eleni.user(), ipad.secret())).isEqualTo(OPENED);

        slapd.leaves(eleni.user());
        await("the app password to sleep")
                .atMost(A_MINUTE)
                .until(() -> verify.imap(eleni.user(), ipad.secret()) == REFUSED);

        slapd.comesBack(eleni.user());
        await("the app password to wake")
                .atMost(A_MINUTE)
                .until(() -> verify.imap(eleni.user(), ipad.secret()) == OPENED);
    }

    @Test
    void aNewNameIsTakenOver() {
        slapd.isCalled("person-2", "person-2-married");

        await("the new name").atMost(A_MINUTE).until(() -> verify.imap("person-2-married", passwordOf(2)) == OPENED);
        assertThat(verify.imap("person-2", passwordOf(2))).isEqualTo(REFUSED);
    }

    @Test
    void aStalePasswordReachesTheDirectoryOnceAndOthersNoMoreThanItTakes() {
        for (int i = 0; i < 200; i++) {
            verify.ask("person-3", "the one from last year", "imap", "198.51.100." + i);
        }
        assertThat(slapd.bindsOf("person-3")).isEqualTo(1);

        for (int i = 0; i < 20; i++) {
            verify.ask("person-3", "guess number " + i, "imap", "203.0.113." + i);
        }
        assertThat(slapd.bindsOf("person-3")).isEqualTo(3);
    }

    @Test
    void whileTheDirectoryIsOutAppPasswordsOpenAndNobodyIsToldThatTheirPasswordIsWrong() {
        slapd.stop();
        try {
            assertThat(verify.imap(eleni.user(), ipad.secret())).isEqualTo(OPENED);
            assertThat(verify.imap("person-4", passwordOf(4))).isEqualTo(LATER);
        } finally {
            slapd.startAgain();
        }
        await("the directory").atMost(A_MINUTE).until(() -> verify.imap("person-4", passwordOf(4)) == OPENED);
    }

    @Test
    void aDirectoryThatLosesManyAtOnceIsNotBelieved() {
        var many = IntStream.rangeClosed(401, 480).mapToObj(i -> "person-" + i).toArray(String[]::new);
        slapd.leaves(many);
        try {
            await("the fuse").atMost(A_MINUTE).until(() -> said().contains("source.held"));
            assertThat(demo.sallyport("account", "list", "--json").split("\"suspended\"", -1))
                    .hasSize(1);
        } finally {
            slapd.comesBack(many);
        }
    }

    private String said() {
        try {
            return Files.readString(demo.log());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
