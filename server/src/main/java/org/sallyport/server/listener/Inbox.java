package org.sallyport.server.listener;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/// The bytes that arrived on one connection and are not read yet. What is taken out is zeroed: passwords pass here.
/// Used on the connection's event loop only.
public final class Inbox {
    private static final int ORDINARY = 1024;

    private byte[] bytes = new byte[ORDINARY];
    private int from;
    private int to;

    /// Takes all of the buffer's bytes; releases nothing.
    public void take(ByteBuf arrived) {
        int length = arrived.readableBytes();
        if (to + length > bytes.length) {
            makeRoom(length);
        }
        arrived.readBytes(bytes, to, length);
        to += length;
    }

    /// Only from [#from] to [#to], and only until the next call.
    public byte[] bytes() {
        return bytes;
    }

    public int from() {
        return from;
    }

    public int to() {
        return to;
    }

    public int length() {
        return to - from;
    }

    public boolean isEmpty() {
        return from == to;
    }

    /// Forgets the first bytes.
    public void drop(int length) {
        Arrays.fill(bytes, from, from + length, (byte) 0);
        from += length;
        if (from == to) {
            from = 0;
            to = 0;
            if (bytes.length > ORDINARY) {
                bytes = new byte[ORDINARY];
            }
        }
    }

    private void makeRoom(int length) {
        int held = length();
        if (held + length > bytes.length) {
            var larger = new byte[Math.max(held + length, 2 * bytes.length)];
            System.arraycopy(bytes, from, larger, 0, held);
            Arrays.fill(bytes, from, to, (byte) 0);
            bytes = larger;
        } else {
            System.arraycopy(bytes, from, bytes, 0, held);
            Arrays.fill(bytes, held, to, (byte) 0);
        }
        from = 0;
        to = held;
    }
}
