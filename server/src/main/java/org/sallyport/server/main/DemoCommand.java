package org.sallyport.server.main;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.notice.Envelope;
import org.sallyport.core.secret.SecretGenerator;
import org.sallyport.server.notify.Delivery;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `demo`: everything, on this machine, with people to be.
@Command(
        name = "demo",
        description =
                "Run a complete Sallyport for looking at: an organisation with three people, pages, the listener that "
                        + "mail servers ask, and mail into a folder. Listens on this machine only.",
        footer = {
            "",
            "Ctrl-C stops it. Everything it prints stands in DIR/demo.json too.",
            "",
            "Examples:",
            "  ./sallyport demo",
            "  ./sallyport demo --data /tmp/olive --port-offset 100",
        })
final class DemoCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final InstantSource clock;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "The folder to keep everything in; one of an earlier demo goes on. Without it, a temporary one.")
    private @Nullable Path data;

    @Option(
            names = "--port-offset",
            paramLabel = "N",
            description =
                    "Added to every port: 8080 (pages), 8081 (verify), 8089 (Dovecot auth), 1389 (LDAP), 1636 (LDAPS).")
    private int offset;

    DemoCommand(Terminal terminal, InstantSource clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        Logs.forDemo();
        var ports = new DemoPorts(offset);
        var folder = data == null ? DemoFolder.temporary() : DemoFolder.at(data);
        UntilStopped.run(() -> start(folder, ports)::close, () -> {
            folder.leave();
            terminal.out().println("Stopped.");
        });
        return 0;
    }

    private Running start(DemoFolder folder, DemoPorts ports) {
        boolean started = false;
        try {
            var generator = new SecretGenerator();
            var earlier = folder.earlier();
            folder.layOut(ports, generator, clock.instant());
            var settings = Where.read(folder.path().resolve(DemoFolder.CONFIGURATION), terminal);
            var installation = Installation.open(settings, clock, Installation.Absent.MAKE);
            var running = Running.start(installation, this::telling);
            // Whoever stopped a first demo half-way left nobody behind, or everybody.
            var people = earlier.map(DemoDescription::accounts)
                    .filter(known -> isInhabited(running.wired()))
                    .orElseGet(() -> DemoPeople.moveIn(running.wired(), generator));
            var description = describe(folder, ports, people);
            folder.write(description);
            terminal.out().print(DemoWelcome.text(description, folder.passing()));
            terminal.out().println("Ready in " + new Stopwatch(clock).seconds() + " s. Ctrl-C stops.");
            started = true;
            return running;
        } finally {
            if (!started) {
                folder.leave();
            }
        }
    }

    private static boolean isInhabited(Wired wired) {
        return !wired.store()
                .transact(books -> Accounts.in(books).page(java.util.Optional.empty(), 1))
                .isEmpty();
    }

    private static DemoDescription describe(
            DemoFolder folder, DemoPorts ports, java.util.List<DemoDescription.Person> people) {
        return new DemoDescription(
                new DemoDescription.Pages(ports.webUrl(), ports.of(DemoPort.WEB)),
                new DemoDescription.Door(
                        ports.verifyUrl("/verify"),
                        ports.of(DemoPort.VERIFY),
                        folder.readToken(),
                        ports.verifyUrl("/forward-auth"),
                        ports.verifyUrl("/nginx-mail"),
                        ports.verifyUrl("/radius")),
                new DemoDescription.Port("127.0.0.1", ports.of(DemoPort.DOVECOT)),
                new DemoDescription.Port("127.0.0.1", ports.of(DemoPort.POSTFIX)),
                new DemoDescription.Ldap(
                        ports.ldapUrl(),
                        ports.ldapsUrl(),
                        DemoFolder.LDAP_SUFFIX,
                        "cn=demo,ou=services," + DemoFolder.LDAP_SUFFIX,
                        folder.readLdapPassword(),
                        folder.path().resolve(DemoFolder.LDAP_CERTIFICATE).toString()),
                new DemoDescription.Folders(
                        folder.path().toString(),
                        folder.path().resolve(DemoFolder.OUTBOX).toString(),
                        folder.path().resolve(DemoFolder.CONFIGURATION).toString()),
                people);
    }

    /// Tells of each mail in a line. Only a demo may: a code is for the person it was sent to.
    private Delivery telling(Delivery delivery) {
        return (envelope, message) -> {
            var fate = delivery.deliver(envelope, message);
            terminal.out().println("Mail to " + envelope.to().value() + ": " + subject(message) + code(envelope));
            return fate;
        };
    }

    private static String code(Envelope envelope) {
        var code = envelope.notices().getFirst().values().get("code");
        return code == null ? "" : " (" + code + ")";
    }

    private static String subject(MimeMessage message) {
        try {
            return message.getSubject();
        } catch (MessagingException e) {
            return "(no subject)";
        }
    }
}
