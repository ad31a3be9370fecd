package org.sallyport.server.listener.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sallyport.core.account.Account;
import org.sallyport.core.apppassword.Scope;
import org.sallyport.core.caller.Protocol;
import org.sallyport.server.listener.AuditLines;

/// What is said over HTTP and what the audit log remembers of it, as `*.dialog` files tell it.
///
/// `C:` is a line of a request, and behind an empty one its body, for which the length is added; `S:` is the status of
/// the
/// answer, then its fields that matter, and behind an empty one its whole body. `*` stands for anything. `S: no NAME`
/// says
/// that there is no such field. `{letters}` is Eleni's app password for mail, `{http}` hers for the web, `{token}` that
/// of
/// the server `dovecot-1`, `{basic NAME PASSWORD}` is encoded. Nikos has an account password only. `given outage` comes
/// first: from then on the store cannot be read.
final class HttpDialogsTest {
    private static final Path FOLDER = Path.of("src/test/resources/dialogs/http");
    private static final Pattern BASIC = Pattern.compile("\\{basic (\\S+) ([^}]*)}");

    private final VerifyHarness harness = new VerifyHarness();
    private String letters = "";
    private String forWeb = "";

    static List<Path> dialogs() throws IOException {
        try (var files = Files.list(FOLDER)) {
            return files.sorted().toList();
        }
    }

    @BeforeEach
    void moveIn() {
        harness.routes = new RouteSettings(
                "Olive & Pine",
                List.of(),
                Map.of(
                        Protocol.IMAP, new MailServer(InetAddress.ofLiteral("192.0.2.25"), 143),
                        Protocol.SMTP, new MailServer(InetAddress.ofLiteral("192.0.2.25"), 587)));
        harness.olive.add("nikos@olive.example", Account.Role.PERSON, Optional.empty());
        var eleni = harness.olive.enforced("eleni@olive.example");
        letters = harness.olive.issue(eleni, Scope.mail()).secret().reveal();
        forWeb = harness.olive
                .issue(eleni, new Scope(EnumSet.of(Protocol.HTTP), Set.of()))
                .secret()
                .reveal();
    }

    @AfterEach
    void stop() {
        harness.close();
    }

    @ParameterizedTest
    @MethodSource("dialogs")
    void everyDialogIsSpokenAsItIsWritten(Path dialog) throws IOException {
        var lines = Files.readAllLines(dialog).stream()
                .filter(line -> !line.startsWith("#"))
                .toList();
        assertThat(lines).anyMatch(line -> line.startsWith("audit:")).allMatch(HttpDialogsTest::isUnderstood);
        harness.storeIsAway = lines.contains("given outage");

        try (var caller = harness.caller(harness.olive.verifier)) {
            int from = 0;
            while (indexOf("C:", lines, from) < lines.size()) {
                int asked = indexOf("C:", lines, from);
                int answered = indexOf("S:", lines, asked);
                var answer = caller.send(request(said("C:", lines, asked))).answer();
                assertAnswer(answer, said("S:", lines, answered));
                from = answered;
            }
        }
        harness.storeIsAway = false;
        harness.olive.notes.flush();
        assertThat(AuditLines.of(harness.olive.store)).isEqualTo(AuditLines.expected(lines));
    }

    private static boolean isUnderstood(String line) {
        return line.isBlank() || line.matches("(C:|S:)( .*)?|audit: .+|given outage");
    }

    private static int indexOf(String side, List<String> lines, int from) {
        int i = from;
        while (i < lines.size() && !lines.get(i).startsWith(side)) {
            i++;
        }
        return i;
    }

    /// Everything that this side says from there on without a break.
    private List<String> said(String side, List<String> lines, int from) {
        return lines.stream()
                .skip(from)
                .takeWhile(line -> line.startsWith(side))
                .map(line -> filled(line.substring(side.length()).strip()))
                .toList();
    }

    private static String request(List<String> said) {
        int end = said.contains("") ? said.indexOf("") : said.size();
        var body = String.join("\n", said.subList(Math.min(end + 1, said.size()), said.size()));
        var head = Stream.concat(
                Stream.concat(said.stream().limit(end), Stream.of("Host: localhost")),
                body.isEmpty()
                        ? Stream.of()
                        : Stream.of("Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length));
        return head.collect(Collectors.joining("\r\n")) + "\r\n\r\n" + body;
    }

    private static void assertAnswer(Caller.Answer answer, List<String> said) {
        int end = said.contains("") ? said.indexOf("") : said.size();
        assertThat(answer.status()).isEqualTo(Integer.parseInt(said.getFirst()));
        for (var field : said.subList(1, end)) {
            if (field.startsWith("no ")) {
                assertThat(answer.fields()).doesNotContainKey(field.substring(3));
            } else {
                var name = field.substring(0, field.indexOf(':'));
                assertThat(answer.fields()).containsKey(name);
                assertThat(answer.field(name))
                        .matches(pattern(field.substring(name.length() + 1).strip()));
            }
        }
        if (end < said.size()) {
            assertThat(answer.body()).matches(pattern(String.join("\n", said.subList(end + 1, said.size()))));
        }
    }

    private static String pattern(String text) {
        return Stream.of(text.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
    }

    private String filled(String line) {
        var named = line.replace("{letters}", letters).replace("{http}", forWeb).replace("{token}", Caller.TOKEN);
        return BASIC.matcher(named)
                .replaceAll(found -> Base64.getEncoder()
                        .encodeToString((found.group(1) + ":" + found.group(2)).getBytes(StandardCharsets.UTF_8)));
    }
}
