package org.sallyport.server.listener.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.CompareRequest;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.DereferencePolicy;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPSearchException;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sallyport.core.caller.Protocol;
import org.sallyport.server.listener.AuditLines;

/// What programs ask over LDAP, as they were seen to, and what the audit log remembers of it, as `*.dialog` files tell
/// it.
///
/// `C:` is a request: `bind NAME | PASSWORD`, with `| password policy` the control that nslcd adds; `search BASE |
/// SCOPE |
/// FILTER | ATTRIBUTES`, with `| at most NUMBER` a size limit and with `| page NUMBER` pages; `compare NAME | ATTRIBUTE
/// |
/// VALUE`; `whoami`; `new connection`, which is gone on with; `first connection`, which is gone back to. `S:` is the
/// code
/// of the answer, before it `entry NAME: ATTRIBUTES` for each that was found. `{SUFFIX}` is where the tree begins,
/// `{service}`
/// the password of services, `{for PROTOCOL}` Eleni's app password, `{nothing}` no text. `given outage` comes before
/// whatever
/// the store cannot be read for.
final class LdapDialogsTest {
    private static final Path FOLDER = Path.of("src/test/resources/dialogs/ldap");
    private static final Pattern FOR = Pattern.compile("\\{for ([a-z0-9]+)}");
    private static final String POLICY = "1.3.6.1.4.1.42.2.27.8.5.1";

    private final OliveLdap ldap = new OliveLdap();
    private final Map<Protocol, String> passwords = new EnumMap<>(Protocol.class);
    private final List<LDAPConnection> connections = new ArrayList<>();
    private final Deque<String> answers = new ArrayDeque<>();

    static List<Path> dialogs() throws IOException {
        try (var files = Files.list(FOLDER)) {
            return files.sorted().toList();
        }
    }

    @AfterEach
    void close() {
        connections.forEach(LDAPConnection::close);
        ldap.close();
    }

    @ParameterizedTest
    @MethodSource("dialogs")
    void everyDialogIsSpokenAsItIsWritten(Path dialog) throws IOException, LDAPException {
        var lines = Files.readAllLines(dialog).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
        assertThat(lines).anyMatch(line -> line.startsWith("audit:"));
        // What they are for is decided when they are made; the dialog may begin with an outage.
        lines.stream().flatMap(line -> FOR.matcher(line).results()).forEach(found -> password(found.group(1)));
        connections.add(ldap.client());

        for (var line : lines) {
            speak(line);
        }
        assertThat(answers).isEmpty();
        ldap.store.away = false;
        ldap.olive.notes.flush();
        assertThat(AuditLines.of(ldap.store)).isEqualTo(AuditLines.expected(lines));
    }

    private void speak(String line) throws LDAPException {
        if (line.startsWith("C: ")) {
            assertThat(answers).isEmpty();
            var words = List.of(filled(line.substring(3)).split(" ", 2));
            ask(
                    words.getFirst(),
                    words.size() == 1 ? List.of() : List.of(words.get(1).split(" \\| ?", -1)));
        } else if (line.startsWith("S: ")) {
            assertThat(answers.poll()).isEqualTo(filled(line.substring(3)));
        } else if (line.equals("given outage")) {
            ldap.store.away = true;
        } else {
            assertThat(line).startsWith("audit: ");
        }
    }

    private void ask(String what, List<String> words) throws LDAPException {
        var client = connections.getLast();
        switch (what) {
            case "bind" -> bind(client, words);
            case "search" -> search(client, words);
            case "compare" -> compare(client, words);
            case "whoami" -> answers.add(BindTest.whoAmI(client));
            case "new" -> connections.add(ldap.client());
            case "first" -> connections.add(connections.removeFirst());
            default -> throw new IllegalArgumentException(what);
        }
    }

    private void bind(LDAPConnection client, List<String> words) {
        var controls = words.size() > 2 ? new Control[] {new Control(POLICY, false)} : new Control[0];
        try {
            answers.add(code(client.bind(new SimpleBindRequest(words.get(0), words.get(1), controls))
                    .getResultCode()
                    .intValue()));
        } catch (LDAPException refused) {
            answers.add(code(refused.getResultCode().intValue()));
        }
    }

    private void compare(LDAPConnection client, List<String> words) {
        try {
            answers.add(code(client.compare(new CompareRequest(words.get(0), words.get(1), words.get(2)))
                    .getResultCode()
                    .intValue()));
        } catch (LDAPException refused) {
            answers.add(code(refused.getResultCode().intValue()));
        }
    }

    private void search(LDAPConnection client, List<String> words) throws LDAPException {
        var attributes = words.get(3).isEmpty() ? new String[0] : words.get(3).split(" ");
        int limit = number("at most ", words);
        int page = number("page ", words);
        var request = new SearchRequest(
                words.get(0), scope(words.get(1)), DereferencePolicy.NEVER, limit, 0, false, words.get(2), attributes);
        if (page > 0) {
            request.addControl(new SimplePagedResultsControl(page));
        }
        SearchResult result;
        try {
            result = client.search(request);
        } catch (LDAPSearchException refused) {
            result = refused.getSearchResult();
        }
        for (var entry : Objects.requireNonNull(result.getSearchEntries())) {
            var shown = entry.getAttributes().stream()
                    .map(attribute -> " " + attribute.getName())
                    .sorted()
                    .collect(Collectors.joining());
            answers.add("entry " + entry.getDN() + ":" + shown);
        }
        answers.add(code(result.getResultCode().intValue()));
    }

    private static SearchScope scope(String name) {
        return switch (name) {
            case "base" -> SearchScope.BASE;
            case "one" -> SearchScope.ONE;
            default -> SearchScope.SUB;
        };
    }

    private static int number(String before, List<String> words) {
        return words.stream()
                .filter(word -> word.startsWith(before))
                .mapToInt(word -> Integer.parseInt(word.substring(before.length())))
                .findFirst()
                .orElse(0);
    }

    private static String code(int code) {
        return Integer.toString(code);
    }

    private String password(String protocol) {
        return passwords.computeIfAbsent(
                Protocol.valueOf(protocol.toUpperCase(Locale.ROOT)), it -> ldap.appPassword(ldap.eleni, it));
    }

    private String filled(String line) {
        var named = line.replace("{SUFFIX}", OliveLdap.SUFFIX)
                .replace("{service}", OliveLdap.SERVICE_PASSWORD)
                .replace("{nothing}", "");
        return FOR.matcher(named).replaceAll(found -> Matcher.quoteReplacement(password(found.group(1))));
    }
}
