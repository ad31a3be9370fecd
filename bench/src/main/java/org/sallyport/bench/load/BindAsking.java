package org.sallyport.bench.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.sallyport.bench.town.Resident;

/// One connection of LDAP: binds, again and again, each time as somebody else.
final class BindAsking implements Asking {
    // RFC 4511 sections 4.1.1 and 4.2.2: a sequence of the message's number and a response that begins with its code.
    static final int CODE_AT = 9;
    private static final int SUCCESS = 0;

    private final List<byte[]> questions;
    private int turn;
    private int open;
    private long asked;
    private boolean lastWord;

    BindAsking(List<byte[]> questions, int first) {
        this.questions = questions;
        this.turn = first;
    }

    /// Message 1: version 3, the name, the password. Nothing in it is longer than 127 bytes.
    static byte[] question(Resident who, String branch) {
        var name = "uid=" + who.name() + "," + branch;
        var bind = element(0x60, new byte[] {2, 1, 3}, text(4, name), text(0x80, who.lettersInUse()));
        return element(0x30, new byte[] {2, 1, 1}, bind);
    }

    @Override
    public void begin(ByteBuffer out) {
        ask(out);
    }

    @Override
    public void hear(ByteBuffer in, ByteBuffer out, Times times) {
        int from = in.position();
        if (in.remaining() < 2 || in.remaining() < 2 + in.get(from + 1)) {
            return;
        }
        int code = in.get(from + CODE_AT);
        if (code != SUCCESS) {
            throw new Refused("result " + code);
        }
        in.position(from + 2 + in.get(from + 1));
        open = 0;
        times.add(System.nanoTime() - asked);
        ask(out);
    }

    @Override
    public void askNoMore() {
        lastWord = true;
    }

    @Override
    public int open() {
        return open;
    }

    private void ask(ByteBuffer out) {
        if (lastWord) {
            return;
        }
        open = 1;
        asked = System.nanoTime();
        out.put(questions.get(turn++ % questions.size()));
    }

    private static byte[] text(int tag, String text) {
        return element(tag, text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] element(int tag, byte[]... parts) {
        int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
        if (length > Byte.MAX_VALUE) {
            throw new IllegalArgumentException("an element here has at most 127 bytes, found " + length);
        }
        var element = ByteBuffer.allocate(2 + length).put((byte) tag).put((byte) length);
        Arrays.stream(parts).forEach(element::put);
        return element.array();
    }
}
