package org.sallyport.server.listener.http;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.sallyport.server.listener.TraceId;
import org.sallyport.server.listener.http.RequestHead.Afterwards;

/// Writes answers. Thread-safe.
final class AnswerWriter {
    private static final int ROOM_BESIDE_BODY = 384;
    private static final byte[] TYPE = ascii("Content-Type: application/json\r\n");
    private static final byte[] TRACE = ascii("Cache-Control: no-store\r\nX-Request-Id: ");
    private static final byte[] DATE = ascii("\r\nDate: ");
    private static final byte[] RETRY_AFTER = ascii("\r\nRetry-After: ");
    private static final byte[] CLOSE = ascii("\r\nConnection: close");
    private static final byte[] LENGTH = ascii("\r\nContent-Length: ");
    private static final byte[] END = ascii("\r\n\r\n");
    // RFC 9110 section 5.6.7
    private static final DateTimeFormatter IMF_FIXDATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final Map<Status, byte[]> beginnings = new EnumMap<>(Status.class);
    private volatile Second second = new Second(Long.MIN_VALUE, new byte[0]);

    AnswerWriter() {
        for (var status : Status.values()) {
            beginnings.put(status, ascii("HTTP/1.1 " + status.code() + " " + status.reason() + "\r\n"));
        }
    }

    /// Behind what is in the buffer already.
    void write(ByteBuf out, Reply reply, TraceId trace, Instant now, Afterwards afterwards) {
        var fields = reply.fields().bytes();
        var body = reply.body();
        out.ensureWritable(fields.length + body.length + ROOM_BESIDE_BODY);
        out.writeBytes(beginnings.get(reply.status())).writeBytes(fields);
        if (body.length > 0) {
            out.writeBytes(TYPE);
        }
        out.writeBytes(TRACE);
        out.writeCharSequence(trace.value(), StandardCharsets.US_ASCII);
        out.writeBytes(DATE).writeBytes(date(now));
        if (reply.retryAfter() > 0) {
            out.writeBytes(RETRY_AFTER);
            number(out, reply.retryAfter());
        }
        if (afterwards == Afterwards.CLOSE) {
            out.writeBytes(CLOSE);
        }
        // RFC 9110 section 8.6: none in an answer of 204.
        if (reply.status() != Status.NO_CONTENT) {
            out.writeBytes(LENGTH);
            number(out, body.length);
        }
        out.writeBytes(END).writeBytes(body);
    }

    private static void number(ByteBuf out, long number) {
        out.writeCharSequence(Long.toString(number), StandardCharsets.US_ASCII);
    }

    private byte[] date(Instant now) {
        var last = second;
        if (last.epochSecond != now.getEpochSecond()) {
            last = new Second(now.getEpochSecond(), ascii(IMF_FIXDATE.format(now)));
            second = last;
        }
        return last.text;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static final class Second {
        final long epochSecond;
        final byte[] text;

        Second(long epochSecond, byte[] text) {
            this.epochSecond = epochSecond;
            this.text = text;
        }
    }
}
