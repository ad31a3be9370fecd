package org.sallyport.server.remote;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.sallyport.core.secret.Secret;

/// By what a command shows who it is. Never an argument: arguments stand in the shell's history and in the list of
/// processes.
sealed interface Credentials {
    /// A token, as *Programs* showed it.
    record Token(Secret secret) implements Credentials {}

    /// A client, which exchanges its secret for a token that lasts some minutes.
    record Client(String id, Secret secret) implements Credentials {}

    String TOKEN = "SALLYPORT_TOKEN";
    String TOKEN_FILE = "SALLYPORT_TOKEN_FILE";
    String CLIENT_ID = "SALLYPORT_CLIENT_ID";
    String CLIENT_SECRET_FILE = "SALLYPORT_CLIENT_SECRET_FILE";

    /// What of it the command line says.
    ///
    /// @param tokenFile holds a token, or the header that curl sends it in
    record Said(Optional<Path> tokenFile, Optional<String> clientId, Optional<Path> clientSecretFile) {}

    /// From the command line, or where it says nothing from the environment.
    ///
    /// @throws RemoteFailure when there are none, or two
    static Credentials find(Said said, Map<String, String> environment, Screen screen) {
        boolean isSaid = said.tokenFile().isPresent() || said.clientSecretFile().isPresent();
        var tokenFile = isSaid ? said.tokenFile() : path(environment, TOKEN_FILE);
        var secretFile = isSaid ? said.clientSecretFile() : path(environment, CLIENT_SECRET_FILE);
        var token = isSaid ? Optional.<String>empty() : value(environment, TOKEN);
        if ((token.isPresent() ? 1 : 0) + (tokenFile.isPresent() ? 1 : 0) + (secretFile.isPresent() ? 1 : 0) > 1) {
            throw RemoteFailure.misuse("there are two: a token and another token or a client's secret. Name one.");
        }
        if (secretFile.isPresent()) {
            var id = said.clientId()
                    .or(() -> value(environment, CLIENT_ID))
                    .orElseThrow(() -> RemoteFailure.misuse("the client's id is missing: --client-id or " + CLIENT_ID));
            return new Client(
                    id, secret(read(secretFile.get(), screen), secretFile.get().toString()));
        }
        if (tokenFile.isPresent()) {
            return new Token(
                    secret(read(tokenFile.get(), screen), tokenFile.get().toString()));
        }
        return token.<Credentials>map(text -> new Token(secret(text, TOKEN)))
                .orElseThrow(() -> RemoteFailure.misuse("a token is missing: " + TOKEN
                        + " in the environment, --token-file FILE, or a client's --client-secret-file FILE"));
    }

    private static Secret secret(String text, String where) {
        // The form of every secret that Programs shows; a line more or a blank would go into a header.
        var found = Pattern.compile("(?:Authorization: Bearer )?([A-Za-z0-9_]{8,200})")
                .matcher(text.strip());
        if (!found.matches()) {
            throw RemoteFailure.misuse(PlainText.line(where) + " holds no token");
        }
        return Secret.of(found.group(1));
    }

    private static String read(Path file, Screen screen) {
        try {
            var readers = EnumSet.of(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);
            if (Files.getPosixFilePermissions(file).stream().anyMatch(readers::contains)) {
                screen.tell("others can read " + file + ": chmod 600 it");
            }
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw RemoteFailure.misuse(
                    file + " cannot be read (" + unreadable.getClass().getSimpleName() + ")");
        }
    }

    private static Optional<String> value(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(text -> !text.isBlank());
    }

    private static Optional<Path> path(Map<String, String> environment, String name) {
        return value(environment, name).map(Path::of);
    }
}
