package org.sallyport.server.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.caller.Source;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.verify.Attempt;
import org.sallyport.core.verify.Delay;
import org.sallyport.core.verify.TypedName;
import org.sallyport.core.verify.Verdict;
import org.sallyport.server.listener.Caps;
import org.sallyport.server.listener.Deadlines;
import org.sallyport.server.listener.Questions;
import org.sallyport.server.listener.TraceId;

/// A thousand account passwords at one listener while not one hash comes to its end: few of them wait, and app
/// passwords wait for none.
class T45_AccountPasswordsAtOnceTest {
    private static final int HALF = 500;
    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    private WiredOlive olive;
    private Questions questions;
    private final List<CompletableFuture<Verdict>> guesses = new ArrayList<>();

    @BeforeEach
    void begin() throws InterruptedException {
        olive = new WiredOlive(new Shell(folder).configuration());
        questions = new Questions(olive.wired.verifier(), Caps.DEFAULT, Deadlines.DEFAULT);
    }

    @AfterEach
    void end() {
        olive.leaveHashing();
        questions.close();
        olive.close();
    }

    @Test
    void T45_appPasswordsAreJudgedWhileNoAccountPasswordIs() throws InterruptedException {
        var used = olive.appPassword(Protocol.IMAP);
        var unused = olive.appPassword(Protocol.SMTP);
        assertThat(ask(WiredOlive.ELENI, used, Protocol.IMAP, "192.0.2.7").join())
                .isInstanceOf(Verdict.Accepted.class);
        olive.occupyHashing();
        askAThousand();

        // From the store, one of them for the first time.
        assertThat(ask(WiredOlive.ELENI, used, Protocol.IMAP, "192.0.2.7").join())
                .isInstanceOf(Verdict.Accepted.class);
        assertThat(ask(WiredOlive.ELENI, unused, Protocol.SMTP, "192.0.2.7").join())
                .isInstanceOf(Verdict.Accepted.class);
        // And from memory.
        olive.wired.snapshots().follow();
        assertThat(ask(WiredOlive.ELENI, used, Protocol.IMAP, "192.0.2.7").join())
                .isInstanceOf(Verdict.Accepted.class);
        assertThat(olive.wired.verifier().verifyFromMemory(attempt(WiredOlive.ELENI, used, Protocol.IMAP, "192.0.2.7")))
                .containsInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void T45_fewWaitAndTheOthersAreAskedToComeBackAndNobodyIsCountedForIt() throws InterruptedException {
        olive.occupyHashing();
        askAThousand();

        assertThat(guesses.stream().filter(CompletableFuture::isDone).map(CompletableFuture::join))
                .hasSizeGreaterThanOrEqualTo(2 * HALF - Caps.DEFAULT.questions() / 2)
                .allSatisfy(verdict -> assertThat(verdict)
                        .isInstanceOfSatisfying(
                                Verdict.Deferred.class,
                                deferred -> assertThat(deferred.why()).isEqualTo(Delay.BUSY)));
        olive.leaveHashing();

        await().atMost(LONG).until(() -> guesses.stream().allMatch(CompletableFuture::isDone));
        assertThat(ask(WiredOlive.NIKOS, Shell.PASSWORD, Protocol.IMAP, "192.0.2.1")
                        .join())
                .isInstanceOf(Verdict.Accepted.class);
    }

    /// One guess many times over, and then names that nobody has, each from somewhere else. It returns when whoever
    /// does not wait has been told.
    private void askAThousand() {
        for (int i = 0; i < HALF; i++) {
            guesses.add(ask(WiredOlive.NIKOS, "a guess at the password", Protocol.IMAP, "192.0.2.1"));
        }
        await().until(() -> waiting() <= Caps.DEFAULT.questions() / 2);
        for (int i = 0; i < HALF; i++) {
            guesses.add(
                    ask("nobody" + i, "a guess at the password", Protocol.IMAP, "198.51." + i / 250 + "." + i % 250));
        }
        await().until(() -> waiting() <= Caps.DEFAULT.questions() / 2);
    }

    private long waiting() {
        return guesses.stream().filter(guess -> !guess.isDone()).count();
    }

    private CompletableFuture<Verdict> ask(String name, String secret, Protocol protocol, String from) {
        return questions
                .ask(attempt(name, secret, protocol, from), TraceId.fresh(), LONG)
                .toCompletableFuture();
    }

    private Attempt attempt(String name, String secret, Protocol protocol, String from) {
        return new Attempt(
                new TypedName(name),
                Secret.of(secret),
                protocol,
                Source.ofLiteral(from),
                olive.installation.clock().instant(),
                "dovecot");
    }
}
