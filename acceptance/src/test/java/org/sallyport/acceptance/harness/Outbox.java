package org.sallyport.acceptance.harness;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// A folder of mail, one file a message: the one that a demo writes its mail to, or a mailbox. Gives each message once.
public final class Outbox {
    /// A code stands alone on a line that is set in by four blanks.
    private static final Pattern CODE = Pattern.compile("(?m)^ {4}(\\d{3} ?\\d{3})\\s*$");

    private final Path folder;
    private final String ending;
    private final Set<Path> read = new HashSet<>();

    /// The folder of a demo, in which a message is an `.eml` file.
    public Outbox(Path folder) {
        this(folder, ".eml");
    }

    private Outbox(Path folder, String ending) {
        this.folder = folder;
        this.ending = ending;
        read.addAll(messages());
    }

    /// A mailbox as mail servers write it, its folder of new messages.
    public static Outbox maildir(Path folder) {
        return new Outbox(folder, "");
    }

    /// How many messages there are that were not given yet.
    public int unreadCount() {
        return unread().size();
    }

    /// The code in the next message that has one; waits until it is there.
    public String nextCode() {
        return await("a message with a code in " + folder)
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(100))
                .until(this::unreadCode, Optional::isPresent)
                .orElseThrow();
    }

    /// The next message whose name holds `kind`, or in a mailbox whose text does, as its parts read; waits until it is
    /// there.
    public String next(String kind) {
        return await("a message of the kind " + kind + " in " + folder)
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(100))
                .until(
                        () -> unread().stream()
                                .filter(file -> isOf(file, kind))
                                .findFirst()
                                .map(this::open),
                        Optional::isPresent)
                .orElseThrow();
    }

    private boolean isOf(Path file, String kind) {
        return ending.isEmpty()
                ? text(file).contains(kind)
                : file.getFileName().toString().contains(kind);
    }

    private Optional<String> unreadCode() {
        return unread().stream()
                .map(this::open)
                .flatMap(text -> CODE.matcher(text).results())
                .map(found -> found.group(1).replace(" ", ""))
                .findFirst();
    }

    private String open(Path file) {
        read.add(file);
        return text(file);
    }

    private static String text(Path file) {
        try {
            return decoded(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Path> unread() {
        return messages().stream().filter(file -> !read.contains(file)).toList();
    }

    private List<Path> messages() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ending)
                            && !file.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The message with every encoded part after its encoded form.
    static String decoded(String message) {
        var text = new StringBuilder(message);
        for (var part : message.split("\r?\n--[^\r\n]+\r?\n", -1)) {
            int body = Math.max(part.indexOf("\r\n\r\n"), part.indexOf("\n\n"));
            if (body < 0) {
                continue;
            }
            var head = part.substring(0, body).toLowerCase(java.util.Locale.ROOT);
            var content = part.substring(body).strip();
            if (head.contains("content-transfer-encoding: base64")) {
                text.append('\n').append(new String(Base64.getMimeDecoder().decode(content), StandardCharsets.UTF_8));
            } else if (head.contains("content-transfer-encoding: quoted-printable")) {
                text.append('\n').append(unquoted(part.substring(body)));
            }
        }
        return text.toString();
    }

    // RFC 2045 section 6.7
    private static String unquoted(String content) {
        var bytes = new java.io.ByteArrayOutputStream();
        var joined = content.replaceAll("=\r?\n", "");
        for (int i = 0; i < joined.length(); i++) {
            char c = joined.charAt(i);
            if (c == '=' && i + 2 < joined.length()) {
                bytes.write(Integer.parseInt(joined.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                bytes.write(c);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
