package org.sallyport.core.roster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.Changes;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.account.Profile;
import org.sallyport.core.account.Username;
import org.sallyport.core.apppassword.AppPasswordBook;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.method.Method;
import org.sallyport.core.method.MethodId;
import org.sallyport.core.method.Methods;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.policy.MfaState;
import org.sallyport.core.policy.Subject;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Store;
import org.sallyport.core.store.Unavailable;
import org.sallyport.core.store.memory.MemoryStore;

class IndexerTest {
    private final Store store = new MemoryStore(Fixtures.keyset());
    private final Organisation organisation = new Organisation(store, Fixtures.keyset(), Limits.standard());
    private final Indexer indexer = new Indexer(store, organisation.mfa, organisation.clock);
    private final PeopleList list = new PeopleList(store, indexer);

    @Test
    void whoWasThereBeforeIsFoundAfterOneRound() {
        addMany(Indexer.STEP * 2 + 1);

        assertThat(indexer.step()).isTrue();
        assertThat(find(PeopleQuery.everybody()).complete()).isEqualTo(PeopleList.Complete.YES);
        assertThat(find(PeopleQuery.everybody()).found()).isEqualTo(Indexer.STEP * 2 + 1);
        assertThat(indexer.step()).isFalse();
    }

    @Test
    void whileTheFirstRoundIsUnderWayTheListSaysSo() {
        addMany(Indexer.STEP * 5);

        assertThat(find(PeopleQuery.everybody()).complete()).isEqualTo(PeopleList.Complete.NOT_YET);
        indexer.follow();
        assertThat(find(PeopleQuery.everybody()).complete()).isEqualTo(PeopleList.Complete.YES);
    }

    @Test
    void whoeverIsStoppedGoesOnWhereTheyWere() {
        addMany(Indexer.STEP * 3);
        assertThat(indexer.step()).isTrue();

        var next = new Indexer(store, organisation.mfa, organisation.clock);
        assertThat(next.step()).isTrue();
        int lines = store.look(books -> PeopleIndex.in(books).count(PeopleQuery.everybody()));
        assertThat(lines).isEqualTo(Indexer.STEP * 2);
    }

    @Test
    void everyChangeOfSomebodyIsFoundAtOnce() {
        var eleni = organisation.add("eleni", Account.Role.PERSON, Optional.of("home@pine.example"));
        assertThat(names(state(MfaState.DISABLED))).containsExactly("eleni");

        organisation.requireMfa(eleni);
        assertThat(names(state(MfaState.ENABLED))).containsExactly("eleni");

        register(eleni);
        assertThat(names(state(MfaState.ENFORCED))).containsExactly("eleni");
        assertThat(names(method(Method.Kind.PASSKEY))).containsExactly("eleni");
        assertThat(names(method(Method.Kind.AUTHENTICATOR_APP))).isEmpty();

        assertThat(organisation.accounts.disable(eleni.id(), new Actor.Operator()))
                .isTrue();
        assertThat(names(status(Account.Status.DISABLED))).containsExactly("eleni");
        assertThat(names(status(Account.Status.ACTIVE))).isEmpty();
    }

    @Test
    void aDecisionForAGroupIsFoundForEachOfItsMembers() {
        addMany(Indexer.STEP * 3);
        indexer.follow();

        organisation.mfa.decide(new Subject.Group(new GroupName("staff")), MfaState.Required.YES, new Actor.Operator());
        assertThat(find(state(MfaState.ENABLED)).found()).isZero();
        indexer.follow();

        assertThat(find(state(MfaState.ENABLED)).found()).isEqualTo(Indexer.STEP * 3);
        assertThat(find(state(MfaState.DISABLED)).found()).isZero();
    }

    @Test
    void anAppPasswordThatNothingUsesIsFoundByHowLong() {
        var eleni = organisation.enforced("eleni");
        var scanner = Fixtures.appPassword(eleni.id(), "Scanner");
        var _ = store.transact(books -> {
            AppPasswordBook.in(books).add(scanner);
            Changes.in(books).changed(eleni.id());
            return true;
        });
        var long90 = Duration.ofDays(90);
        assertThat(names(unused(long90))).isEmpty();

        organisation.clock.set(organisation.clock.instant().plus(Duration.ofDays(91)));
        assertThat(names(unused(long90))).containsExactly("eleni");

        organisation.appPasswords.revoke(eleni.id(), scanner.id(), new Actor.Operator());
        assertThat(names(unused(long90))).isEmpty();
    }

    @Test
    void whatTheJournalDoesNotSayIsFoundADayLater() {
        var eleni = organisation.add("eleni", Account.Role.PERSON, Optional.empty());
        assertThat(names(words("kalogera"))).isEmpty();
        var _ = store.transact(books ->
                Accounts.in(books).replace(eleni.withProfile(new Profile("Ελένη Kalogera", Locale.ENGLISH, Set.of()))));
        assertThat(names(words("kalogera"))).isEmpty();

        organisation.clock.set(organisation.clock.instant().plus(Duration.ofDays(1)));
        assertThat(names(words("kalogera ελενη"))).isEmpty();
        indexer.follow();
        assertThat(names(words("kalogera ελενη"))).containsExactly("eleni");
    }

    @Test
    void oneWhoCannotBeReadKeepsNobodyElseOutOfTheList() {
        addMany(5);
        var broken = Username.parse("a00002@olive.example").orElseThrow();
        var unread = store.look(books -> Accounts.in(books).named(broken)).orElseThrow();
        Store altered = new Store() {
            @Override
            public <R> R transact(Function<Books, R> work) {
                return store.transact(books -> work.apply(new Books() {
                    @Override
                    public <B> B book(Class<B> kind) {
                        B book = books.book(kind);
                        return book instanceof Methods methods ? kind.cast(new Refusing(methods, unread.id())) : book;
                    }
                }));
            }
        };

        new Indexer(altered, organisation.mfa, organisation.clock).follow();

        assertThat(names(PeopleQuery.everybody()))
                .containsExactly(
                        "a00000@olive.example", "a00001@olive.example", "a00003@olive.example", "a00004@olive.example");
    }

    private void addMany(int count) {
        var _ = store.transact(books -> {
            for (int i = 0; i < count; i++) {
                Fixtures.named("a%05d@olive.example".formatted(i)).enterInto(books);
            }
            return true;
        });
    }

    private void register(Account account) {
        var _ = store.transact(books -> {
            Methods.in(books).add(Fixtures.passkey(account.id(), 1));
            Changes.in(books).changed(account.id());
            return true;
        });
    }

    private PeopleList.Sheet find(PeopleQuery query) {
        return list.find(query, Optional.empty(), 25);
    }

    private List<String> names(PeopleQuery query) {
        return find(query).people().stream()
                .map(account -> account.username().canonical())
                .toList();
    }

    private static PeopleQuery words(String words) {
        return new PeopleQuery(
                words, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static PeopleQuery state(MfaState state) {
        return new PeopleQuery(
                "", Optional.of(state), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static PeopleQuery method(Method.Kind kind) {
        return new PeopleQuery(
                "", Optional.empty(), Optional.empty(), Optional.of(kind), Optional.empty(), Optional.empty());
    }

    private static PeopleQuery status(Account.Status status) {
        return new PeopleQuery(
                "", Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(status), Optional.empty());
    }

    private PeopleQuery unused(Duration time) {
        return new PeopleQuery(
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(organisation.clock.instant().minus(time)));
    }

    /// Methods of whom one account cannot be read.
    private record Refusing(Methods methods, AccountId unread) implements Methods {
        @Override
        public List<Method> heldBy(AccountId account) {
            if (account.equals(unread)) {
                throw new Unavailable("store", "a row was altered");
            }
            return methods.heldBy(account);
        }

        @Override
        public void add(Method method) {
            methods.add(method);
        }

        @Override
        public boolean advance(MethodId id, long step) {
            return methods.advance(id, step);
        }

        @Override
        public boolean rename(AccountId account, MethodId id, String label) {
            return methods.rename(account, id, label);
        }

        @Override
        public boolean prefer(AccountId account, MethodId id) {
            return methods.prefer(account, id);
        }

        @Override
        public boolean remove(AccountId account, MethodId id) {
            return methods.remove(account, id);
        }
    }
}
