package org.sallyport.server.syslog;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Map;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.audit.AuditRow;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/// An entry of the audit log as a message of RFC 5424: the kind as MSGID, the entry as one JSON object in MSG, with the
/// names and texts it has wherever it leaves the product. No structured data: a name of ours there would take a number
/// that IANA gives to enterprises (section 7.2.2).
///
/// All of it is ASCII, so that neither the byte order mark of section 6.4 nor any collector's idea of a character set
/// comes into it.
final class SyslogMessage {
    /// RFC 5425 section 4.3.1: what receivers should be able to take.
    static final int LONGEST = 8192;

    // RFC 5424 section 6.2.1: facility 13, log audit; severities 4, warning, and 5, notice.
    private static final int FACILITY = 13 * 8;
    private static final int WARNING = FACILITY + 4;
    private static final int NOTICE = FACILITY + 5;

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private SyslogMessage() {}

    /// @param host what the message says it comes from
    static byte[] of(AuditLog.Entry entry, String host) {
        byte[] whole = message(entry, host, AuditRow.of(entry));
        if (whole.length <= LONGEST) {
            return whole;
        }
        var row = AuditRow.of(entry);
        row.put("details", Map.of("left-out", whole.length + " bytes are more than a collector takes"));
        return message(entry, host, row);
    }

    /// In the place of an entry that somebody altered so that it cannot be read.
    ///
    /// @param at as RFC 3339 writes it
    static byte[] unreadable(long number, String at, String host) {
        var row = Map.of("number", number, "kind", "unreadable");
        return line(WARNING, at, host, "unreadable", row);
    }

    private static byte[] message(AuditLog.Entry entry, String host, Map<String, Object> row) {
        var event = entry.event();
        return line(
                priority(event.kind()),
                event.at().toString(),
                host,
                event.kind().code(),
                row);
    }

    private static byte[] line(int priority, String at, String host, String id, Map<String, ?> row) {
        var head = "<" + priority + ">1 " + at + " " + host + " sallyport - " + id + " - ";
        return (head + JSON.writeValueAsString(row)).getBytes(US_ASCII);
    }

    private static int priority(AuditKind kind) {
        return switch (kind) {
            case TAMPERING_FOUND, ACCOUNT_UNDER_ATTACK, SOURCE_SLOWED, STRESS_BEGAN -> WARNING;
            default -> NOTICE;
        };
    }
}
