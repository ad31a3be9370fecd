package org.sallyport.server.directory.blocklist;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.sallyport.core.directory.Blocklist;
import org.sallyport.core.directory.PasswordWeakness;
import org.sallyport.core.store.Unavailable;

/// Lists the passwords whose digests are in a file of the operator's: a line each, of forty hexadecimal digits of
/// SHA-1, in order; whatever stands behind a colon is passed over. That is how Have I Been Pwned gives away *Pwned
/// Passwords*.
///
/// The file is searched where it lies, some forty reads for forty gigabytes, and may be put in the place of an earlier
/// one at any time.
public final class LeakedPasswords implements Blocklist {
    private static final int DIGITS = 40;
    private static final int LONGEST_LINE = 80;
    private static final int MOST_BYTES_OF_A_CHARACTER = 3;

    private final Path file;

    /// @throws IllegalArgumentException when the file is no such list, with what was found
    public LeakedPasswords(Path file) {
        this.file = file;
        try (var list = new RandomAccessFile(file.toFile(), "r")) {
            digestAt(list, 0);
        } catch (IOException e) {
            throw new IllegalArgumentException(file + " is no list of leaked passwords: " + e.getMessage(), e);
        }
    }

    @Override
    public Optional<PasswordWeakness> find(CharSequence password, Set<String> words) {
        var wanted = digest(password);
        try (var list = new RandomAccessFile(file.toFile(), "r")) {
            return isIn(list, wanted) ? Optional.of(PasswordWeakness.LEAKED) : Optional.empty();
        } catch (IOException e) {
            throw new Unavailable("list of leaked passwords", e);
        }
    }

    // Between two places of the file, either of which is the beginning of a line or its end.
    private static boolean isIn(RandomAccessFile list, String wanted) throws IOException {
        long from = 0;
        long to = list.length();
        while (from < to) {
            long line = beginningOfLine(list, from, (from + to) / 2);
            int order = wanted.compareTo(digestAt(list, line));
            if (order == 0) {
                return true;
            }
            if (order < 0) {
                to = line;
            } else {
                from = behindLine(list, line);
            }
        }
        return false;
    }

    /// Where the line begins that has this place in it; no earlier than `from`, where one begins.
    private static long beginningOfLine(RandomAccessFile list, long from, long place) throws IOException {
        long start = Math.max(from, place - LONGEST_LINE);
        byte[] before = read(list, start, (int) (place - start));
        for (int i = before.length - 1; i >= 0; i--) {
            if (before[i] == '\n') {
                return start + i + 1;
            }
        }
        if (start > from) {
            throw new IOException("at byte " + start + " stands a line of more than " + LONGEST_LINE + " characters");
        }
        return from;
    }

    private static long behindLine(RandomAccessFile list, long line) throws IOException {
        byte[] found = read(list, line, LONGEST_LINE);
        for (int i = 0; i < found.length; i++) {
            if (found[i] == '\n') {
                return line + i + 1;
            }
        }
        return line + found.length;
    }

    private static String digestAt(RandomAccessFile list, long line) throws IOException {
        var digits = new String(read(list, line, DIGITS), StandardCharsets.ISO_8859_1);
        if (digits.length() < DIGITS || !digits.chars().allMatch(HexFormat::isHexDigit)) {
            throw new IOException("at byte " + line + " stands no SHA-1 digest of " + DIGITS + " hexadecimal digits");
        }
        return digits.toUpperCase(Locale.ROOT);
    }

    private static byte[] read(RandomAccessFile list, long from, int most) throws IOException {
        byte[] found = new byte[(int) Math.min(most, list.length() - from)];
        list.seek(from);
        list.readFully(found);
        return found;
    }

    private static String digest(CharSequence password) {
        byte[] utf8 = new byte[MOST_BYTES_OF_A_CHARACTER * password.length()];
        try {
            var sha1 = MessageDigest.getInstance("SHA-1");
            var buffer = ByteBuffer.wrap(utf8);
            var _ = StandardCharsets.UTF_8
                    .newEncoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .encode(CharBuffer.wrap(password), buffer, true);
            sha1.update(buffer.flip());
            return HexFormat.of().withUpperCase().formatHex(sha1.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-1 is part of every JDK", e);
        } finally {
            Arrays.fill(utf8, (byte) 0);
        }
    }
}
