package org.sallyport.server.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.security.Security;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Username;
import org.sallyport.core.apppassword.Scope;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.caller.Source;
import org.sallyport.core.directory.LocalDirectory;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.method.TypedCode;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.secret.Keyset;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.secret.SecretGenerator;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Store;
import org.sallyport.core.store.memory.MemoryStore;
import org.sallyport.core.throttle.GoodPasswords;
import org.sallyport.core.throttle.GuardedDirectory;
import org.sallyport.core.throttle.KnownSources;
import org.sallyport.core.throttle.Recognition;
import org.sallyport.core.upkeep.Recovery;
import org.sallyport.core.upkeep.WhoTheyAre;
import org.sallyport.core.verify.FirstSignIns;
import org.sallyport.core.verify.FollowedSnapshots;
import org.sallyport.core.verify.RuleVerifier;
import org.sallyport.core.verify.SnapshotLoader;
import org.sallyport.core.verify.TypedName;
import org.sallyport.core.verify.Verdict;

/// Whoever guesses learns nothing from how long an answer takes, because nobody's is more work than another's: counted
/// here are the hashes, the digests and the transactions. What is said is the same too; see the tests of each reply
/// table.
class EqualWorkTest {
    private static final String NAME = "eleni@olive.example";
    // Of letters, so that it might be an app password.
    private static final String GUESS = "thyme grows slowly there";

    @BeforeAll
    static void count() {
        Security.insertProviderAt(new CountedDigests(), 1);
    }

    @AfterAll
    static void stopCounting() {
        Security.removeProvider(CountedDigests.NAME);
    }

    /// Whose name it is.
    enum Whose {
        NOBODYS,
        SOMEBODYS_WITH_APP_PASSWORDS,
        SOMEBODYS_WITHOUT_ANY,
        SOMEBODYS_WITHOUT_MFA,
        SOMEBODYS_WITHOUT_ACCOUNT_PASSWORD_IN_APPS,
        OF_SOMEBODY_WHO_IS_DISABLED
    }

    /// What it took to ask for a code.
    ///
    /// @param left what is done behind the answer
    private record Asked(int questions, int left, String ticket) {}

    /// What an answer cost.
    private record Work(int hashes, int digests, int transactions) {}

    private static final class Counted implements Store {
        private final Store store;
        private final AtomicInteger transactions = new AtomicInteger();
        private final AtomicInteger found = new AtomicInteger();
        private final AtomicInteger asked = new AtomicInteger();

        Counted(Store store) {
            this.store = store;
        }

        @Override
        public <R> R transact(Function<Books, R> work) {
            transactions.incrementAndGet();
            return store.transact(books -> work.apply(new CountedBooks(books, found, asked)));
        }
    }

    /// Counts what books are asked, and what is found in them.
    private record CountedBooks(Books books, AtomicInteger found, AtomicInteger asked) implements Books {
        @Override
        public <B> B book(Class<B> kind) {
            var book = books.book(kind);
            var counted =
                    Proxy.newProxyInstance(kind.getClassLoader(), new Class<?>[] {kind}, (_, method, arguments) -> {
                        try {
                            asked.incrementAndGet();
                            var result = method.invoke(book, arguments);
                            found.addAndGet(rows(result));
                            return result;
                        } catch (InvocationTargetException thrown) {
                            throw thrown.getCause();
                        }
                    });
            return kind.cast(counted);
        }

        private static int rows(@Nullable Object result) {
            return switch (result) {
                case Optional<?> row -> row.isPresent() ? 1 : 0;
                case Collection<?> rows -> rows.size();
                case null, default -> 0;
            };
        }
    }

    /// One organisation with one account, or none.
    private static final class World {
        private final Keyset keyset;
        private final Counted store;
        private final Organisation olive;
        private final FollowedSnapshots snapshots;
        private final RuleVerifier verifier;

        World(Whose whose) {
            keyset = Keyset.fresh(new SecretGenerator(), java.time.Instant.EPOCH);
            store = new Counted(new MemoryStore(keyset));
            olive = new Organisation(store, keyset, Limits.standard());
            var loader = new SnapshotLoader(store, olive.mfa);
            snapshots = new FollowedSnapshots(
                    new SecondChanceSnapshots(loader::load, 100), loader::load, store, olive.clock);
            var directory = new GuardedDirectory(
                    olive.throttle,
                    new Recognition(keyset),
                    new GoodPasswords(),
                    KnownSources.familiar(store),
                    new LocalDirectory(store, olive.hasher, olive.generator, olive.afterwards));
            var firstSignIns = new FirstSignIns(store, loader);
            verifier = new RuleVerifier(snapshots, keyset, directory, olive.notes, firstSignIns, olive.clock);
            settle(whose);
            snapshots.follow();
            olive.afterwards.holdBack();
        }

        private void settle(Whose whose) {
            switch (whose) {
                case NOBODYS -> {
                    // There is no such account.
                }
                case SOMEBODYS_WITH_APP_PASSWORDS -> {
                    var eleni = olive.enforced(NAME);
                    olive.issue(eleni, Scope.everything());
                    olive.issue(eleni, Scope.everything());
                }
                case SOMEBODYS_WITHOUT_ANY -> olive.enforced(NAME);
                case SOMEBODYS_WITHOUT_MFA -> olive.add(NAME, Account.Role.PERSON, Optional.empty());
                case SOMEBODYS_WITHOUT_ACCOUNT_PASSWORD_IN_APPS ->
                    olive.requireMfa(olive.add(NAME, Account.Role.PERSON, Optional.empty()));
                case OF_SOMEBODY_WHO_IS_DISABLED -> {
                    var eleni = olive.enforced(NAME);
                    olive.issue(eleni, Scope.everything());
                    olive.accounts.disable(eleni.id(), new Actor.Operator());
                }
            }
        }

        /// As after somebody asked for the name a moment ago.
        World remembered() {
            snapshots.find(new Username(NAME));
            return this;
        }

        /// Asked as listeners ask.
        Work ask(String guess) {
            return cost(() -> {
                var attempt = olive.attempt(NAME, guess, Protocol.IMAP);
                var verdict = verifier.verifyFromMemory(attempt).orElseGet(() -> verifier.verify(attempt));
                assertThat(verdict).isNotInstanceOf(Verdict.Accepted.class);
            });
        }

        Work signIn(String guess) {
            return cost(
                    () -> olive.signIn.password(new TypedName(NAME), Secret.of(guess), Source.ofLiteral("192.0.2.1")));
        }

        Work forgot(String code) {
            return cost(() -> olive.forgotten.recover(
                    new TypedName(NAME),
                    code.length() == 6
                            ? new WhoTheyAre.TwoCodes("a guessed ticket", new TypedCode(code), new TypedCode(code))
                            : new WhoTheyAre.HandedOver(new TypedCode(code)),
                    Secret.of("pines grow slowly there"),
                    Source.ofLiteral("192.0.2.1")));
        }

        /// What the books are asked before somebody hears that a code may be on its way, and its page's ticket.
        Asked askForCode() {
            int before = store.asked.get();
            int transactions = store.transactions.get();
            var ticket = olive.forgotten.mailCode(new TypedName(NAME), Source.ofLiteral("192.0.2.1"));
            int asked = store.asked.get() - before;
            assertThat(store.transactions.get() - transactions).isOne();
            return new Asked(asked, olive.afterwards.left(), ticket.reveal());
        }

        /// What the books are asked before somebody hears that their codes are wrong.
        int askedToJudge(String ticket) {
            int before = store.asked.get();
            var codes = new WhoTheyAre.TwoCodes(ticket, new TypedCode("abcdef"), new TypedCode("abcdef"));
            var recovery = olive.forgotten.recover(
                    new TypedName(NAME), codes, Secret.of("pines grow slowly there"), Source.ofLiteral("192.0.2.1"));
            assertThat(recovery).isEqualTo(new Recovery.Refused());
            return store.asked.get() - before;
        }

        /// What is found in the store while somebody signs in.
        int rows(String guess) {
            int before = store.found.get();
            signIn(guess);
            return store.found.get() - before;
        }

        private Work cost(Runnable asking) {
            int hashes = olive.hasher.asked();
            int digests = CountedDigests.soFar();
            int transactions = store.transactions.get();
            asking.run();
            return new Work(
                    olive.hasher.asked() - hashes,
                    CountedDigests.soFar() - digests,
                    store.transactions.get() - transactions);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aGuessByAnAppCostsTheSameWhoeverItIsAt(Whose whose) {
        assertThat(new World(whose).remembered().ask(GUESS))
                .isEqualTo(new World(Whose.NOBODYS).remembered().ask(GUESS))
                .satisfies(work -> assertThat(work.hashes()).isEqualTo(1))
                .satisfies(work -> assertThat(work.digests()).isPositive());
    }

    @ParameterizedTest
    @EnumSource
    void aGuessThatCanBeNoAppPasswordCostsTheSame(Whose whose) {
        assertThat(new World(whose).remembered().ask("thyme-42"))
                .isEqualTo(new World(Whose.NOBODYS).remembered().ask("thyme-42"));
    }

    @ParameterizedTest
    @EnumSource
    void theSameGuessAgainCostsTheSame(Whose whose) {
        var world = new World(whose).remembered();
        var nobodys = new World(Whose.NOBODYS).remembered();
        world.ask(GUESS);
        nobodys.ask(GUESS);

        assertThat(world.ask(GUESS))
                .isEqualTo(nobodys.ask(GUESS))
                .satisfies(work -> assertThat(work.hashes()).isZero());
    }

    @ParameterizedTest
    @EnumSource
    void aGuessThatHasToWaitCostsTheSame(Whose whose) {
        var world = new World(whose).remembered();
        var nobodys = new World(Whose.NOBODYS).remembered();
        for (int i = 0; i < 5; i++) {
            var guess = "thyme grows slowly there " + "x".repeat(i);
            assertThat(world.ask(guess)).isEqualTo(nobodys.ask(guess));
        }
    }

    /// Then the database reads an account, and not only that there is none; in as many transactions.
    @ParameterizedTest
    @EnumSource
    void aGuessAtSomebodyWhoHasNotSignedInForLongCostsAsManyHashesAndTransactions(Whose whose) {
        var found = new World(whose).ask(GUESS);
        var nobodys = new World(Whose.NOBODYS).ask(GUESS);

        assertThat(found.hashes()).isEqualTo(nobodys.hashes());
        assertThat(found.transactions()).isEqualTo(nobodys.transactions());
    }

    /// Without a hash beside it, reading an account that is there can be told from looking for one in vain.
    @ParameterizedTest
    @EnumSource
    void theSameGuessOnThePagesAgainReadsAsMuchWhoeverItIsAt(Whose whose) {
        var world = new World(whose);
        var nobodys = new World(Whose.NOBODYS);
        for (var each : List.of(world, nobodys)) {
            each.olive.enforced("somebody.else@olive.example");
            each.signIn(GUESS);
        }

        assertThat(world.rows(GUESS)).isEqualTo(nobodys.rows(GUESS)).isPositive();
    }

    @ParameterizedTest
    @EnumSource
    void aGuessOnThePagesCostsTheSameWhoeverItIsAt(Whose whose) {
        var world = new World(whose);
        var nobodys = new World(Whose.NOBODYS);
        assertThat(world.signIn(GUESS))
                .isEqualTo(nobodys.signIn(GUESS))
                .satisfies(work -> assertThat(work.hashes()).isEqualTo(1));
        assertThat(world.signIn(GUESS)).isEqualTo(nobodys.signIn(GUESS));
        assertThat(world.signIn("another guess")).isEqualTo(nobodys.signIn("another guess"));
    }

    @ParameterizedTest
    @EnumSource
    void aCodeInPlaceOfAForgottenPasswordCostsAsManyHashesAndTransactionsWhoeverItIsFor(Whose whose) {
        var world = new World(whose);
        var nobodys = new World(Whose.NOBODYS);
        for (var code : List.of("123456", "QWERTYUIOPAS", "123456")) {
            var found = world.forgot(code);
            var nobodysWork = nobodys.forgot(code);

            assertThat(found.hashes()).isEqualTo(nobodysWork.hashes()).isZero();
            assertThat(found.transactions()).isEqualTo(nobodysWork.transactions());
        }
    }

    @ParameterizedTest
    @EnumSource
    void askingForACodeInPlaceOfAForgottenPasswordAsksTheStoreTheSameWhoeverItIsFor(Whose whose) {
        var world = new World(whose).askForCode();
        var nobodys = new World(Whose.NOBODYS).askForCode();

        assertThat(world.questions()).isEqualTo(nobodys.questions()).isPositive();
        assertThat(world.left()).isEqualTo(nobodys.left()).isOne();
        assertThat(world.ticket()).hasSameSizeAs(nobodys.ticket());
    }

    @ParameterizedTest
    @EnumSource
    void wrongCodesOnAPageThatAskedForNoneAskTheStoreTheSame(Whose whose) {
        assertThat(new World(whose).askedToJudge("a guessed ticket"))
                .isEqualTo(new World(Whose.NOBODYS).askedToJudge("a guessed ticket"));
    }

    /// Where nothing is open somebody's tries are counted and forgotten, which is one question more.
    @ParameterizedTest
    @EnumSource
    void wrongCodesOnAPageThatAskedForOneAskTheStoreAsMuch(Whose whose) {
        var world = new World(whose);
        var nobodys = new World(Whose.NOBODYS);
        var tickets = List.of(world.askForCode().ticket(), nobodys.askForCode().ticket());
        world.olive.afterwards.finish();
        nobodys.olive.afterwards.finish();

        int found = world.askedToJudge(tickets.getFirst());
        int nobodysQuestions = nobodys.askedToJudge(tickets.getLast());

        assertThat(found).isBetween(nobodysQuestions - 1, nobodysQuestions);
        assertThat(world.olive.afterwards.left()).isEqualTo(nobodys.olive.afterwards.left());
    }
}
