package org.sallyport.bench.responder;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// One connection: reads requests of exactly the form that `ask.lua` sends and answers 200 or 401. One thread at a
/// time.
final class BareExchange implements Exchange {
    private static final String HMAC = "HmacSHA256";
    private static final byte[] LENGTH = ascii("\r\nContent-Length: ");
    private static final byte[] HEAD_END = ascii("\r\n\r\n");
    private static final byte[] USER = ascii("\"user\":\"");
    private static final byte[] PASSWORD = ascii("\"password\":\"");
    private static final byte[] YES = ascii(
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n" + "Content-Length: 15\r\n\r\n{\"result\":\"ok\"}");
    private static final byte[] NO = ascii("HTTP/1.1 401 Unauthorized\r\nContent-Type: application/json\r\n"
            + "Content-Length: 15\r\n\r\n{\"result\":\"no\"}");

    private final Map<Key, String> owners;
    private final Mac mac = mac();
    private byte[] waiting = new byte[8192];
    private int length;

    /// A digest as the key of a map.
    record Key(String hex) {
        static Key of(Mac mac, byte[] letters) {
            return new Key(new String(mac.doFinal(letters), StandardCharsets.ISO_8859_1));
        }
    }

    BareExchange(Map<Key, String> owners) {
        this.owners = owners;
    }

    static Mac mac() {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(new byte[32], HMAC));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(HMAC + " is part of every JDK", e);
        }
    }

    @Override
    public byte[] greeting() {
        return new byte[0];
    }

    @Override
    public void feed(byte[] arrived, int count, ByteArrayOutputStream answers) {
        if (length + count > waiting.length) {
            waiting = Arrays.copyOf(waiting, 2 * (length + count));
        }
        System.arraycopy(arrived, 0, waiting, length, count);
        length += count;
        int from = 0;
        int behind = behindRequest(from);
        while (behind > 0) {
            answers.writeBytes(isRight(from, behind) ? YES : NO);
            from = behind;
            behind = behindRequest(from);
        }
        System.arraycopy(waiting, from, waiting, 0, length - from);
        length -= from;
    }

    /// Where the request that begins here ends; 0 while it is not whole.
    private int behindRequest(int from) {
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

    private boolean isRight(int from, int behind) {
        var user = member(USER, from, behind);
        var owner = owners.get(Key.of(mac, member(PASSWORD, from, behind)));
        return owner != null && owner.equals(new String(user, StandardCharsets.UTF_8));
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

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
