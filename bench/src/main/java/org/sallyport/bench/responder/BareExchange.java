package org.sallyport.bench.responder;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Map;

/// One connection: reads requests of exactly the form that `ask.lua` sends and answers 200 or 401. One thread at a
/// time.
final class BareExchange extends Exchange {
    private static final byte[] LENGTH = ascii("\r\nContent-Length: ");
    private static final byte[] HEAD_END = ascii("\r\n\r\n");
    private static final byte[] USER = ascii("\"user\":\"");
    private static final byte[] PASSWORD = ascii("\"password\":\"");
    private static final byte[] YES = ascii(
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n" + "Content-Length: 15\r\n\r\n{\"result\":\"ok\"}");
    private static final byte[] NO = ascii("HTTP/1.1 401 Unauthorized\r\nContent-Type: application/json\r\n"
            + "Content-Length: 15\r\n\r\n{\"result\":\"no\"}");

    BareExchange(Map<Key, String> owners) {
        super(owners);
    }

    @Override
    int behindMessage(int from) {
        int head = find(HEAD_END, from, length);
        if (head < 0) {
            return 0;
        }
        int digits = find(LENGTH, from, head) + LENGTH.length;
        int body = 0;
        for (int i = digits; waiting[i] >= '0' && waiting[i] <= '9'; i++) {
            body = body * 10 + waiting[i] - '0';
        }
        int behind = head + HEAD_END.length + body;
        return behind <= length ? behind : 0;
    }

    @Override
    void answer(int from, int behind, ByteArrayOutputStream answers) {
        boolean isRight = isRight(member(USER, from, behind), member(PASSWORD, from, behind));
        answers.writeBytes(isRight ? YES : NO);
    }

    private byte[] member(byte[] name, int from, int behind) {
        int begin = find(name, from, behind) + name.length;
        int end = begin;
        while (waiting[end] != '"') {
            end++;
        }
        return Arrays.copyOfRange(waiting, begin, end);
    }

    private int find(byte[] wanted, int from, int behind) {
        for (int i = from; i + wanted.length <= behind; i++) {
            if (Arrays.equals(waiting, i, i + wanted.length, wanted, 0, wanted.length)) {
                return i;
            }
        }
        return -1;
    }
}
