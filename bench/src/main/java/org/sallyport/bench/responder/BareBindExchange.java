package org.sallyport.bench.responder;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Map;

/// LDAP, as far as the load speaks it: message 1, a simple bind, in which no length takes more than a byte.
final class BareBindExchange extends Exchange {
    private static final byte[] SUCCESS = {0x30, 12, 2, 1, 1, 0x61, 7, 10, 1, 0, 4, 0, 4, 0};
    private static final byte[] WRONG = {0x30, 12, 2, 1, 1, 0x61, 7, 10, 1, 49, 4, 0, 4, 0};
    // Behind the message's head and number, the bind's head, the version and the name's head.
    private static final int NAME_AT = 12;
    private static final int UID = "uid=".length();

    BareBindExchange(Map<Key, String> owners) {
        super(owners);
    }

    @Override
    int behindMessage(int from) {
        boolean isWhole = length - from >= 2 && length - from >= 2 + waiting[from + 1];
        return isWhole ? from + 2 + waiting[from + 1] : 0;
    }

    @Override
    void answer(int from, int behind, ByteArrayOutputStream answers) {
        int name = from + NAME_AT;
        int behindName = name + waiting[name - 1];
        int comma = name;
        while (waiting[comma] != ',') {
            comma++;
        }
        var user = Arrays.copyOfRange(waiting, name + UID, comma);
        int password = behindName + 2;
        var letters = Arrays.copyOfRange(waiting, password, password + waiting[behindName + 1]);
        answers.writeBytes(isRight(user, letters) ? SUCCESS : WRONG);
    }
}
