package org.sallyport.bench.responder;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import javax.crypto.Mac;

/// LDAP, as far as the load speaks it: message 1, a simple bind, in which no length takes more than a byte.
final class BareBindExchange implements Exchange {
    private static final byte[] SUCCESS = {0x30, 12, 2, 1, 1, 0x61, 7, 10, 1, 0, 4, 0, 4, 0};
    private static final byte[] WRONG = {0x30, 12, 2, 1, 1, 0x61, 7, 10, 1, 49, 4, 0, 4, 0};
    // Behind the message's head and number, the bind's head, the version and the name's head.
    private static final int NAME_AT = 12;
    private static final int UID = "uid=".length();

    private final Map<BareExchange.Key, String> owners;
    private final Mac mac = BareExchange.mac();
    private byte[] waiting = new byte[8192];
    private int length;

    BareBindExchange(Map<BareExchange.Key, String> owners) {
        this.owners = owners;
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
        while (length - from >= 2 && length - from >= 2 + waiting[from + 1]) {
            answers.writeBytes(isRight(from) ? SUCCESS : WRONG);
            from += 2 + waiting[from + 1];
        }
        System.arraycopy(waiting, from, waiting, 0, length - from);
        length -= from;
    }

    private boolean isRight(int from) {
        int name = from + NAME_AT;
        int behindName = name + waiting[name - 1];
        int comma = name;
        while (waiting[comma] != ',') {
            comma++;
        }
        var user = new String(waiting, name + UID, comma - name - UID, StandardCharsets.UTF_8);
        int password = behindName + 2;
        var letters = Arrays.copyOfRange(waiting, password, password + waiting[behindName + 1]);
        return user.equals(owners.get(BareExchange.Key.of(mac, letters)));
    }
}
