package org.sallyport.server.doveadm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.SettableClock;

class BacklogTest {
    private static final Account ELENI = Fixtures.eleni().account();
    private static final Account NIKOS = Fixtures.nikos().account();

    private final SettableClock clock = SettableClock.atNow();
    private final ScriptedDovecot dovecot = new ScriptedDovecot("dovecot-1");
    private final DoveadmClient client = new DoveadmClient(Duration.ofSeconds(10));
    private final Backlog backlog = new Backlog(dovecot.server(DoveadmServer.Kick.USER), client, clock);
    private final List<Account> late = new ArrayList<>();
    private final LogLines log = new LogLines();

    @AfterEach
    void stop() {
        log.close();
        client.close();
        dovecot.close();
    }

    private void askAgain() {
        dovecot.asked.clear();
        backlog.askAgain((closing, _, _) -> late.add(closing.account()));
    }

    private void failFor(Account... accounts) {
        dovecot.status = 500;
        for (var account : accounts) {
            assertThat(backlog.close(account, Optional.empty())).isEmpty();
        }
    }

    @Test
    void aRoundEndsWithTheFirstFailureAndTheNextBeginsWithTheOther() {
        failFor(ELENI, NIKOS);

        askAgain();
        assertThat(dovecot.asked).singleElement().asString().contains("eleni");
        askAgain();
        assertThat(dovecot.asked).singleElement().asString().contains("nikos");
        assertThat(late).isEmpty();
    }

    @Test
    void oneRoundDoesAllThatCanBeDone() {
        failFor(ELENI, NIKOS);
        dovecot.status = 200;

        askAgain();
        assertThat(late).containsExactly(ELENI, NIKOS);
        askAgain();
        assertThat(dovecot.asked).isEmpty();
    }

    @Test
    void whatWasAskedForAnHourIsGivenUpAndTheLogSaysWhoseItWas() {
        failFor(ELENI);
        clock.forward(Duration.ofMinutes(30));
        failFor(NIKOS);
        clock.forward(Duration.ofMinutes(31));

        askAgain();

        assertThat(dovecot.asked).singleElement().asString().contains("nikos");
        assertThat(log.of("doveadm.given-up"))
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .containsEntry("server", "dovecot-1")
                        .containsEntry("account", ELENI.id().toString())
                        .containsEntry("app-password", "all"));
    }

    @Test
    void inTheEndEverythingIsGivenUp() {
        failFor(ELENI, NIKOS);

        backlog.giveUpAll();

        assertThat(log.of("doveadm.given-up")).hasSize(2);
        askAgain();
        assertThat(dovecot.asked).isEmpty();
    }
}
