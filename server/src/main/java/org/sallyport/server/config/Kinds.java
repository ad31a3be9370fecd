package org.sallyport.server.config;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.sallyport.core.account.EmailAddress;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.account.Text;
import org.sallyport.core.caller.Network;
import org.sallyport.core.secret.Secret;
import org.sallyport.server.config.Kind.Outcome;

/// The kinds of values that keys take.
final class Kinds {
    private static final Pattern DURATION = Pattern.compile("([1-9][0-9]{0,4})([smhd])");
    private static final Pattern NAME = Pattern.compile("[a-z0-9](?:[a-z0-9.-]{0,62}[a-z0-9])?");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252}[A-Za-z0-9])?");
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    static final Kind<String> LINE = Kind.shown(String.class, "1 to 100 characters on one line", Kinds::line);
    static final Kind<String> SERVER_NAME = Kind.shown(
            String.class,
            "a short name of a-z, 0-9, dots and hyphens",
            text -> Optional.of(text).filter(t -> NAME.matcher(t).matches()));
    static final Kind<String> HOST_NAME = Kind.shown(
            String.class,
            "a host name or address",
            text -> Optional.of(text).filter(t -> HOST.matcher(t).matches()));
    static final Kind<ListenAddress> LISTEN = Kind.shown(ListenAddress.class, "host:port", ListenAddress::parse);
    static final Kind<String> ASCII_LINE = Kind.shown(
            String.class,
            "1 to 100 printable characters of ASCII on one line",
            text -> line(text).filter(t -> t.chars().allMatch(c -> c >= ' ' && c < 0x7f)));
    static final Kind<ListenAddress> ADDRESS_AND_PORT = Kind.shown(
            ListenAddress.class,
            "an address and a port like 127.0.0.1:143",
            text -> ListenAddress.parse(text).filter(ListenAddress::isLiteral));
    static final Kind<EmailAddress> ADDRESS = Kind.shown(EmailAddress.class, "a mail address", EmailAddress::parse);
    static final Kind<Duration> DURATION_OF =
            Kind.shown(Duration.class, "a duration: a number and s, m, h or d, like 30m", Kinds::duration);
    /// Zero stands for off.
    static final Kind<Duration> DURATION_OR_OFF = Kind.shown(
            Duration.class,
            "a duration: a number and s, m, h or d, like 30m, or off",
            text -> text.equals("off") ? Optional.of(Duration.ZERO) : duration(text));
    static final Kind<GroupName> GROUP =
            Kind.shown(GroupName.class, "a group's name of 1 to 64 characters", Kinds::group);
    static final Kind<URI> PUBLIC_URL =
            Kind.shown(URI.class, "https://host without a path (http:// only for localhost)", Kinds::publicUrl);
    static final Kind<Network> NETWORK =
            Kind.shown(Network.class, "an address or a network like 192.0.2.0/24", Network::parse);
    static final Kind<Path> PATH = new Kind<>(Path.class, "a path", Kinds::path);
    static final Kind<Path> FILE = new Kind<>(Path.class, "a file that can be read", Kinds::file);
    static final Kind<FileMode> FILE_MODE =
            Kind.shown(FileMode.class, "a mode like 0660 with nothing for others", FileMode::parse);
    static final Kind<Secret> SECRET = new Kind<>(Secret.class, "file:PATH or env:NAME", Kinds::secret);
    static final Kind<String> JDBC_URL = new Kind<>(String.class, "jdbc:postgresql://host/database", Kinds::jdbcUrl);

    private Kinds() {}

    static Kind<Integer> wholeNumber(int least, int most) {
        return Kind.shown(
                Integer.class,
                "a whole number from " + least + " to " + most,
                text -> Optional.of(text)
                        .filter(t -> t.matches("[0-9]{1,9}"))
                        .map(Integer::valueOf)
                        .filter(n -> n >= least && n <= most));
    }

    static Kind<Integer> oneOfNumbers(int first, int second) {
        return Kind.shown(
                Integer.class,
                first + " or " + second,
                text -> Optional.of(text)
                        .filter(t -> t.equals(Integer.toString(first)) || t.equals(Integer.toString(second)))
                        .map(Integer::valueOf));
    }

    /// One of the constants, written in lower case with hyphens.
    static <E extends Enum<E>> Kind<E> choice(Class<E> type) {
        var codes = Arrays.stream(type.getEnumConstants()).map(Kinds::code).collect(Collectors.joining(", "));
        return Kind.shown(
                type,
                "one of " + codes,
                text -> Arrays.stream(type.getEnumConstants())
                        .filter(constant -> code(constant).equals(text))
                        .findFirst());
    }

    /// A constant as the file writes it.
    static String code(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Optional<String> line(String text) {
        try {
            return Optional.of(Text.line(text, 100, "a line")).filter(text::equals);
        } catch (IllegalArgumentException emptyOrTooLong) {
            return Optional.empty();
        }
    }

    private static Optional<GroupName> group(String text) {
        try {
            return Optional.of(new GroupName(text))
                    .filter(group -> group.value().equals(text));
        } catch (IllegalArgumentException emptyOrTooLong) {
            return Optional.empty();
        }
    }

    private static Optional<Duration> duration(String text) {
        var form = DURATION.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        int number = Integer.parseInt(form.group(1));
        return Optional.of(
                switch (form.group(2)) {
                    case "s" -> Duration.ofSeconds(number);
                    case "m" -> Duration.ofMinutes(number);
                    case "h" -> Duration.ofHours(number);
                    default -> Duration.ofDays(number);
                });
    }

    private static Optional<URI> publicUrl(String text) {
        try {
            var uri = new URI(text);
            var host = uri.getHost();
            boolean bare = host != null
                    && uri.getUserInfo() == null
                    && uri.getQuery() == null
                    && uri.getFragment() == null
                    && (uri.getPath().isEmpty() || uri.getPath().equals("/"));
            boolean secure = "https".equals(uri.getScheme())
                    || "http".equals(uri.getScheme()) && host != null && isThisMachine(host);
            return bare && secure
                    ? Optional.of(new URI(uri.getScheme(), null, host, uri.getPort(), null, null, null))
                    : Optional.empty();
        } catch (URISyntaxException notAUrl) {
            return Optional.empty();
        }
    }

    private static boolean isThisMachine(String host) {
        return host.equals("localhost") || host.equals("127.0.0.1") || host.equals("[::1]");
    }

    private static Outcome<Path> path(String text, Surroundings surroundings) {
        try {
            return text.isBlank()
                    ? new Outcome.Bad<>("needs a path, found " + Quoted.of(text))
                    : new Outcome.Good<>(surroundings.resolve(text));
        } catch (InvalidPathException notAPath) {
            return new Outcome.Bad<>("needs a path, found " + Quoted.of(text));
        }
    }

    private static Outcome<Path> file(String text, Surroundings surroundings) {
        return switch (path(text, surroundings)) {
            case Outcome.Good<Path>(var path)
            when Files.isRegularFile(path) && Files.isReadable(path) -> new Outcome.Good<>(path);
            case Outcome.Good<Path>(var path) ->
                new Outcome.Bad<>("needs a file that can be read, found " + Quoted.of(path.toString())
                        + (Files.exists(path) ? ", which cannot" : ", which does not exist"));
            case Outcome.Bad<Path> bad -> bad;
        };
    }

    // A password inside the address would stand in the file in clear.
    private static Outcome<String> jdbcUrl(String text, Surroundings surroundings) {
        if (text.contains("@") || text.toLowerCase(Locale.ROOT).contains("password")) {
            return new Outcome.Bad<>("needs jdbc:postgresql://host/database without a user or a password in it "
                    + "(they have keys of their own); what stands there is not shown");
        }
        return text.startsWith("jdbc:postgresql:") && text.length() > "jdbc:postgresql:".length()
                ? new Outcome.Good<>(text)
                : new Outcome.Bad<>("needs jdbc:postgresql://host/database, found " + Quoted.of(text));
    }

    private static Outcome<Secret> secret(String text, Surroundings surroundings) {
        if (text.startsWith("file:")) {
            return secretInFile(text.substring("file:".length()), surroundings);
        }
        if (text.startsWith("env:")
                && VARIABLE.matcher(text.substring("env:".length())).matches()) {
            var name = text.substring("env:".length());
            return surroundings
                    .variable(name)
                    .map(value -> usable(value, "the environment variable " + name))
                    .orElseGet(() -> new Outcome.Bad<>("the environment variable " + name + " is not set"));
        }
        return new Outcome.Bad<>("needs file:PATH or env:NAME; what stands there is not shown, it may be the secret");
    }

    private static Outcome<Secret> secretInFile(String name, Surroundings surroundings) {
        if (!(path(name, surroundings) instanceof Outcome.Good<Path>(var path))) {
            return new Outcome.Bad<>("needs a path behind file:");
        }
        try {
            if (Files.size(path) > Secret.MAX_BYTES) {
                return new Outcome.Bad<>("the file " + path + " is longer than " + Secret.MAX_BYTES + " bytes");
            }
            return usable(Files.readString(path), "the file " + path);
        } catch (NoSuchFileException absent) {
            return new Outcome.Bad<>("the file " + path + " does not exist");
        } catch (CharacterCodingException notText) {
            return new Outcome.Bad<>("the file " + path + " does not hold UTF-8 text");
        } catch (IOException unreadable) {
            return new Outcome.Bad<>("the file " + path + " cannot be read ("
                    + unreadable.getClass().getSimpleName() + ")");
        }
    }

    private static Outcome<Secret> usable(String content, String where) {
        var secret = content.strip();
        if (secret.isEmpty()) {
            return new Outcome.Bad<>(where + " is empty");
        }
        return secret.codePoints().anyMatch(Character::isISOControl)
                ? new Outcome.Bad<>(where + " holds more than one line or control characters")
                : new Outcome.Good<>(Secret.of(secret));
    }
}
