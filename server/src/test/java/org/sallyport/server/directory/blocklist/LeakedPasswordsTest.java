package org.sallyport.server.directory.blocklist;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.directory.PasswordWeakness;
import org.sallyport.core.store.Unavailable;

class LeakedPasswordsTest {
    @TempDir
    Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("leaked.txt"), text);
    }

    private static String line(String password, String behind) {
        return sha1(password) + behind;
    }

    private static String sha1(String password) {
        try {
            return HexFormat.of()
                    .withUpperCase()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(password.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static Stream<String> passwords(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "summer at the sea " + i);
    }

    // Counts of one to eight digits, so that no line is where one would be if all were as long.
    private static String list(int count, String end) {
        return passwords(0, count)
                .map(password -> line(
                        password,
                        ":" + Integer.toUnsignedString(password.hashCode()).substring(0, 1 + password.length() % 8)))
                .sorted()
                .collect(Collectors.joining(end, "", end));
    }

    @ParameterizedTest
    @CsvSource({"1, LF", "2, LF", "3, CRLF", "1000, LF", "1000, CRLF"})
    void everyPasswordOfTheListIsFoundAndNoOther(int count, String end) throws IOException {
        var leaked = new LeakedPasswords(file(list(count, end.equals("LF") ? "\n" : "\r\n")));

        assertThat(passwords(0, count))
                .allSatisfy(
                        password -> assertThat(leaked.find(password, Set.of())).contains(PasswordWeakness.LEAKED));
        assertThat(passwords(count, count + 1000))
                .allSatisfy(
                        password -> assertThat(leaked.find(password, Set.of())).isEmpty());
    }

    @Test
    void smallLettersNoCountsAndNoEndOfTheLastLineWillDo() throws IOException {
        var lines = Stream.of("ένα δύο τρία", "olives under the pine")
                .map(password -> line(password, "").toLowerCase(java.util.Locale.ROOT))
                .sorted()
                .collect(Collectors.joining("\n"));
        var leaked = new LeakedPasswords(file(lines));

        assertThat(List.of("ένα δύο τρία", "olives under the pine"))
                .allSatisfy(
                        password -> assertThat(leaked.find(password, Set.of())).contains(PasswordWeakness.LEAKED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "password\n", "hunter2:17\n", "5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD\n"})
    void whatIsNoSuchListIsNotTaken(String text) throws IOException {
        var file = file(text);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LeakedPasswords(file))
                .withMessageContaining(file.toString())
                .withMessageContaining("at byte 0 stands no SHA-1 digest of 40 hexadecimal digits");
    }

    @Test
    void nobodyIsToldThatAPasswordIsFineWhileTheListCannotBeRead() throws IOException {
        var file = file(list(10, "\n"));
        var leaked = new LeakedPasswords(file);
        Files.delete(file);

        assertThatThrownBy(() -> leaked.find("olives under the pine", Set.of()))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("list of leaked passwords");

        file("a line that is much longer than any line of a list of digests may be, and has no end at all, not here");
        assertThatThrownBy(() -> leaked.find("olives under the pine", Set.of())).isInstanceOf(Unavailable.class);
    }
}
