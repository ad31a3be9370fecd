package org.sallyport.core.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.Contact;
import org.sallyport.core.account.EmailAddress;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.account.Profile;
import org.sallyport.core.account.Username;
import org.sallyport.core.apppassword.OpenConnections;
import org.sallyport.core.apppassword.Revocations;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.audit.Reason;
import org.sallyport.core.device.DeviceLimits;
import org.sallyport.core.directory.Enabling;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.memory.MemoryStore;

class ProvisioningTest {
    private static final SourceName ACME = new SourceName("ldap/acme");
    private static final SourceKey ELENI = new SourceKey(ACME, "7");
    private static final SourceName OKTA = new SourceName("scim/okta");
    private static final Actor BY = new Actor.Sallyport();
    private static final Reason WHY = new Reason("the same person");

    private final Organisation olive =
            new Organisation(new MemoryStore(Fixtures.keyset()), Fixtures.keyset(), Limits.standard());
    private final List<AccountId> closed = new ArrayList<>();
    private Merge merge = Merge.NEVER;
    private final OpenConnections connections = (account, _) -> {
        closed.add(account.id());
        return OpenConnections.Receipt.NONE;
    };
    private final Provisioning provisioning = new Provisioning(
            olive.store,
            olive.mfa,
            new Revocations(olive.appPasswords, connections, olive.store, olive.clock),
            olive.generator,
            olive.clock,
            _ -> merge);
    private final SourceDecisions decisions = new SourceDecisions(olive.store, olive.clock);

    private static Sourced said(SourceName source, String id, String username, SourceState state, String... groups) {
        return new Sourced(
                new SourceKey(source, id),
                new Username(username),
                "Eleni Pappa",
                Optional.of(Locale.of("el")),
                List.of(new EmailAddress("eleni@acme.example")),
                Stream.of(groups).map(GroupName::new).collect(Collectors.toSet()),
                state);
    }

    private static Sourced said(String username, SourceState state, String... groups) {
        return said(ACME, "7", username, state, groups);
    }

    private Provisioned take(Sourced said) {
        return provisioning.take(said, BY);
    }

    private <T> T in(Function<Books, T> work) {
        return olive.store.transact(work);
    }

    private Account account(String name) {
        return named(name).orElseThrow();
    }

    private Optional<Account> named(String name) {
        return in(books -> Accounts.in(books).named(new Username(name)));
    }

    private Set<String> groups(String name) {
        return account(name).profile().groups().stream().map(GroupName::value).collect(Collectors.toSet());
    }

    private List<AuditKind> audited() {
        return in(books -> AuditLog.in(books).since(0, 1000)).stream()
                .map(AuditLog.Entry::event)
                .map(AuditEvent::kind)
                .toList();
    }

    private SourceConflict.Why why(Provisioned outcome) {
        return ((Provisioned.Conflict) outcome).what().why();
    }

    @Nested
    class SomebodyNew {
        @Test
        void isAddedWithoutAPasswordOnceAndForAll() {
            assertThat(take(said("eleni", SourceState.PRESENT, "Sales"))).isInstanceOf(Provisioned.Created.class);
            assertThat(take(said("eleni", SourceState.PRESENT, "Sales"))).isInstanceOf(Provisioned.Unchanged.class);

            var eleni = account("eleni");
            assertThat(eleni.isActive()).isTrue();
            assertThat(eleni.profile().displayName()).isEqualTo("Eleni Pappa");
            assertThat(eleni.profile().language()).isEqualTo(Locale.of("el"));
            assertThat(eleni.contact()).contains(Contact.onRecord(new EmailAddress("eleni@acme.example")));
            assertThat(groups("eleni")).containsExactly("Sales");
            Set<SourceField> owned = in(books -> SourceField.ownedOf(books, eleni.id()));
            assertThat(owned).containsExactlyInAnyOrder(SourceField.values());
            assertThat(audited()).containsExactly(AuditKind.ACCOUNT_ADDED);
        }

        @Test
        void whomTheSourceDisablesIsAddedSuspended() {
            take(said("eleni", SourceState.DISABLED));

            assertThat(account("eleni").status()).isEqualTo(Account.Status.SUSPENDED);
        }

        @Test
        void isOnlyLookedAtInADryRun() {
            assertThat(provisioning.check(said("eleni", SourceState.PRESENT))).isInstanceOf(Provisioned.Created.class);

            assertThat(named("eleni")).isEmpty();
        }
    }

    @Nested
    class SomebodyKnown {
        @Test
        void isRenamedAndKeepsTheAccount() {
            take(said("eleni", SourceState.PRESENT));
            var before = account("eleni").id();

            assertThat(take(said("eleni.pappa", SourceState.PRESENT)))
                    .isEqualTo(new Provisioned.Updated(before, Set.of("user-name")));

            assertThat(account("eleni.pappa").id()).isEqualTo(before);
            assertThat(named("eleni")).isEmpty();
        }

        @Test
        void keepsTheNameWhileSomebodyElseHasTheNewOne() {
            take(said("eleni", SourceState.PRESENT));
            olive.add("eleni.pappa", Account.Role.PERSON, Optional.empty());

            assertThat(why(take(said("eleni.pappa", SourceState.PRESENT, "Sales"))))
                    .isEqualTo(SourceConflict.Why.NAME_TAKEN);

            assertThat(groups("eleni")).containsExactly("Sales");
        }

        @Test
        void losesTheGroupsOfTheSourceAndNoOthers() {
            take(said("eleni", SourceState.PRESENT, "Sales", "Press"));
            take(said(OKTA, "e", "eleni", SourceState.PRESENT, "Press"));
            var eleni = account("eleni");
            var key = new SourceKey(OKTA, "e");
            assertThat(decisions.link(key, eleni.id(), BY, WHY)).isEqualTo(SourceDecisions.Linking.LINKED);
            take(said(OKTA, "e", "eleni", SourceState.PRESENT, "Press"));
            in(books -> {
                var now = Accounts.in(books).find(eleni.id()).orElseThrow();
                var groups = new HashSet<>(now.profile().groups());
                groups.add(new GroupName("Choir"));
                return Accounts.in(books).replace(now.withProfile(new Profile("Eleni Pappa", Locale.of("el"), groups)));
            });

            take(said("eleni", SourceState.PRESENT, "Board"));

            assertThat(groups("eleni")).containsExactlyInAnyOrder("Board", "Press", "Choir");
        }

        @Test
        void keepsTheContactThatTheyGaveThemselves() {
            take(new Sourced(
                    ELENI, new Username("eleni"), "Eleni", Optional.empty(), List.of(), Set.of(), SourceState.PRESENT));
            var own = Contact.givenByPerson(new EmailAddress("home@pine.example"));
            in(books -> Accounts.in(books)
                    .replace(Accounts.in(books)
                            .named(new Username("eleni"))
                            .orElseThrow()
                            .withContact(own)));

            take(said("eleni", SourceState.PRESENT));

            assertThat(account("eleni").contact()).contains(own);
        }
    }

    @Nested
    class WhomTheSourceDisables {
        @Test
        void sleepsAndIsWokenByTheSourceAlone() {
            take(said("eleni", SourceState.PRESENT));
            var id = account("eleni").id();

            assertThat(take(said("eleni", SourceState.DISABLED))).isEqualTo(new Provisioned.Suspended(id));
            assertThat(closed).containsExactly(id);
            assertThat(olive.accounts.enable(id, BY)).isEqualTo(Enabling.SOURCE_SAYS_NO);
            assertThat(account("eleni").status()).isEqualTo(Account.Status.SUSPENDED);

            assertThat(take(said("eleni", SourceState.PRESENT))).isEqualTo(new Provisioned.Woken(id));
            assertThat(account("eleni").isActive()).isTrue();
            assertThat(audited())
                    .containsExactly(AuditKind.ACCOUNT_ADDED, AuditKind.ACCOUNT_SUSPENDED, AuditKind.ACCOUNT_WOKEN);
        }

        @Test
        void staysDisabledWhereAnAdminDidThatWhateverTheSourceSays() {
            take(said("eleni", SourceState.PRESENT));
            olive.accounts.disable(account("eleni").id(), BY);

            take(said("eleni", SourceState.DISABLED));
            assertThat(olive.accounts.enable(account("eleni").id(), BY)).isEqualTo(Enabling.SOURCE_SAYS_NO);
            take(said("eleni", SourceState.PRESENT));

            assertThat(account("eleni").status()).isEqualTo(Account.Status.DISABLED);
            assertThat(olive.accounts.enable(account("eleni").id(), BY)).isEqualTo(Enabling.ENABLED);
        }

        @Test
        void isSuspendedWhenTheyAreGoneAndWokenWhenTheyComeBack() {
            take(said("eleni", SourceState.PRESENT));

            assertThat(provisioning.checkShutOut(ELENI, SourceState.GONE).orElseThrow())
                    .isInstanceOf(Provisioned.Suspended.class);
            assertThat(provisioning.shutOut(ELENI, SourceState.GONE, BY).orElseThrow())
                    .isInstanceOf(Provisioned.Suspended.class);
            assertThat(provisioning.shutOut(new SourceKey(ACME, "8"), SourceState.GONE, BY))
                    .isEmpty();
            assertThat(account("eleni").isActive()).isFalse();
            assertThat(take(said("eleni", SourceState.PRESENT))).isInstanceOf(Provisioned.Woken.class);
        }

        @Test
        void staysActiveAsTheLastOwnerUntilThereIsAnother() {
            take(said("eleni", SourceState.PRESENT));
            in(books -> Accounts.in(books)
                    .replace(Accounts.in(books)
                            .named(new Username("eleni"))
                            .orElseThrow()
                            .withRole(Account.Role.OWNER)));

            assertThat(why(take(said("eleni", SourceState.DISABLED)))).isEqualTo(SourceConflict.Why.LAST_OWNER);
            assertThat(account("eleni").isActive()).isTrue();

            olive.add("maria", Account.Role.OWNER, Optional.empty());
            assertThat(take(said("eleni", SourceState.DISABLED))).isInstanceOf(Provisioned.Suspended.class);
        }

        @Test
        void isDisabledWhenAnAdminTakesTheAccountAwayFromTheSource() {
            take(said("eleni", SourceState.PRESENT));
            take(said("eleni", SourceState.DISABLED));

            assertThat(decisions.unlink(ELENI, BY, WHY)).isTrue();

            assertThat(account("eleni").status()).isEqualTo(Account.Status.DISABLED);
            assertThat(olive.accounts.enable(account("eleni").id(), BY)).isEqualTo(Enabling.ENABLED);
        }
    }

    @Nested
    class SomebodyOfANameThatIsThere {
        private final Account eleni = olive.add("eleni", Account.Role.PERSON, Optional.of("eleni@acme.example"));

        @Test
        void becomesOneWithNobodyUnlessARuleOrAnAdminSaysSo() {
            assertThat(why(take(said("eleni", SourceState.DISABLED)))).isEqualTo(SourceConflict.Why.NAME_TAKEN);
            take(said("eleni", SourceState.DISABLED));
            assertThat(account("eleni")).isEqualTo(eleni);
            assertThat(audited()).containsOnlyOnce(AuditKind.SOURCE_CONFLICT);

            assertThat(decisions.leave(ELENI, BY, WHY)).isTrue();
            assertThat(((Provisioned.Conflict) take(said("eleni", SourceState.DISABLED)))
                            .what()
                            .decision())
                    .isEqualTo(SourceConflict.Decision.LEFT);
            assertThat(decisions.link(ELENI, eleni.id(), BY, WHY)).isEqualTo(SourceDecisions.Linking.LINKED);
            assertThat(take(said("eleni", SourceState.DISABLED))).isEqualTo(new Provisioned.Suspended(eleni.id()));
            Optional<SourceConflict> left =
                    in(books -> SourceConflicts.in(books).find(ELENI));
            assertThat(left).isEmpty();
        }

        @Test
        void becomesOneByTheSameNameWhereThatIsTheRule() {
            merge = Merge.SAME_USERNAME;

            assertThat(((Provisioned.Updated) take(said("eleni", SourceState.PRESENT))).fields())
                    .contains("link");

            assertThat(audited()).contains(AuditKind.SOURCE_LINKED);
            assertThat(take(said("eleni", SourceState.PRESENT))).isInstanceOf(Provisioned.Unchanged.class);
        }

        @Test
        void becomesOneByTheSameMailAddressUnderAnyName() {
            merge = Merge.SAME_MAIL;

            take(said("pappa", SourceState.PRESENT));

            assertThat(account("pappa").id()).isEqualTo(eleni.id());
        }

        @Test
        void anAddressThatSomebodyMerelyTypedMakesNobodyOne() {
            merge = Merge.SAME_MAIL;
            var mallory = olive.add("mallory", Account.Role.PERSON, Optional.empty());
            in(books -> Accounts.in(books)
                    .replace(mallory.withContact(Contact.givenByPerson(new EmailAddress("nikos@acme.example")))));

            var nikos = new Sourced(
                    new SourceKey(ACME, "8"),
                    new Username("nikos"),
                    "Nikos",
                    Optional.empty(),
                    List.of(new EmailAddress("nikos@acme.example")),
                    Set.of(),
                    SourceState.PRESENT);

            assertThat(take(nikos)).isInstanceOf(Provisioned.Created.class);
        }

        @Test
        void isNotGuessedWhereSeveralHaveTheAddress() {
            merge = Merge.SAME_MAIL;
            take(said("pappa", SourceState.PRESENT));
            olive.add("twin", Account.Role.PERSON, Optional.of("eleni@acme.example"));

            assertThat(why(take(said(OKTA, "e", "eleni", SourceState.PRESENT)))).isEqualTo(SourceConflict.Why.SEVERAL);
        }

        @Test
        void isNeverADeviceNorOneOfTheStaffByARule() {
            merge = Merge.SAME_USERNAME;
            var scanner = olive.device("scanner", eleni, DeviceLimits.sending(Set.of()));
            var said = said("scanner", SourceState.PRESENT);
            assertThat(why(take(said))).isEqualTo(SourceConflict.Why.NAME_TAKEN);
            assertThat(decisions.link(said.key(), scanner.id(), BY, WHY))
                    .isEqualTo(SourceDecisions.Linking.NO_SUCH_ACCOUNT);
            olive.add("carla", Account.Role.HELP_DESK, Optional.empty());

            assertThat(why(take(said("carla", SourceState.PRESENT)))).isEqualTo(SourceConflict.Why.STAFF);
        }

        @Test
        void whoComesAgainByAnotherIdIsTheSameOnlyWhenAnAdminSaysSo() {
            merge = Merge.SAME_USERNAME;
            take(said("eleni", SourceState.PRESENT));
            var again = said(ACME, "70", "eleni", SourceState.PRESENT);

            assertThat(why(take(again))).isEqualTo(SourceConflict.Why.LINKED_ALREADY);
            assertThat(decisions.link(again.key(), eleni.id(), BY, WHY))
                    .isEqualTo(SourceDecisions.Linking.LINKED_ALREADY);
            provisioning.shutOut(ELENI, SourceState.GONE, BY);
            assertThat(decisions.link(again.key(), eleni.id(), BY, WHY)).isEqualTo(SourceDecisions.Linking.LINKED);

            assertThat(take(again)).isEqualTo(new Provisioned.Woken(eleni.id()));
            List<SourceLink> links = in(books -> SourceLinks.in(books).of(eleni.id()));
            assertThat(links).hasSize(1);
        }
    }

    @Test
    void whatHasNoFormIsNoNameAndNoKey() {
        for (var wrong : List.of("", "ldap", "ldap/", "LDAP/acme", "ldap/a b", "ldap/a/b")) {
            assertThat(Map.of(wrong, isName(wrong))).containsValue(false);
        }
        assertThat(isName("ldap/acme-2")).isTrue();
    }

    private static boolean isName(String text) {
        try {
            return new SourceName(text).value().equals(text);
        } catch (IllegalArgumentException unusable) {
            return false;
        }
    }
}
