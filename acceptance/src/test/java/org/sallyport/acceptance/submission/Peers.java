package org.sallyport.acceptance.submission;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Map;

/// What private mail servers have in common: a folder, a configuration with blanks to fill in, a port.
final class Peers {
    private static final Path SHIPPED = Path.of(System.getProperty("sallyport.root"), "acceptance", "peers");

    private Peers() {}

    /// A folder that the users of mail servers can get into.
    static Path folder(String server) {
        try {
            return Files.createTempDirectory(
                    "sallyport-" + server + "-",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Writes a configuration of `acceptance/peers` into this folder, with each `@NAME@` filled in.
    static void fillIn(String file, Path folder, Map<String, String> values) {
        try {
            var text = Files.readString(SHIPPED.resolve(file));
            for (var value : values.entrySet()) {
                text = text.replace("@" + value.getKey() + "@", value.getValue());
            }
            Files.writeString(folder.resolve(Path.of(file).getFileName()), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static boolean answers(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.getInputStream().read() == '2';
        } catch (IOException notYet) {
            return false;
        }
    }

    static void remove(Path folder) {
        try (var inside = Files.walk(folder)) {
            inside.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(java.io.File::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
