package org.sallyport.acceptance.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.sallyport.acceptance.harness.Demo;
import org.sallyport.acceptance.harness.Walker;

/// Daphne chats with an app password. Her user name has no domain, as Prosody says it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ProsodyTest {
    private static final String NO = "<not-authorized/>";

    private Demo demo;
    private Prosody prosody;
    private Walker daphne;
    private Walker.AppPassword forChat;

    @BeforeAll
    void daphneSetsUpMfa() {
        demo = Demo.start();
        var person = demo.add(
                new Demo.Person("daphne", "pebble-quartz-heron-17"),
                "Daphne Laurel",
                "--contact",
                "daphne@home.example",
                "--require-mfa");
        daphne = new Walker(demo, person);
        daphne.setUp(demo.outbox());
        forChat = daphne.issue("Chat", "http");
        prosody = Prosody.asking(demo.dovecotPort());
    }

    @AfterAll
    void everythingStops() {
        if (prosody != null) {
            prosody.close();
        }
        if (demo != null) {
            demo.close();
        }
    }

    @Test
    void anAppPasswordForHttpSignsInAndNothingElseDoes() {
        var forMail = daphne.issue("Mail", "imap");

        assertThat(prosody.signIn(daphne.user(), forChat.secret()))
                .as(prosody.log())
                .startsWith("<success");
        assertThat(prosody.signIn(daphne.user(), "wrong")).contains(NO);
        assertThat(prosody.signIn(daphne.user(), daphne.accountPassword())).contains(NO);
        assertThat(prosody.signIn(daphne.user(), forMail.secret())).contains(NO);
        assertThat(prosody.signIn("stranger", forChat.secret())).contains(NO);
    }

    @Test
    void anOutageIsNotAWrongPassword() {
        demo.stop();
        try {
            assertThat(prosody.signIn(daphne.user(), forChat.secret()))
                    .contains("<internal-server-error/>")
                    .doesNotContain(NO);
        } finally {
            demo.startAgain();
        }

        // The connection that was lost is noticed once more.
        await().until(() -> prosody.signIn(daphne.user(), forChat.secret()).startsWith("<success"));
    }
}
