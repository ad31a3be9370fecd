package org.sallyport.bench.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.sallyport.bench.Spread;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.csv.CsvTable;
import org.sallyport.core.directory.AccountImport;
import org.sallyport.core.directory.Blocklist;
import org.sallyport.core.directory.LocalAccounts;
import org.sallyport.core.directory.PasswordCheck;
import org.sallyport.core.directory.PasswordHasher;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.policy.Mfa;
import org.sallyport.core.secret.Keyset;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.secret.SecretGenerator;
import org.sallyport.server.store.sql.SqlStores;

/// The program behind `bench/run.sh import`: `FOLDER`. Imports tables into new embedded databases, beside
/// [bare inserts][BareInserts] of the same bytes. The first round of each size is said apart: it is what a process
/// that has just started takes. Prints rows of a table.
public final class Intake {
    private static final int[] SIZES = {2_000, 10_000, 100_000};
    private static final int ROUNDS = 5;

    private final Path folder;
    private int databases;

    private Intake(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] args) throws IOException, SQLException {
        var intake = new Intake(Files.createDirectories(Path.of(args[0])));
        var sizes = args.length > 1
                ? Arrays.stream(args).skip(1).mapToInt(Integer::parseInt).toArray()
                : SIZES;
        for (int size : sizes) {
            intake.compare(size);
        }
    }

    private void compare(int people) throws IOException, SQLException {
        byte[] file = table(people);
        double first = imported(file, people);
        var imported = new ArrayList<Double>();
        var bare = new ArrayList<Double>();
        for (int round = 0; round < ROUNDS; round++) {
            bare.add(BareInserts.perSecond(database(), people));
            imported.add(imported(file, people));
        }
        var ratios = IntStream.range(0, ROUNDS)
                .mapToObj(round -> imported.get(round) / bare.get(round))
                .toList();
        System.out.printf(
                Locale.ROOT,
                "| %,d | %,.0f | %s | %s | %s |%n",
                people,
                first,
                Spread.of(imported).text(0),
                Spread.of(bare).text(0),
                Spread.of(ratios).text(2));
    }

    /// Rows for each second, from the bytes of the file to the end of the transaction.
    private double imported(byte[] file, int people) throws IOException {
        var clock = InstantSource.system();
        var generator = new SecretGenerator();
        var keyset = Keyset.fresh(generator, clock.instant());
        try (var store = SqlStores.embedded(database(), keyset, generator, clock)) {
            var mfa = new Mfa(store, Limits.standard(), clock);
            var accounts = new LocalAccounts(store, mfa, new NoPasswords(), Blocklist.NONE, generator, clock);
            var imports = new AccountImport(store, accounts, mfa, clock).ofLargeTables();
            long began = System.nanoTime();
            var report = store.transact(
                            books -> imports.carryOut(books, CsvTable.read(file), new Actor.Operator(), Map.of()))
                    .outlook()
                    .report();
            long took = System.nanoTime() - began;
            if (report.added() != people) {
                throw new IllegalStateException("of " + people + " people " + report + " were imported");
            }
            return people * 1e9 / took;
        }
    }

    private Path database() throws IOException {
        return Files.createDirectories(folder.resolve("db" + databases++));
    }

    private static byte[] table(int people) {
        return IntStream.range(0, people)
                .mapToObj(i ->
                        "person-%06d@olive.example,Person %06d of Olive and Pine,el,Sales;Board %d,p%d@pine.example"
                                .formatted(i, i, i % 50, i))
                .collect(Collectors.joining("\n", "user-name,display-name,language,groups,contact\n", "\n"))
                .getBytes(UTF_8);
    }

    /// Nobody has a password in a table.
    private static final class NoPasswords implements PasswordHasher {
        @Override
        public String digest(Secret password) {
            throw new IllegalStateException("a table has no passwords");
        }

        @Override
        public String digestAfter(Secret password, String earlier) {
            throw new IllegalStateException("a table has no passwords");
        }

        @Override
        public boolean matches(Secret password, String digest) {
            return false;
        }

        @Override
        public PasswordCheck check(Secret password, String digest, String earlier) {
            throw new IllegalStateException("a table has no passwords");
        }

        @Override
        public boolean isOutdated(String digest) {
            return false;
        }
    }
}
