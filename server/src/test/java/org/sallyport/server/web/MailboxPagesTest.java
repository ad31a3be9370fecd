package org.sallyport.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Codes by mail as a second factor, from the wizard to signing in with them.
class MailboxPagesTest {
    private static RunningWeb web;

    @BeforeAll
    static void start() {
        web = RunningWeb.start();
    }

    @AfterAll
    static void stop() {
        web.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "el"})
    void aMailboxIsSetUpInTheLanguageOfTheAccount(String language) {
        var guest = web.toBeSetUp("reader-" + language);
        web.speak(guest.account(), language);
        var browser = guest.browser().with("Accept-Language", language);
        browser.open("/set-up");
        browser.get("/set-up/method");
        var pages = new ArrayList<String>();
        assertThat(browser.post("/set-up/method", "method", "mailbox").location())
                .isEqualTo("/set-up/mailbox");
        pages.add(browser.get("/set-up/mailbox").page());
        pages.add(browser.post("/set-up/mailbox", "address", "nobody").page());
        pages.add(browser.post("/set-up/mailbox", "address", "eleni@olive.example")
                .page());
        web.organisation.clock.forward(Duration.ofMinutes(1));
        assertThat(browser.post("/set-up/mailbox", "address", "eleni@pine.example")
                        .location())
                .isEqualTo("/set-up/mailbox");
        pages.add(browser.get("/set-up/mailbox").page());
        pages.add(browser.post("/set-up/mailbox/code", "code", "abcdef").page());
        assertThat(browser.post("/set-up/mailbox/code", "code", web.organisation.codeSent())
                        .location())
                .isEqualTo("/set-up/verify");

        assertThat(pages)
                .allSatisfy(page -> assertThat(page)
                        .contains("<html lang=\"" + language + "\"")
                        .doesNotContain("??"));
    }

    @Test
    void T06_aMailboxThatAnAppPasswordOpensIsRefusedWithTheReason() {
        var guest = web.toBeSetUp("own-mailbox");
        guest.browser().open("/set-up");
        guest.browser().get("/set-up/mailbox");

        var answer = guest.browser().post("/set-up/mailbox", "address", "own-mailbox@mail.olive.example");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.page()).contains("An app password opens this mailbox");
    }

    @Test
    void aCodeByMailSignsIn() {
        var guest = web.toBeSetUp("by-mail");
        var mailbox = web.organisation.telephones.registerMailbox(guest.account(), "by-mail@pine.example");
        var browser = guest.browser();
        browser.get("/second-factor/mailbox");

        web.organisation.clock.forward(Duration.ofMinutes(1));
        var sent = browser.post("/second-factor/mailbox/code", "to", mailbox.toString());
        assertThat(browser.get(sent.location()).page()).contains("b•••••@pine.example");

        assertThat(browser.post("/second-factor/mailbox", "code", web.organisation.codeSent())
                        .location())
                .isEqualTo("/account");
        assertThat(browser.get("/account").status()).isEqualTo(200);
    }
}
