package org.sallyport.core.directory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.Changes;
import org.sallyport.core.account.Contact;
import org.sallyport.core.account.EmailAddress;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.account.ManyAccounts;
import org.sallyport.core.account.Profile;
import org.sallyport.core.account.Username;
import org.sallyport.core.apppassword.OpenConnections;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.Reason;
import org.sallyport.core.csv.CsvTable;
import org.sallyport.core.fixture.AuditTrail;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.Mailbag;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.notice.Notice;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.policy.MfaState;
import org.sallyport.core.policy.Subject;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Store;
import org.sallyport.core.store.Unavailable;
import org.sallyport.core.store.memory.MemoryStore;

class AccountImportTest {
    private final MemoryStore store = new MemoryStore(Fixtures.keyset());
    private final Organisation organisation = new Organisation(store, Fixtures.keyset(), Limits.standard());
    private final AccountImport accounts =
            new AccountImport(store, organisation.accounts, organisation.mfa, organisation.clock);

    @Test
    void whoIsNotThereIsAddedAndWhoIsThereIsChanged() {
        var nikos = organisation.add("nikos", Account.Role.PERSON, Optional.of("home@pine.example"));
        var zoe = organisation.add("zoe", Account.Role.PERSON, Optional.empty());
        long before = latest();

        var report = carryOut("""
                user-name,display-name,language,groups,contact
                Eleni@olive.example,Ελένη Παππά,el,Sales; Board,eleni@home.example
                nikos,Nikos Vlachos,en,Sales,home@pine.example
                zoe,zoe,en,,
                """);

        assertThat(report).isEqualTo(new ImportReport(1, 1, 1, List.of()));
        var eleni = named("eleni@olive.example");
        assertThat(eleni.profile())
                .isEqualTo(new Profile(
                        "Ελένη Παππά", Locale.of("el"), Set.of(new GroupName("Sales"), new GroupName("Board"))));
        assertThat(eleni.contact()).contains(Contact.onRecord(new EmailAddress("eleni@home.example")));
        assertThat(eleni.role()).isEqualTo(Account.Role.PERSON);
        assertThat(named("nikos").profile())
                .isEqualTo(new Profile("Nikos Vlachos", Locale.ENGLISH, Set.of(new GroupName("Sales"))));
        assertThat(named("nikos").contact()).isEqualTo(nikos.contact());
        assertThat(named("zoe")).isEqualTo(zoe);
        assertThat(changedSince(before)).containsExactlyInAnyOrder(eleni.id(), nikos.id());
        assertThat(events(AuditKind.PROFILE_CHANGED))
                .singleElement()
                .satisfies(event -> assertThat(event.about()).contains(nikos.id()))
                .satisfies(event -> assertThat(event.details())
                        .isEqualTo(Map.of("fields", "display-name groups", "groups-before", "", "groups", "Sales")));
        assertThat(events(AuditKind.PEOPLE_IMPORTED))
                .singleElement()
                .satisfies(event ->
                        assertThat(event.details()).isEqualTo(Map.of("added", "1", "changed", "1", "unchanged", "1")));
    }

    @Test
    void aMissingColumnLeavesWhatIsThere() {
        carryOut("user-name,display-name,language,groups\neleni,Ελένη,el,Sales\n");

        assertThat(carryOut("user-name,groups\neleni,Board\n").changed()).isOne();

        assertThat(named("eleni").profile())
                .isEqualTo(new Profile("Ελένη", Locale.of("el"), Set.of(new GroupName("Board"))));
    }

    @Test
    void aListThatWasTakenAsAFileIsReadWithoutWhatNoFileChanges() {
        organisation.add("eleni", Account.Role.PERSON, Optional.empty());

        var report = carryOut("""
                user-name,display-name,language,groups,status,role,second-factor,methods
                eleni,Eleni Pappa,el,Sales;Board,disabled,owner,enforced,passkey
                """);

        assertThat(report).isEqualTo(new ImportReport(0, 1, 0, List.of()));
        assertThat(named("eleni").profile().groups())
                .containsExactlyInAnyOrder(new GroupName("Sales"), new GroupName("Board"));
        assertThat(named("eleni").role()).isEqualTo(Account.Role.PERSON);
        assertThat(named("eleni").isActive()).isTrue();
    }

    @Test
    void checkingChangesNothing() {
        long before = latest();

        assertThat(accounts.check(table("user-name,display-name\neleni,Eleni\n")))
                .isEqualTo(new ImportReport(1, 0, 0, List.of()));

        assertThat(latest()).isEqualTo(before);
        assertThat(find("eleni")).isEmpty();
    }

    @Test
    void whoeverIsAddedMeanwhileKeepsAllOthersOutOfTheImport() {
        organisation.add("zoe", Account.Role.PERSON, Optional.empty());
        var unseen = Username.parse("zoe").orElseThrow();
        Store late = new Store() {
            @Override
            public <R> R transact(Function<Books, R> work) {
                return store.transact(books -> work.apply(new Books() {
                    @Override
                    public <B> B book(Class<B> kind) {
                        B book = books.book(kind);
                        return kind == ManyAccounts.class ? kind.cast(new Late((ManyAccounts) book, unseen)) : book;
                    }
                }));
            }
        };
        var table = table("user-name,display-name\nanna,Anna\nzoe,Zoe\n");
        var imported = new AccountImport(late, organisation.accounts, organisation.mfa, organisation.clock);

        assertThatThrownBy(() -> carryOut(late, imported, table)).isInstanceOf(Unavailable.class);
        assertThat(find("anna")).isEmpty();
    }

    @Test
    void T28_whoeverIsTakenOutOfTheOnlyGroupThatRequiresMfaHearsOfIt() {
        organisation.add("eleni", Account.Role.PERSON, Optional.of("home@pine.example"));
        organisation.add("nikos", Account.Role.PERSON, Optional.of("nikos@pine.example"));
        carryOut("user-name,groups\neleni,Sales\nnikos,Sales;Press\n");
        for (var group : List.of("Sales", "Board")) {
            organisation.mfa.decide(
                    new Subject.Group(new GroupName(group)), MfaState.Required.YES, new Actor.Operator());
        }

        carryOut("user-name,groups\neleni,Press;Board\nnikos,Sales\n");
        assertThat(told()).isEmpty();

        carryOut("user-name,groups\neleni,Press\nnikos,Sales;Board\n");
        assertThat(told())
                .singleElement()
                .satisfies(notice -> assertThat(notice.to().value()).isEqualTo("home@pine.example"));

        carryOut("user-name,groups\neleni,\n");
        assertThat(told()).hasSize(1);
    }

    @Test
    void everyBadRowIsNamedAndNothingIsDone() {
        organisation.add("maria", Account.Role.ADMIN, Optional.empty());
        organisation.add("nikos", Account.Role.PERSON, Optional.of("home@pine.example"));
        var groups = IntStream.range(0, 51).mapToObj(i -> "g" + i).collect(Collectors.joining(";"));

        var report = carryOut("""
                user-name,display-name,language,groups,contact
                eleni,Eleni,en,,
                two words,Somebody,en,,
                ELENI,Eleni,en,,
                maria,Maria,en,,
                anna,,en,,
                bella,Bella,english,,
                carla,Carla,en,%s,
                dina,Dina,en,%s,
                emma,Emma,en,,nowhere
                nikos,Nikos,en,,other@pine.example
                """.formatted(groups, "x".repeat(65)));

        assertThat(report.bad())
                .containsExactly(
                        bad(3, "user-name", ImportReport.Why.BAD_USER_NAME),
                        bad(4, "user-name", ImportReport.Why.USER_NAME_TWICE),
                        bad(5, "", ImportReport.Why.WITH_A_ROLE),
                        bad(6, "display-name", ImportReport.Why.BAD_DISPLAY_NAME),
                        bad(7, "language", ImportReport.Why.BAD_LANGUAGE),
                        bad(8, "groups", ImportReport.Why.TOO_MANY_GROUPS),
                        bad(9, "groups", ImportReport.Why.BAD_GROUP),
                        bad(10, "contact", ImportReport.Why.BAD_CONTACT),
                        bad(11, "contact", ImportReport.Why.CONTACT_OF_SOMEBODY_THERE));
        assertThat(find("eleni")).isEmpty();
        assertThat(events(AuditKind.PEOPLE_IMPORTED)).isEmpty();
    }

    @Test
    void aFileThatIsNoListOfPeopleIsRefusedAsAWhole() {
        assertThat(carryOut("").bad()).containsExactly(bad(1, "user-name", ImportReport.Why.COLUMN_MISSING));
        assertThat(carryOut("user-name,colour,user-name\neleni,green,eleni\n").bad())
                .containsExactly(
                        bad(1, "colour", ImportReport.Why.NO_SUCH_COLUMN),
                        bad(1, "user-name", ImportReport.Why.COLUMN_TWICE));
        assertThat(carryOut("user-name,display-name\neleni,\"Eleni").bad())
                .containsExactly(bad(2, "2", ImportReport.Why.QUOTE_NOT_CLOSED));
        var many = IntStream.rangeClosed(0, AccountImport.MOST_ROWS)
                .mapToObj(i -> "p" + i + ",P\n")
                .collect(Collectors.joining("", "user-name,display-name\n", ""));
        assertThat(carryOut(many).bad())
                .containsExactly(bad(AccountImport.MOST_ROWS + 2, "", ImportReport.Why.TOO_MANY_ROWS));
        assertThat(find("p0")).isEmpty();
    }

    @Test
    void aLargeTableIsTakenWhereThatIsAskedFor() {
        var many = IntStream.rangeClosed(0, AccountImport.MOST_ROWS)
                .mapToObj(i -> "p" + i + ",P\n")
                .collect(Collectors.joining("", "user-name,display-name\n", ""));

        var report = carryOut(store, accounts.ofLargeTables(), table(many));

        assertThat(report.added()).isEqualTo(AccountImport.MOST_ROWS + 1);
        assertThat(find("p" + AccountImport.MOST_ROWS)).isPresent();
    }

    @Test
    void noFileGivesTheNameOfSomebodyWhoWasDeleted() {
        carryOut("user-name,display-name\nzoe,Zoe\n");
        var _ = organisation
                .deletions(OpenConnections.NOWHERE)
                .plan(find("zoe").orElseThrow().id(), Duration.ZERO, new Reason("left in May"));

        assertThat(carryOut("user-name,display-name\nzoe,Another Zoe\n").bad())
                .containsExactly(bad(2, "user-name", ImportReport.Why.NAME_OF_A_DELETED_ACCOUNT));
    }

    private List<Notice> told() {
        return Mailbag.notices(store, organisation.clock.instant(), Notice.Kind.MFA_EXEMPTED);
    }

    private ImportReport carryOut(String text) {
        return carryOut(store, accounts, table(text));
    }

    private static ImportReport carryOut(Store where, AccountImport imports, CsvTable table) {
        return where.transact(books -> imports.carryOut(books, table, new Actor.Operator(), Map.of()))
                .outlook()
                .report();
    }

    private static CsvTable table(String text) {
        return CsvTable.read(text.getBytes(UTF_8));
    }

    private static ImportReport.Bad bad(int line, String column, ImportReport.Why why) {
        return new ImportReport.Bad(line, column, why);
    }

    private Account named(String name) {
        return find(name).orElseThrow();
    }

    private Optional<Account> find(String name) {
        return store.look(books -> Accounts.in(books).named(Username.parse(name).orElseThrow()));
    }

    private long latest() {
        return store.look(books -> Changes.in(books).latest());
    }

    private List<Object> changedSince(long number) {
        return store.look(books -> Changes.in(books).since(number)).stream()
                .<Object>map(change -> change.account().orElseThrow())
                .toList();
    }

    private List<AuditEvent> events(AuditKind kind) {
        return AuditTrail.events(store, kind);
    }

    /// Accounts of which one is added between two looks.
    private record Late(ManyAccounts accounts, Username unseen) implements ManyAccounts {
        @Override
        public List<Account> named(Collection<Username> names) {
            return accounts.named(names).stream()
                    .filter(one -> !one.username().equals(unseen))
                    .toList();
        }

        @Override
        public Set<Username> covered(Collection<Username> names, Instant now) {
            return accounts.covered(names, now);
        }

        @Override
        public boolean add(List<Newcomer> newcomers) {
            return accounts.add(newcomers);
        }

        @Override
        public boolean replace(List<Account> changed) {
            return accounts.replace(changed);
        }
    }
}
