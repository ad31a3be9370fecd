package org.sallyport.server.listener.dovecot;

import io.netty.buffer.ByteBuf;
import org.sallyport.server.listener.Inbox;

/// The lines that arrive on one connection. Holds one line at most of what is too long: of that its beginning is given,
/// so that it can be answered, and the rest is thrown away as it comes. Used on the connection's event loop only.
public final class Lines {
    private static final int MOST_SKIPPED = 1024 * 1024;

    private final Inbox inbox = new Inbox();
    private final int longest;
    private int scanned;
    private int to;
    private int skipped;
    private Found found = Found.NOTHING;
    private boolean skipping;

    /// What there is to read.
    public enum Found {
        LINE,
        BEGINNING_OF_TOO_LONG_A_LINE,
        NOTHING,
        /// A line without an end: whoever sends that says nothing else.
        ENDLESS
    }

    /// @param longest in bytes, without the line end
    public Lines(int longest) {
        this.longest = longest;
    }

    /// Takes all of the buffer's bytes; releases nothing.
    public void take(ByteBuf arrived) {
        inbox.take(arrived);
    }

    /// Looks for the next line, which then stands in [#bytes] until [#drop].
    public Found find() {
        if (skipping && !skip()) {
            return skipped > MOST_SKIPPED ? Found.ENDLESS : Found.NOTHING;
        }
        int end = lineEnd(inbox.from() + scanned);
        if (end >= 0) {
            to = end;
            found = end - inbox.from() > longest ? Found.BEGINNING_OF_TOO_LONG_A_LINE : Found.LINE;
        } else {
            to = inbox.to();
            scanned = inbox.length();
            found = scanned > longest ? Found.BEGINNING_OF_TOO_LONG_A_LINE : Found.NOTHING;
        }
        return found;
    }

    /// Whether part of a line is here, or was, and its end is not.
    public boolean isIncomplete() {
        return skipping || !inbox.isEmpty();
    }

    public byte[] bytes() {
        return inbox.bytes();
    }

    public int from() {
        return inbox.from();
    }

    public int to() {
        return to;
    }

    /// Forgets what was found.
    public void drop() {
        boolean ended = to < inbox.to();
        skipping = found == Found.BEGINNING_OF_TOO_LONG_A_LINE && !ended;
        skipped = 0;
        inbox.drop(to - inbox.from() + (ended ? 1 : 0));
        scanned = 0;
        found = Found.NOTHING;
    }

    /// Forgets everything.
    public void clear() {
        inbox.drop(inbox.length());
        scanned = 0;
    }

    /// Throws the rest of a too long line away; false where its end has not come yet.
    private boolean skip() {
        int end = lineEnd(inbox.from());
        int length = end < 0 ? inbox.length() : end - inbox.from() + 1;
        skipped += length;
        inbox.drop(length);
        skipping = end < 0;
        return !skipping;
    }

    private int lineEnd(int start) {
        var bytes = inbox.bytes();
        for (int i = start; i < inbox.to(); i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return -1;
    }
}
