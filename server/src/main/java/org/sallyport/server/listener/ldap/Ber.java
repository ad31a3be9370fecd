package org.sallyport.server.listener.ldap;

import java.util.Arrays;

/// A walk over the elements of one stretch of BER (X.690 as RFC 4511 section 5.1 restricts it: definite lengths only).
/// It never reads beyond its stretch and copies nothing but what it is asked for.
final class Ber {
    static final int BOOLEAN = 0x01;
    static final int INTEGER = 0x02;
    static final int OCTET_STRING = 0x04;
    static final int SEQUENCE = 0x30;

    private static final int CONSTRUCTED = 0x20;
    private static final int LONG_TAG = 0x1f;
    // Deeper than any filter that is evaluated, and shallow enough for every reader behind.
    private static final int MOST_DEPTH = 40;
    private static final int MOST_ELEMENTS = 4096;

    private final byte[] bytes;
    private final int end;
    private int at;

    Ber(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    /// The length of the element that begins a stretch of which perhaps only some has arrived; 0 where not even its
    /// length has.
    ///
    /// @param most how long it may be
    static int frame(byte[] bytes, int from, int to, int most) throws Malformed {
        if (from == to) {
            return 0;
        }
        if ((bytes[from] & 0xff) != SEQUENCE) {
            throw new Malformed("a message begins with a sequence");
        }
        int header = to - from < 2 ? 0 : headerLength(bytes[from + 1]);
        if (header == 0 || to - from < header) {
            return 0;
        }
        long length = header + contentLength(bytes, from + 1);
        if (length > most) {
            throw new Malformed("a message has at most " + most + " bytes here");
        }
        return (int) length;
    }

    /// Looks through a whole message: every element lies within the one around it, and there are neither too many nor
    /// too many within each other. What reads the message behind this cannot be made to recurse or to allocate beyond
    /// the message's own size.
    static void check(byte[] bytes, int from, int end) throws Malformed {
        int[] ends = new int[MOST_DEPTH];
        int depth = 0;
        int at = from;
        ends[0] = end;
        for (int elements = 0; at < end; elements++) {
            if (elements == MOST_ELEMENTS) {
                throw new Malformed("a message has at most " + MOST_ELEMENTS + " elements");
            }
            var element = new Ber(bytes, at, ends[depth]);
            int tag = element.tag();
            int length = element.header();
            at = element.at;
            if ((tag & CONSTRUCTED) == 0) {
                at += length;
            } else if (++depth == MOST_DEPTH) {
                throw new Malformed("a message has at most " + MOST_DEPTH + " levels");
            } else {
                ends[depth] = at + length;
            }
            while (depth > 0 && at == ends[depth]) {
                depth--;
            }
        }
    }

    boolean hasMore() {
        return at < end;
    }

    /// The tag of the next element.
    int tag() throws Malformed {
        if (at >= end) {
            throw new Malformed("an element is missing");
        }
        int tag = bytes[at] & 0xff;
        if ((tag & LONG_TAG) == LONG_TAG) {
            throw new Malformed("a tag has one byte");
        }
        return tag;
    }

    /// The next element, which holds others.
    Ber enter(int tag) throws Malformed {
        int length = expect(tag);
        var inside = new Ber(bytes, at, at + length);
        at += length;
        return inside;
    }

    /// A number that fits into 31 bits and is not negative.
    int number(int tag) throws Malformed {
        int length = expect(tag);
        long value = 0;
        if (length < 1 || length > 5 || bytes[at] < 0) {
            throw new Malformed("a number here is from 0 to " + Integer.MAX_VALUE);
        }
        for (int i = 0; i < length; i++) {
            value = value << 8 | bytes[at + i] & 0xff;
        }
        if (value > Integer.MAX_VALUE) {
            throw new Malformed("a number here is from 0 to " + Integer.MAX_VALUE);
        }
        at += length;
        return (int) value;
    }

    /// A copy.
    byte[] octets(int tag) throws Malformed {
        int length = expect(tag);
        var copy = Arrays.copyOfRange(bytes, at, at + length);
        at += length;
        return copy;
    }

    private int expect(int tag) throws Malformed {
        if (tag() != tag) {
            throw new Malformed("an element of another kind was expected");
        }
        return header();
    }

    /// Goes behind tag and length.
    private int header() throws Malformed {
        int header = end - at < 2 ? 0 : headerLength(bytes[at + 1]);
        if (header == 0 || end - at < header) {
            throw new Malformed("an element is cut off");
        }
        long length = contentLength(bytes, at + 1);
        if (length > end - at - header) {
            throw new Malformed("an element is longer than what it lies in");
        }
        at += header;
        return (int) length;
    }

    /// How many bytes tag and length take.
    private static int headerLength(byte first) throws Malformed {
        int octets = first < 0 ? first & 0x7f : 0;
        // RFC 4511 section 5.1: the indefinite form (no octets) is not used.
        if (first < 0 && (octets == 0 || octets > 4)) {
            throw new Malformed("a length is definite and has at most four bytes");
        }
        return 2 + octets;
    }

    private static long contentLength(byte[] bytes, int at) {
        if (bytes[at] >= 0) {
            return bytes[at];
        }
        long length = 0;
        for (int i = 1; i <= (bytes[at] & 0x7f); i++) {
            length = length << 8 | bytes[at + i] & 0xff;
        }
        return length;
    }
}
