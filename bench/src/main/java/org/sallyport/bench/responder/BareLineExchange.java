package org.sallyport.bench.responder;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;

/// The Dovecot protocol, as far as the load speaks it: AUTH PLAIN with an initial response, answered OK or FAIL.
final class BareLineExchange extends Exchange {
    private static final byte[] AUTH = ascii("AUTH\t");
    private static final byte[] RESP = ascii("\tresp=");

    BareLineExchange(Map<Key, String> owners) {
        super(owners);
    }

    @Override
    byte[] greeting() {
        return ascii("VERSION\t1\t2\nMECH\tPLAIN\tplaintext\nSPID\t1\nCUID\t1\nCOOKIE\t" + "0".repeat(32) + "\nDONE\n");
    }

    @Override
    int behindMessage(int from) {
        return find((byte) '\n', from) + 1;
    }

    @Override
    void answer(int from, int behind, ByteArrayOutputStream answers) {
        if (!Arrays.equals(waiting, from, from + AUTH.length, AUTH, 0, AUTH.length)) {
            return;
        }
        int id = from + AUTH.length;
        int behindId = find((byte) '\t', id);
        int end = behind - 1;
        int resp = end;
        while (!Arrays.equals(waiting, resp - RESP.length, resp, RESP, 0, RESP.length)) {
            resp--;
        }
        var message = Base64.getDecoder().decode(Arrays.copyOfRange(waiting, resp, end));
        int nul = 1;
        while (message[nul] != 0) {
            nul++;
        }
        var user = Arrays.copyOfRange(message, 1, nul);
        boolean isRight = isRight(user, Arrays.copyOfRange(message, nul + 1, message.length));
        answers.writeBytes(ascii(isRight ? "OK\t" : "FAIL\t"));
        answers.write(waiting, id, behindId - id);
        answers.writeBytes(ascii("\tuser="));
        answers.writeBytes(user);
        answers.write('\n');
    }

    private int find(byte wanted, int from) {
        for (int i = from; i < length; i++) {
            if (waiting[i] == wanted) {
                return i;
            }
        }
        return -1;
    }
}
