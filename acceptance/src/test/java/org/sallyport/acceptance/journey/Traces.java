package org.sallyport.acceptance.journey;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Looks for what a secret may have left behind in files: in the encodings that programs keep text in.
final class Traces {
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private Traces() {}

    /// The files in these folders that hold the text anywhere.
    static List<Path> of(String text, Path... places) {
        return holding(
                List.of(text.getBytes(StandardCharsets.UTF_8), text.getBytes(StandardCharsets.UTF_16LE)), places);
    }

    /// The same for a key in base32, with or without the blanks between its groups, and for the bytes it stands for.
    static List<Path> ofKey(String grouped, Path... places) {
        var plain = grouped.replaceAll("\\s", "");
        return holding(
                Stream.concat(Stream.of(grouped, plain).flatMap(Traces::encodings), Stream.of(decoded(plain)))
                        .toList(),
                places);
    }

    private static Stream<byte[]> encodings(String text) {
        return Stream.of(text.getBytes(StandardCharsets.UTF_8), text.getBytes(StandardCharsets.UTF_16LE));
    }

    private static List<Path> holding(List<byte[]> wanted, Path... places) {
        return Stream.of(places)
                .flatMap(Traces::filesIn)
                .filter(file -> {
                    var content = read(file);
                    return wanted.stream().anyMatch(needle -> holds(content, needle));
                })
                .toList();
    }

    private static Stream<Path> filesIn(Path place) {
        try (var files = Files.walk(place)) {
            return files.filter(Files::isRegularFile).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean holds(byte[] content, byte[] needle) {
        for (int i = 0; i <= content.length - needle.length; i++) {
            int j = 0;
            while (j < needle.length && content[i + j] == needle[j]) {
                j++;
            }
            if (j == needle.length) {
                return true;
            }
        }
        return false;
    }

    // RFC 4648 section 6
    private static byte[] decoded(String base32) {
        var bytes = new ByteArrayOutputStream();
        int held = 0;
        int bits = 0;
        for (int i = 0; i < base32.length(); i++) {
            held = (held << 5) | BASE32.indexOf(base32.charAt(i));
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes.write(held >> bits);
            }
        }
        return bytes.toByteArray();
    }
}
