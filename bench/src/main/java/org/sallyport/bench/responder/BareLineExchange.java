package org.sallyport.bench.responder;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;

/// The Dovecot protocol, as far as the load speaks it: AUTH PLAIN with an initial response, answered OK or FAIL.
final class BareLineExchange implements Exchange {
    private static final byte[] AUTH = ascii("AUTH\t");
    private static final byte[] RESP = ascii("\tresp=");

    private final Map<BareExchange.Key, String> owners;
    private final Mac mac = BareExchange.mac();
    private byte[] waiting = new byte[8192];
    private int length;

    BareLineExchange(Map<BareExchange.Key, String> owners) {
        this.owners = owners;
    }

    @Override
    public byte[] greeting() {
        return ascii("VERSION\t1\t2\nMECH\tPLAIN\tplaintext\nSPID\t1\nCUID\t1\nCOOKIE\t" + "0".repeat(32) + "\nDONE\n");
    }

    @Override
    public void feed(byte[] arrived, int count, ByteArrayOutputStream answers) {
        if (length + count > waiting.length) {
            waiting = Arrays.copyOf(waiting, 2 * (length + count));
        }
        System.arraycopy(arrived, 0, waiting, length, count);
        length += count;
        int from = 0;
        int end = find((byte) '\n', from);
        while (end >= 0) {
            if (Arrays.equals(waiting, from, from + AUTH.length, AUTH, 0, AUTH.length)) {
                answer(from + AUTH.length, end, answers);
            }
            from = end + 1;
            end = find((byte) '\n', from);
        }
        System.arraycopy(waiting, from, waiting, 0, length - from);
        length -= from;
    }

    private void answer(int id, int end, ByteArrayOutputStream answers) {
        int behindId = find((byte) '\t', id);
        int resp = end;
        while (!Arrays.equals(waiting, resp - RESP.length, resp, RESP, 0, RESP.length)) {
            resp--;
        }
        var message = Base64.getDecoder().decode(Arrays.copyOfRange(waiting, resp, end));
        int nul = 1;
        while (message[nul] != 0) {
            nul++;
        }
        var user = new String(message, 1, nul - 1, StandardCharsets.UTF_8);
        var owner = owners.get(BareExchange.Key.of(mac, Arrays.copyOfRange(message, nul + 1, message.length)));
        answers.writeBytes(ascii(user.equals(owner) ? "OK\t" : "FAIL\t"));
        answers.write(waiting, id, behindId - id);
        answers.writeBytes(ascii("\tuser=" + user + "\n"));
    }

    private int find(byte wanted, int from) {
        for (int i = from; i < length; i++) {
            if (waiting[i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
