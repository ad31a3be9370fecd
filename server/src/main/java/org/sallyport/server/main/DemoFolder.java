package org.sallyport.server.main;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.sallyport.core.secret.SecretGenerator;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The folder of a demo: an ordinary data folder with its configuration beside it, and what scripts want to know.
///
/// @param passing whether it was made for this run and goes with it
record DemoFolder(Path path, boolean passing) {
    /// The configuration, so that every other command works on a demo as on a server.
    static final String CONFIGURATION = "sallyport.yaml";

    static final String DESCRIPTION = "demo.json";
    static final String OUTBOX = "outbox";
    static final String LDAP_SUFFIX = "dc=olive,dc=example";
    static final String LDAP_CERTIFICATE = "ldap-certificate.pem";
    private static final String LDAP_KEY = "ldap-key.pem";
    private static final String LDAP_PASSWORD = "ldap.password";
    private static final String TOKEN = "verify.token";

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /// A new folder that goes when the demo stops.
    static DemoFolder temporary() {
        try {
            return new DemoFolder(Files.createTempDirectory("sallyport-demo-"), true);
        } catch (IOException e) {
            throw Failure.because("sallyport: no temporary folder can be made (" + e.getMessage() + ").");
        }
    }

    /// A folder that stays: a new or empty one, or the one of an earlier demo.
    static DemoFolder at(Path path) {
        var folder = new DemoFolder(path.toAbsolutePath().normalize(), false);
        Installation.prepare(folder.path());
        try (var inside = Files.list(folder.path())) {
            if (inside.findAny().isPresent() && Files.notExists(folder.path().resolve(DESCRIPTION))) {
                throw Failure.because("sallyport: " + folder.path()
                        + " holds something that no demo made. Give --data a new folder, or leave it out.");
            }
        } catch (IOException e) {
            throw Failure.because("sallyport: the folder " + folder.path() + " cannot be read.");
        }
        return folder;
    }

    /// What an earlier demo in this folder wrote down.
    Optional<DemoDescription> earlier() {
        var file = path.resolve(DESCRIPTION);
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(Files.readString(file), DemoDescription.class));
        } catch (IOException | JacksonException e) {
            throw Failure.because("sallyport: " + file + " cannot be read; give --data a new folder.");
        }
    }

    void write(DemoDescription description) {
        write(DESCRIPTION, JSON.writeValueAsString(description) + "\n");
    }

    String readToken() {
        return read(TOKEN);
    }

    String readLdapPassword() {
        return read(LDAP_PASSWORD);
    }

    private String read(String name) {
        try {
            return Files.readString(path.resolve(name)).strip();
        } catch (IOException e) {
            throw Failure.because("sallyport: " + path.resolve(name) + " cannot be read; give --data a new folder.");
        }
    }

    /// Lays out configuration, secrets and a certificate; those of an earlier demo stay.
    ///
    /// @param now from when a new certificate is good
    void layOut(DemoPorts ports, SecretGenerator generator, Instant now) {
        makeSecret(TOKEN, generator);
        makeSecret(LDAP_PASSWORD, generator);
        if (Files.notExists(path.resolve(LDAP_CERTIFICATE))) {
            var made = DemoCertificate.make(now);
            write(LDAP_KEY, made.key());
            write(LDAP_CERTIFICATE, made.certificate());
        }
        write(CONFIGURATION, configuration(ports));
    }

    private static String configuration(DemoPorts ports) {
        return """
                # Written by the demo at each start.
                organisation:
                  name: Olive & Pine
                data: .
                web:
                  listen: %s
                  public-url: %s
                listeners:
                  verify:
                    listen: %s
                    servers:
                      - name: demo
                        token: file:%s
                    nginx-mail: {imap: "127.0.0.1:143", pop3: "127.0.0.1:110", smtp: "127.0.0.1:587"}
                  dovecot:
                    listen: ["%s"]
                  postfix: {listen: ["%s"]}
                  ldap:
                    listen: ["%s"]
                    listen-tls: ["%s"]
                    tls: {certificate: %s, key: %s}
                    suffix: %s
                    services:
                      - {name: demo, password: "file:%s", protocol: ldap}
                      - {name: mail, base: mail, protocol: imap}
                      - {name: web, base: web, protocol: http}
                mail:
                  from: no-reply@olive.example
                  outbox: %s
                webhooks: {networks: [127.0.0.0/8]}
                policy:
                  admins-need: nothing
                """.formatted(
                        ports.listen(DemoPort.WEB),
                        ports.webUrl(),
                        ports.listen(DemoPort.VERIFY),
                        TOKEN,
                        ports.listen(DemoPort.DOVECOT),
                        ports.listen(DemoPort.POSTFIX),
                        ports.listen(DemoPort.LDAP),
                        ports.listen(DemoPort.LDAPS),
                        LDAP_CERTIFICATE,
                        LDAP_KEY,
                        LDAP_SUFFIX,
                        LDAP_PASSWORD,
                        OUTBOX);
    }

    private void makeSecret(String name, SecretGenerator generator) {
        if (Files.notExists(path.resolve(name))) {
            try (var secret = generator.token()) {
                write(name, secret.reveal() + "\n");
            }
        }
    }

    /// Removes the folder if it was made for this run.
    void leave() {
        if (!passing) {
            return;
        }
        try (var inside = Files.walk(path)) {
            inside.sorted(Comparator.reverseOrder()).forEach(DemoFolder::delete);
        } catch (IOException | UncheckedIOException e) {
            // It is in the temporary folder; the next start of the machine takes care of it.
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String name, String text) {
        var draft = path.resolve(name + ".new");
        try {
            Files.deleteIfExists(draft);
            Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(draft, text);
            Files.move(draft, path.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw Failure.because("sallyport: " + path.resolve(name) + " cannot be written.");
        }
    }
}
