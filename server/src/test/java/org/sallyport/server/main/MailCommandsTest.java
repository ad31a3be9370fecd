package org.sallyport.server.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.core.account.EmailAddress;
import org.sallyport.core.notice.Notice;
import org.sallyport.core.notice.Notices;
import org.sallyport.core.store.Books;
import tools.jackson.databind.json.JsonMapper;

class MailCommandsTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    Path folder;

    private Shell shell = new Shell(Path.of("."));
    private String config = "";

    @BeforeEach
    void sitDown() {
        shell = new Shell(folder);
        config = shell.configuration();
        shell.run("keys", "init", "--config", config);
    }

    private Shell.Screen deadLetters(String... words) {
        var args = new ArrayList<>(List.of("mail", "dead-letters"));
        args.addAll(List.of(words));
        args.addAll(List.of("--config", config));
        return shell.run(args.toArray(String[]::new));
    }

    private <R> R inStore(Function<Books, R> work) {
        var settings = Where.read(Path.of(config), Terminal.ofThisProcess());
        try (var installation = Installation.open(settings, InstantSource.system(), Installation.Absent.REFUSE)) {
            return installation.store().transact(work);
        }
    }

    private UUID deadLetterTo(String address) {
        var now = InstantSource.system().instant();
        var notice = Notice.of(
                Notice.Kind.METHOD_REMOVED,
                new EmailAddress(address),
                Locale.ENGLISH,
                Map.of("name", "Nikos", "method", "passkey"),
                now);
        return inStore(books -> {
            Notices.in(books).add(notice);
            Notices.in(books).claim(now.plusSeconds(1), now.plusSeconds(2), 10);
            Notices.in(books).died(notice.id(), "550 5.1.1 nobody lives here", now);
            return notice.id();
        });
    }

    @Test
    void withoutDeadLettersThereAreNone() {
        assertThat(deadLetters("list").out()).isEqualTo("(none)\n0 dead letters.\n");
    }

    @Test
    void theListSaysWhomNobodyToldOfWhatAndWhy() {
        var id = deadLetterTo("nikos@pine.example");

        assertThat(deadLetters("list").out())
                .contains(id.toString(), "nikos@pine.example", "method-removed", "550 5.1.1 nobody lives here")
                .endsWith("\n1 dead letter.\n");
        var rows = JSON.readValue(deadLetters("list", "--json").out(), Map[].class);
        assertThat(rows)
                .singleElement()
                .satisfies(row -> assertThat(row.get("why")).isEqualTo("550 5.1.1 nobody lives here"));
    }

    @Test
    void whatIsRetriedIsDueAndAudited() {
        var id = deadLetterTo("nikos@pine.example");

        assertThat(deadLetters("retry", id.toString()).out()).isEqualTo("1 dead letter tried again.\n");

        var now = InstantSource.system().instant().plus(Duration.ofSeconds(1));
        var due = inStore(books -> Notices.in(books).claim(now, now, 10));
        assertThat(due)
                .singleElement()
                .satisfies(envelope -> assertThat(envelope.id()).isEqualTo(id));
        assertThat(shell.run("audit", "export", "--config", config).out())
                .contains("\"dead-letters-retried\"", "\"letters\":\"1\"");
    }

    @Test
    void allAreDroppedAtOnceAndItIsAudited() {
        deadLetterTo("nikos@pine.example");
        deadLetterTo("maria@pine.example");

        assertThat(deadLetters("drop", "--all").out()).isEqualTo("2 dead letters dropped.\n");

        assertThat(deadLetters("list").out()).endsWith("0 dead letters.\n");
        assertThat(deadLetters("drop", "--all").exitCode()).isZero();
        assertThat(shell.run("audit", "export", "--config", config).out()).contains("\"dead-letters-dropped\"");
    }

    @Test
    void anIdThatNoneHasIsSaidToBeWrong() {
        for (var word : new String[] {"retry", "drop"}) {
            for (var id : new String[] {UUID.randomUUID().toString(), "nonsense"}) {
                assertThat(deadLetters(word, id)).satisfies(screen -> {
                    assertThat(screen.exitCode()).isEqualTo(1);
                    assertThat(screen.err()).contains("no dead letter of that id");
                });
            }
            assertThat(deadLetters(word).exitCode()).isEqualTo(2);
        }
    }
}
