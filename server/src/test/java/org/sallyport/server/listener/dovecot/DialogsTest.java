package org.sallyport.server.listener.dovecot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.account.Account;
import org.sallyport.core.apppassword.Scope;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Store;
import org.sallyport.core.store.Unavailable;
import org.sallyport.core.store.memory.MemoryStore;
import org.sallyport.server.listener.AuditLines;
import org.sallyport.server.listener.Peer;

/// What is said on the wire and what the audit log remembers of it, as `*.dialog` files tell it.
///
/// `S:` says the server, `C:` the client; `closed` is the end of the connection; `audit:` is an entry in the order of
/// the log, and `audit: nothing` the absence of any. `|` stands for a tab, `*` for anything up to the next one.
/// `{letters}` is Eleni's app password for mail, `{plain NAME PASSWORD}` and `{base64 TEXT}` are encoded. Nikos has an
/// account password only. `given outage` comes before the first word: from then on the store cannot be read.
final class DialogsTest {
    private static final Path FOLDER = Path.of("src/test/resources/dialogs/dovecot");
    private static final Pattern PLAIN = Pattern.compile("\\{plain (\\S+) ([^}]*)}");
    private static final Pattern BASE64 = Pattern.compile("\\{base64 ([^}]*)}");

    private boolean outage;
    private final MemoryStore memory = new MemoryStore(Fixtures.keyset());
    private final Organisation olive = new Organisation(
            new Store() {
                @Override
                public <R> R transact(Function<Books, R> work) {
                    if (outage) {
                        throw new Unavailable("store", "this dialog says so");
                    }
                    return memory.transact(work);
                }
            },
            Fixtures.keyset(),
            Limits.standard());
    private final Postfix postfix = new Postfix();
    private final String letters = letters();

    static List<Path> dialogs() throws IOException {
        try (var files = Files.list(FOLDER)) {
            return files.sorted().toList();
        }
    }

    @AfterEach
    void stop() {
        postfix.close();
    }

    @ParameterizedTest
    @MethodSource("dialogs")
    void everyDialogIsSpokenAsItIsWritten(Path dialog) throws IOException {
        var lines = Files.readAllLines(dialog).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
        assertThat(lines).anyMatch(line -> line.startsWith("audit:"));
        postfix.clock = olive.clock;
        postfix.open(olive.verifier);
        outage = lines.contains("given outage");
        var peer = postfix.connect();
        for (var line : lines) {
            speak(peer, line);
        }
        outage = false;
        olive.notes.flush();
        assertThat(AuditLines.of(memory)).isEqualTo(AuditLines.expected(lines));
    }

    /// What other servers read as a master user, a domain or a folder is part of the name here, which nobody has.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "nikos@olive.example*eleni@olive.example",
                "eleni@olive.example*nikos@olive.example",
                "nikos@olive.example%eleni@olive.example",
                "eleni@olive.example%nikos@olive.example",
                "eleni%olive.example",
                "eleni+detail@olive.example",
                "eleni@olive.example+detail",
                "eleni@olive.example/nikos@olive.example",
                "eleni"
            })
    void T17_noSeparatorInANameOpensAnAccount(String name) throws IOException {
        postfix.clock = olive.clock;
        postfix.open(olive.verifier);

        assertThat(postfix.introduced().send(Postfix.plain(1, name, letters)).line())
                .isEqualTo("FAIL\t1\tuser=" + name);
        olive.notes.flush();
        assertThat(AuditLines.of(memory)).singleElement().asString().startsWith("rejected nobody ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"eleni@olive.example", "ELENI@Olive.Example", "ｅｌｅｎｉ@olive.example"})
    void T17_aNameGoesOutAsItsAccountHasIt(String name) throws IOException {
        postfix.clock = olive.clock;
        postfix.open(olive.verifier);

        assertThat(postfix.introduced().send(Postfix.plain(1, name, letters)).line())
                .isEqualTo("OK\t1\tuser=eleni@olive.example");
    }

    private void speak(Peer peer, String line) throws IOException {
        if (line.startsWith("C: ")) {
            peer.send(filled(line.substring(3)) + "\n");
        } else if (line.startsWith("S: ")) {
            var pattern = Stream.of(filled(line.substring(3)).split("\\*", -1))
                    .map(Pattern::quote)
                    .collect(Collectors.joining("[^\t]*"));
            assertThat(peer.line()).matches(pattern);
        } else if (line.equals("closed")) {
            assertThat(peer.isClosed()).isTrue();
        } else {
            assertThat(line).matches("audit: .*|given outage");
        }
    }

    private String filled(String line) {
        var named = line.replace("|", "\t").replace("{letters}", letters);
        var plain =
                PLAIN.matcher(named).replaceAll(found -> Postfix.base64("\0" + found.group(1) + "\0" + found.group(2)));
        return BASE64.matcher(plain).replaceAll((MatchResult found) -> Postfix.base64(found.group(1)));
    }

    private String letters() {
        olive.add("nikos@olive.example", Account.Role.PERSON, Optional.empty());
        var eleni = olive.enforced("eleni@olive.example");
        return olive.issue(eleni, Scope.mail()).secret().reveal();
    }
}
