package org.sallyport.server.listener.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
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
            beginnings.put(
                    status,
                    ascii("HTTP/1.1 " + status.code() + " " + status.reason() + "\r\n" + status.fields()
                            + "Content-Type: application/json\r\nCache-Control: no-store\r\nX-Request-Id: "));
        }
    }

    ByteBuf write(ByteBufAllocator memory, Reply reply, TraceId trace, Instant now, Afterwards afterwards) {
        var out = memory.ioBuffer(reply.json().length + ROOM_BESIDE_BODY);
        out.writeBytes(beginnings.get(reply.status()));
        out.writeCharSequence(trace.value(), StandardCharsets.US_ASCII);
        out.writeBytes(DATE).writeBytes(date(now));
        if (reply.retryAfter() > 0) {
            out.writeBytes(RETRY_AFTER);
            number(out, reply.retryAfter());
        }
        if (afterwards == Afterwards.CLOSE) {
            out.writeBytes(CLOSE);
        }
        out.writeBytes(LENGTH);
        number(out, reply.json().length);
        return out.writeBytes(END).writeBytes(reply.json());
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
