package org.sallyport.server.main;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.unboundid.asn1.ASN1Integer;
import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.asn1.ASN1Sequence;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.caller.Protocol;
import org.sallyport.server.listener.Peer;
import org.sallyport.server.observe.LogLine;
import org.sallyport.server.observe.LogReader;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Every byte stands in a user name and in what an app calls itself, at every door that hears of them: the audit log is
/// exported with one line for each entry, the program's log has one for each event, and nobody wrote another.
class T31_EveryByteAtEveryDoorTest {
    private static final int BYTES = 256;
    // Somebody's password, typed into the wrong field.
    private static final String TYPED = "hunter2";
    private static final String FORGED_ENTRY = "\"}\n{\"number\":1,\"kind\":\"forged\"}\n";
    private static final String FORGED_EVENT = "\" event=forged \001nat=now level=info event=forged";
    private static final HexFormat PERCENT = HexFormat.of().withPrefix("%");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    @TempDir
    Path folder;

    private final ListAppender<ILoggingEvent> events = new ListAppender<>();
    private final Logger log = (Logger) LoggerFactory.getLogger("org.sallyport");
    private OpenOlive open;

    @BeforeEach
    void begin() {
        events.start();
        log.addAppender(events);
        open = new OpenOlive(folder);
    }

    @AfterEach
    void end() {
        open.close();
        log.detachAppender(events);
    }

    @Test
    void T31_theAuditLogHasOneLineForEachEntryWhateverPeopleAndAppsAreCalled() throws IOException {
        var forImap = open.olive.appPassword(Protocol.IMAP);
        var forSmtp = open.olive.appPassword(Protocol.SMTP);
        for (int b = 0; b < BYTES; b++) {
            strangers(b);
            eleni(b, forImap, forSmtp);
        }
        open.clockwork.close();

        var entries = open.olive
                .installation
                .store()
                .transact(books -> AuditLog.in(books).since(0, 100 * BYTES));
        var exported = new Shell(folder)
                .run("audit", "export", "--config", open.config)
                .out();

        assertThat(exported).endsWith("\n").doesNotContain(TYPED);
        var lines = List.of(exported.substring(0, exported.length() - 1).split("\n", -1));
        assertThat(lines).hasSameSizeAs(entries).zipSatisfy(entries, (line, entry) -> {
            assertThat(line.chars()).noneMatch(Character::isISOControl);
            Map<?, ?> read = JSON.readValue(line, Map.class);
            assertThat(read.get("number")).hasToString(Long.toString(entry.number()));
            assertThat(read.get("kind")).isEqualTo(entry.event().kind().code());
            assertThat(read.get("details")).isEqualTo(entry.event().details());
        });
        // Each of them came through: at verify in two ways, and at Dovecot.
        assertThat(entries)
                .filteredOn(entry ->
                        entry.event().details().getOrDefault("client", "").startsWith("Thunder"))
                .hasSize(3 * BYTES);
    }

    @Test
    void T31_theLogHasOneLineForEachEventWhateverIsSaidAtTheDoors() throws IOException {
        for (int b = 0; b < BYTES; b++) {
            strangers(b);
        }
        var service = "AUTH\t1\tPLAIN\tservice=" + FORGED_EVENT + "\tresp=AA==\n";
        OliveDoors.dovecot(open.dovecot, service.getBytes(StandardCharsets.UTF_8));
        open.clockwork.close();

        var layout = new LogLine();
        var written = List.copyOf(events.list);
        var read = LogReader.read(written.stream().map(layout::doLayout).collect(Collectors.joining()));

        assertThat(read)
                .hasSameSizeAs(written)
                .zipSatisfy(
                        written, (line, event) -> assertThat(line).containsEntry("event", event.getFormattedMessage()));
        assertThat(read).noneMatch(line -> line.containsValue("forged"));
        assertThat(read).noneMatch(line -> line.values().stream().anyMatch(value -> value.contains(TYPED)));
        assertThat(read).anyMatch(line -> line.getOrDefault("found", "").equals(FORGED_EVENT.replace("\001n", "\n")));
    }

    /// Nobody is called that.
    private void strangers(int b) throws IOException {
        var name = around(TYPED, b, FORGED_ENTRY);
        var escaped = "%s\\u%04x%s".formatted(TYPED, b, "\\\"}\\n{\\\"number\\\":1}");
        OliveDoors.verifyForm(
                open.verify,
                "user=" + PERCENT.formatHex(name) + "&password=wrong&protocol=imap&remote_ip=192.0.2." + b
                        + "&client_id=" + PERCENT.formatHex(name));
        OliveDoors.verifyJson(
                open.verify,
                "{\"user\":\"%s\",\"password\":\"wrong\",\"protocol\":\"imap\",\"remote_ip\":\"192.0.2.%d\",\"client_id\":\"%s\"}"
                        .formatted(escaped, b, escaped));
        var nameAndPassword = new ByteArrayOutputStream();
        nameAndPassword.writeBytes(name);
        nameAndPassword.writeBytes(new byte[] {0, 'w'});
        OliveDoors.dovecot(
                open.dovecot, OliveDoors.plain(nameAndPassword.toByteArray(), ascii("rip=192.0.2." + b), parameter(b)));
        // As it is, and as RFC 4514 section 2.4 would have it written.
        bind(around("uid=" + TYPED, b, "x,ou=people,dc=olive,dc=example"));
        bind(ascii("uid=%s\\%02x\\22}\\0aforged,ou=people,dc=olive,dc=example".formatted(TYPED, b)));
    }

    /// Lets Eleni in, whose apps are called that.
    private void eleni(int b, String forImap, String forSmtp) throws IOException {
        var client = PERCENT.formatHex(around("Thunder", b, "bird" + FORGED_ENTRY));
        assertThat(OliveDoors.verifyForm(
                        open.verify,
                        "user=eleni&password=" + forImap + "&protocol=imap&remote_ip=198.51.100." + b + "&client_id="
                                + client))
                .isEqualTo(200);
        assertThat(OliveDoors.verifyJson(
                        open.verify,
                        "{\"user\":\"eleni\",\"password\":\"%s\",\"protocol\":\"imap\",\"remote_ip\":\"203.0.113.%d\",\"client_id\":\"Thunder\\u%04xbird\\n{\"}"
                                .formatted(forImap, b, b)))
                .isEqualTo(200);
        assertThat(OliveDoors.dovecot(
                        open.dovecot,
                        OliveDoors.plain(ascii("eleni\0" + forSmtp), ascii("rip=198.51.100." + b), escaped(b))))
                .isEqualTo("OK\t1\tuser=eleni");
    }

    private static byte[] parameter(int b) {
        return around("client_id=Thunder", b, "bird");
    }

    /// The same as Dovecot writes it.
    private static byte[] escaped(int b) {
        var character = switch (b) {
            case 0 -> "\0010";
            case 1 -> "\0011";
            case '\t' -> "\001t";
            case '\n' -> "\001n";
            case '\r' -> "\001r";
            default -> Character.toString(b);
        };
        return ("client_id=Thunder" + character + "bird\001n" + FORGED_EVENT).getBytes(StandardCharsets.UTF_8);
    }

    private void bind(byte[] name) throws IOException {
        var operation = new ASN1Sequence(
                (byte) 0x60, new ASN1Integer(3), new ASN1OctetString(name), new ASN1OctetString((byte) 0x80, "wrong"));
        try (var program = Peer.at(open.ldap)) {
            program.send(new ASN1Sequence(new ASN1Integer(1), operation).encode());
            assertThat(program.read(2)).hasSize(2);
        }
    }

    private static byte[] around(String before, int b, String after) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(ascii(before));
        bytes.write(b);
        bytes.writeBytes(ascii(after));
        return bytes.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
