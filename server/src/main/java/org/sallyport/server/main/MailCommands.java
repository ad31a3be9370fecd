package org.sallyport.server.main;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.notice.DeadLetter;
import org.sallyport.core.notice.DeadLetters;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `mail`: what people were to be told and could not be.
final class MailCommands {
    private static final int MOST_LISTED = 1000;

    private MailCommands() {}

    static CommandLine commandLine(Terminal terminal, InstantSource clock) {
        var desk = new Desk(terminal, clock);
        return new CommandLine(new Group())
                .addSubcommand(new CommandLine(new DeadLettersGroup())
                        .addSubcommand(new ListOfAll(desk))
                        .addSubcommand(new Retry(desk))
                        .addSubcommand(new Drop(desk)));
    }

    @Command(name = "mail", description = "Look after mail that could not go out.")
    private static final class Group extends CommandGroup {}

    @Command(
            name = "dead-letters",
            description = "List mail that could not go out, have it tried again, or give it up.")
    private static final class DeadLettersGroup extends CommandGroup {}

    @Command(
            name = "list",
            description = "List mail that the relay refused, or that could not be handed on for a day. Codes are never "
                    + "among it. Whatever is left alone is forgotten after thirty days.",
            footer = {"", "Example:", "  ./sallyport mail dead-letters list --config sallyport.yaml"})
    private static final class ListOfAll implements Callable<Integer> {
        private final Desk desk;

        @ArgGroup(multiplicity = "0..1")
        private Where where = new Where();

        @Mixin
        private final Form form = new Form();

        ListOfAll(Desk desk) {
            this.desk = desk;
        }

        @Override
        public Integer call() {
            return desk.work(where, Installation.Absent.REFUSE, (installation, wired) -> {
                var letters = installation
                        .store()
                        .transact(books -> DeadLetters.in(books).oldest(MOST_LISTED));
                var rows = letters.stream().map(ListOfAll::row).toList();
                form.list(desk.terminal(), rows);
                if (!form.isForPrograms()) {
                    int count = installation
                            .store()
                            .transact(books -> DeadLetters.in(books).count());
                    desk.say(counted(count) + ".");
                }
                return 0;
            });
        }

        private static Map<String, Object> row(DeadLetter letter) {
            var row = new LinkedHashMap<String, Object>();
            row.put("id", letter.envelope().id().toString());
            row.put("died", letter.died().toString());
            row.put("to", letter.envelope().to().value());
            row.put(
                    "kinds",
                    letter.envelope().notices().stream()
                            .map(notice -> notice.kind()
                                    .name()
                                    .toLowerCase(Locale.ROOT)
                                    .replace('_', '-'))
                            .distinct()
                            .toList());
            row.put("notices", letter.envelope().notices().size());
            row.put("why", letter.why());
            return row;
        }
    }

    /// Which dead letters.
    private static final class Which {
        @Parameters(paramLabel = "ID", arity = "1", description = "The id that mail dead-letters list prints.")
        private @Nullable String id;

        @Option(names = "--all", required = true, description = "All of them.")
        private boolean all;

        List<UUID> of(DeadLetters book) {
            if (all) {
                return book.oldest(Integer.MAX_VALUE).stream()
                        .map(letter -> letter.envelope().id())
                        .toList();
            }
            return uuid(String.valueOf(id)).stream().toList();
        }

        private static Optional<UUID> uuid(String typed) {
            try {
                return Optional.of(UUID.fromString(typed));
            } catch (IllegalArgumentException notAnId) {
                return Optional.empty();
            }
        }
    }

    @Command(
            name = "retry",
            description = "Have mail tried again: a running server does it at once, for another day.",
            footer = {
                "",
                "Examples:",
                "  ./sallyport mail dead-letters retry 0b5c2d1e-… --config sallyport.yaml",
                "  ./sallyport mail dead-letters retry --all --config sallyport.yaml",
            })
    private static final class Retry implements Callable<Integer> {
        private final Desk desk;

        @ArgGroup(multiplicity = "0..1")
        private Where where = new Where();

        @Mixin
        private final Form form = new Form();

        @ArgGroup(multiplicity = "1")
        private Which which = new Which();

        Retry(Desk desk) {
            this.desk = desk;
        }

        @Override
        public Integer call() {
            var now = desk.clock().instant();
            return change(
                    new Asked(desk, where, form),
                    which,
                    AuditKind.DEAD_LETTERS_RETRIED,
                    (book, id) -> book.retry(id, now));
        }
    }

    @Command(
            name = "drop",
            description = "Give mail up, with what it says: nobody is told any more.",
            footer = {
                "",
                "Examples:",
                "  ./sallyport mail dead-letters drop 0b5c2d1e-… --config sallyport.yaml",
                "  ./sallyport mail dead-letters drop --all --config sallyport.yaml",
            })
    private static final class Drop implements Callable<Integer> {
        private final Desk desk;

        @ArgGroup(multiplicity = "0..1")
        private Where where = new Where();

        @Mixin
        private final Form form = new Form();

        @ArgGroup(multiplicity = "1")
        private Which which = new Which();

        Drop(Desk desk) {
            this.desk = desk;
        }

        @Override
        public Integer call() {
            return change(new Asked(desk, where, form), which, AuditKind.DEAD_LETTERS_DROPPED, DeadLetters::drop);
        }
    }

    /// At which desk, about which installation, and in which form to say it.
    private record Asked(Desk desk, Where where, Form form) {}

    private static int change(Asked asked, Which which, AuditKind kind, BiPredicate<DeadLetters, UUID> change) {
        var desk = asked.desk();
        return desk.work(asked.where(), Installation.Absent.REFUSE, (installation, wired) -> {
            int changed = installation.store().transact(books -> {
                var book = DeadLetters.in(books);
                int letters = Math.toIntExact(which.of(book).stream()
                        .filter(id -> change.test(book, id))
                        .count());
                if (letters > 0) {
                    var details = Map.of("letters", Integer.toString(letters));
                    AuditLog.in(books)
                            .append(new AuditEvent(
                                    desk.clock().instant(), kind, Optional.empty(), Desk.OPERATOR, details));
                }
                return letters;
            });
            if (changed == 0 && !which.all) {
                throw Failure.because("sallyport: there is no dead letter of that id.");
            }
            var became = kind == AuditKind.DEAD_LETTERS_RETRIED ? " tried again." : " dropped.";
            asked.form()
                    .say(desk.terminal(), Done.saying(counted(changed) + became).with("letters", changed));
            return 0;
        });
    }

    private static String counted(int letters) {
        return letters + (letters == 1 ? " dead letter" : " dead letters");
    }
}
