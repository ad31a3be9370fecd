package org.sallyport.server.observe;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.event.KeyValuePair;

class LogLineTest {
    private final LoggerContext context = new LoggerContext();

    @Test
    void anEventIsOneLineOfFields() {
        assertThat(line("mail.sent", "kind", "contact-code"))
                .isEqualTo("at=2026-11-22T10:00:00Z level=info event=mail.sent logger=Postman kind=contact-code\n");
    }

    @Test
    void aValueWithBlanksStandsInQuotes() {
        assertThat(line("mail.failed", "why", "no \"route\" to C:\\host"))
                .contains("why=\"no \\\"route\\\" to C:\\\\host\"");
    }

    @Test
    void greekStaysReadable() {
        assertThat(line("mail.sent", "to", "Ελένη")).contains("to=\"Ελένη\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\nat=2026-01-01T00:00:00Z level=info event=forged",
                "a\r\nb",
                "\u001b[31mred",
                "\u202eevil",
                "a\u2028b",
                "a\u0085b",
                "\ud800",
                "a=b c=d"
            })
    void T31_noValueBeginsALineOrEndsItsField(String hostile) {
        var line = line("mail.failed", "why", hostile);

        assertThat(line).endsWith("\n");
        assertThat(line.substring(0, line.length() - 1).codePoints())
                .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT || c == 0x2028);
        assertThat(line).containsPattern(" why=\"[^\"]*\"\n$");
    }

    @Test
    void T31_everyCharacterIsReadBackAndForgesNothing() {
        for (int c = 0; c <= 0x10ffff; c += c < 0x3000 ? 1 : 61) {
            var character = new StringBuilder().appendCodePoint(c);
            var hostile = "a" + character + " event=forged\" event=forged" + character;

            var read = LogReader.read(line("mail.failed", "why", hostile));

            assertThat(read).hasSize(1);
            assertThat(read.getFirst())
                    .containsOnlyKeys("at", "level", "event", "logger", "why")
                    .containsEntry("event", "mail.failed")
                    .containsEntry("why", hostile);
        }
    }

    @Test
    void nothingInAValueIsLookedUp() {
        assertThat(line("mail.failed", "why", "${env:HOME}")).endsWith(" why=${env:HOME}\n");
    }

    @Test
    void aRequestThatNamesItselfIsNamedOnceAndItsStackIsAnotherField() {
        var event = event("verify.fault");
        event.setKeyValuePairs(List.of(new KeyValuePair("trace", "0123456789abcdef")));
        event.setThrowableProxy(new ch.qos.logback.classic.spi.ThrowableProxy(new IllegalStateException("broken")));

        var line = new LogLine().doLayout(event);

        assertThat(line).containsOnlyOnce("trace=").containsOnlyOnce("stack=");
    }

    @Test
    void aStackStaysOnItsLine() {
        var event = event("command.failed");
        event.setThrowableProxy(
                new ch.qos.logback.classic.spi.ThrowableProxy(new IllegalStateException("broken\nin two")));

        var line = new LogLine().doLayout(event);

        assertThat(line.lines()).hasSize(1);
        assertThat(line).contains(" stack=\"java.lang.IllegalStateException: broken\\nin two");
    }

    private String line(String message, String name, String value) {
        var event = event(message);
        event.setKeyValuePairs(List.of(new KeyValuePair(name, value)));
        return new LogLine().doLayout(event);
    }

    private LoggingEvent event(String message) {
        var logger = context.getLogger("org.sallyport.server.notify.Postman");
        var event = new LoggingEvent("", logger, Level.INFO, message, null, null);
        event.setMDCPropertyMap(Map.of());
        event.setInstant(Instant.parse("2026-11-22T10:00:00Z"));
        return event;
    }
}
