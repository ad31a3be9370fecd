package org.sallyport.bench.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.sallyport.bench.town.Resident;

/// One connection of the Dovecot protocol: says who it is and keeps so many questions under way.
final class LineAsking implements Asking {
    // Dovecot wants a number of its own from every client.
    private static final AtomicInteger CLIENTS = new AtomicInteger(100_000);
    private static final byte[] AUTH = ascii("AUTH\t");
    private static final byte[] OK = ascii("OK\t");

    private final List<byte[]> questions;
    private final List<byte[]> answers;
    private final long[] asked;
    private final int[] question;
    private final byte[][] ids;
    private int turn;
    private int open;
    private boolean greeted;
    private boolean lastWord;

    /// @param questions lines, without command and id
    /// @param answers what comes behind the id
    LineAsking(List<byte[]> questions, List<byte[]> answers, int first, int depth) {
        this.questions = questions;
        this.answers = answers;
        this.turn = first;
        this.asked = new long[depth];
        this.question = new int[depth];
        this.ids = new byte[depth][];
        for (int slot = 0; slot < depth; slot++) {
            ids[slot] = ascii(Integer.toString(slot + 1));
        }
    }

    static byte[] question(Resident who) {
        var message = "\0" + who.name() + "\0" + who.lettersInUse();
        return ascii("\tPLAIN\tservice=smtp\tnologin\tlip=127.0.0.1\trip=" + who.address() + "\tsecured\tresp="
                + Base64.getEncoder().encodeToString(message.getBytes(StandardCharsets.UTF_8)) + "\n");
    }

    static byte[] answer(Resident who) {
        return ascii("\tuser=" + who.name());
    }

    @Override
    public void begin(ByteBuffer out) {
        out.put(ascii("VERSION\t1\t2\nCPID\t" + CLIENTS.incrementAndGet() + "\n"));
    }

    @Override
    public void hear(ByteBuffer in, ByteBuffer out, Times times) {
        for (int end = lineEnd(in); end >= 0; end = lineEnd(in)) {
            if (greeted) {
                answered(in, end, out, times);
            } else if (end - in.position() == 4 && in.get(in.position()) == 'D') {
                greeted = true;
                for (int slot = 0; slot < ids.length; slot++) {
                    ask(slot, out);
                }
            }
            in.position(end + 1);
        }
    }

    @Override
    public void askNoMore() {
        lastWord = true;
    }

    @Override
    public int open() {
        return open;
    }

    // The id of a question that was answered may be used again.
    private void ask(int slot, ByteBuffer out) {
        if (lastWord) {
            return;
        }
        open++;
        question[slot] = turn++ % questions.size();
        asked[slot] = System.nanoTime();
        out.put(AUTH).put(ids[slot]).put(questions.get(question[slot]));
    }

    private void answered(ByteBuffer in, int end, ByteBuffer out, Times times) {
        int at = expect(in, OK, in.position(), end);
        int id = 0;
        while (at < end && in.get(at) != '\t') {
            id = id * 10 + in.get(at) - '0';
            at++;
        }
        int slot = id - 1;
        expect(in, answers.get(question[slot]), at, end);
        open--;
        times.add(System.nanoTime() - asked[slot]);
        ask(slot, out);
    }

    private static int expect(ByteBuffer in, byte[] wanted, int from, int end) {
        boolean there = end - from >= wanted.length;
        for (int i = 0; there && i < wanted.length; i++) {
            there = in.get(from + i) == wanted[i];
        }
        if (!there) {
            var said = new byte[end - in.position()];
            in.get(in.position(), said);
            throw new Refused(new String(said, StandardCharsets.UTF_8));
        }
        return from + wanted.length;
    }

    private static int lineEnd(ByteBuffer in) {
        for (int i = in.position(); i < in.limit(); i++) {
            if (in.get(i) == '\n') {
                return i;
            }
        }
        return -1;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
