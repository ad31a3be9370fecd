package org.sallyport.acceptance.dovecot;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sallyport.acceptance.harness.Ports;
import org.sallyport.acceptance.harness.Program;

/// Thunderbird without a window, with one IMAP account in a profile of its own.
final class Thunderbird implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String TRUST_AND_SIGN_IN = """
            const [certificate, port, password] = arguments;
            const found = Cc["@mozilla.org/security/x509certdb;1"].getService(Ci.nsIX509CertDB)
                .constructX509FromBase64(certificate);
            Cc["@mozilla.org/security/certoverride;1"].getService(Ci.nsICertOverrideService)
                .rememberValidityOverride("localhost", port, {}, found, true);
            const { MailServices } = ChromeUtils.importESModule("resource:///modules/MailServices.sys.mjs");
            const server = MailServices.accounts.accounts[0].incomingServer;
            server.password = password;
            server.performExpand(null);
            """;
    private static final String SUBJECTS = """
            const { MailServices } = ChromeUtils.importESModule("resource:///modules/MailServices.sys.mjs");
            const root = MailServices.accounts.accounts[0].incomingServer.rootFolder;
            const inbox = root.getFolderWithFlags(Ci.nsMsgFolderFlags.Inbox);
            if (!inbox) {
              return [];
            }
            inbox.updateFolder(null);
            return [...inbox.messages].map(message => message.mime2DecodedSubject);
            """;

    private final Dovecot server;
    private final Program program;
    private final Marionette control;

    private Thunderbird(Dovecot server, Program program, Marionette control) {
        this.server = server;
        this.program = program;
        this.control = control;
    }

    /// Starts it and waits until it listens to its remote control.
    static Thunderbird of(String user, Dovecot server, Path folder) {
        try {
            int port = Ports.free();
            var profile = Files.createDirectory(folder.resolve("profile"));
            Files.writeString(profile.resolve("user.js"), preferences(user, server, port));
            var log = folder.resolve("thunderbird.log");
            var program = Program.start(
                    List.of(
                            "env",
                            "HOME=" + folder,
                            "thunderbird",
                            "--headless",
                            "--marionette",
                            "--remote-allow-system-access",
                            "--no-remote",
                            "--profile",
                            profile.toString()),
                    log);
            return new Thunderbird(server, program, control(program, port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Marionette control(Program program, int port) {
        @Nullable Marionette control = null;
        try {
            control = await("Thunderbird to listen")
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(500))
                    .ignoreException(UncheckedIOException.class)
                    .until(() -> Marionette.on(port), marionette -> true);
            return control;
        } finally {
            if (control == null) {
                program.kill();
            }
        }
    }

    /// Signs in with this password and waits until a message with this subject is in the inbox.
    void reads(String subject, String password) {
        control.run(TRUST_AND_SIGN_IN, certificate(), server.port(), password);
        await("the message in Thunderbird")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> control.run(SUBJECTS)
                        .valueStream()
                        .anyMatch(found -> found.asString().equals(subject)));
    }

    @Override
    public void close() {
        try (control) {
            control.quit();
        }
        if (!program.endsWithin(PATIENCE)) {
            program.kill();
        }
    }

    private String certificate() {
        try {
            return Files.readString(server.certificate()).replaceAll("-----.*-----|\\s", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String preferences(String user, Dovecot server, int port) {
        return """
                user_pref("marionette.port", %1$d);
                user_pref("app.update.enabled", false);
                user_pref("datareporting.policy.dataSubmissionEnabled", false);
                user_pref("mail.provider.enabled", false);
                user_pref("mail.rights.version", 1);
                user_pref("mailnews.start_page.enabled", false);
                user_pref("mail.accountmanager.accounts", "account1");
                user_pref("mail.account.account1.server", "server1");
                user_pref("mail.account.account1.identities", "id1");
                user_pref("mail.identity.id1.fullName", "Eleni");
                user_pref("mail.identity.id1.useremail", "%2$s");
                user_pref("mail.server.server1.type", "imap");
                user_pref("mail.server.server1.name", "Olive & Pine");
                user_pref("mail.server.server1.hostname", "localhost");
                user_pref("mail.server.server1.port", %3$d);
                user_pref("mail.server.server1.userName", "%2$s");
                // TLS from the first byte, and a password as it is.
                user_pref("mail.server.server1.socketType", 3);
                user_pref("mail.server.server1.authMethod", 3);
                user_pref("mail.server.server1.login_at_startup", false);
                user_pref("mail.server.server1.check_new_mail", false);
                """.formatted(port, user, server.port());
    }
}
