package org.sallyport.core.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Account.Role;
import org.sallyport.core.account.Username;
import org.sallyport.core.apppassword.Label;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.audit.Reason;
import org.sallyport.core.caller.Network;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.caller.Source;
import org.sallyport.core.directory.SettingPassword;
import org.sallyport.core.fixture.Crowd;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.Mailbag;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.notice.Notice;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.policy.PolicyKey;
import org.sallyport.core.policy.PolicyKeys;
import org.sallyport.core.policy.Subject;
import org.sallyport.core.roster.Indexer;
import org.sallyport.core.roster.PeopleList;
import org.sallyport.core.roster.PeopleQuery;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.signin.PasswordStep;
import org.sallyport.core.staff.Granting;
import org.sallyport.core.staff.RoleDesk;
import org.sallyport.core.staff.SecondAdmin;
import org.sallyport.core.store.memory.MemoryStore;
import org.sallyport.core.upkeep.IdleRound;
import org.sallyport.core.verify.Rejection;
import org.sallyport.core.verify.TypedName;
import org.sallyport.core.verify.Verdict;

class DeviceDeskTest {
    private static final String SCANNER = "scanner@olive.example";
    private static final Source HALL = Source.ofLiteral("192.0.2.77");
    private static final DeviceLimits SENDS = DeviceLimits.sending(Set.of(new MailPattern(SCANNER)));

    private final Organisation olive =
            new Organisation(new MemoryStore(Fixtures.keyset()), Fixtures.keyset(), Limits.standard());
    private final Account owner = olive.add("eleni", Role.PERSON, Optional.of("eleni@pine.example"));
    private final Account admin = olive.add("maria", Role.ADMIN, Optional.of("maria@pine.example"));
    private final Actor byAdmin = new Actor.Person(admin.id());
    private final Account scanner = olive.device(SCANNER, owner, SENDS);

    private String token() {
        var made = olive.handover.makeCard(scanner.id(), admin.id(), DeviceHandover.To.MAKER, DeviceCard.GOOD_FOR);
        return ((CardMaking.Shown) made).token().reveal();
    }

    private Collecting collect(String token) {
        return olive.handover.collect(Secret.of(token), Optional.empty(), HALL);
    }

    private String handedOver() {
        return ((Collecting.HandedOver) collect(token())).secret().reveal();
    }

    private Verdict send(String secret) {
        return olive.verify(SCANNER, secret, Protocol.SMTP);
    }

    private List<Notice> told(Notice.Kind kind) {
        return Mailbag.notices(olive.store, olive.clock.instant()).stream()
                .filter(notice -> notice.kind() == kind)
                .toList();
    }

    private List<AuditEvent> audited(AuditKind kind) {
        return olive.store.look(books -> AuditLog.in(books).about(scanner.id(), 100)).stream()
                .map(AuditLog.Entry::event)
                .filter(event -> event.kind() == kind)
                .toList();
    }

    private static Verdict rejected(Rejection why) {
        return new Verdict.Rejected(why);
    }

    @Test
    void aDeviceSendsWithTheSecretOfItsCardAndDoesNothingElse() {
        var secret = handedOver();

        assertThat(send(secret)).isInstanceOf(Verdict.Accepted.class);
        assertThat(olive.verify(SCANNER, secret, Protocol.IMAP)).isEqualTo(rejected(Rejection.PROTOCOL_OUT_OF_SCOPE));
        assertThat(told(Notice.Kind.DEVICE_GIVEN)).hasSize(1);
    }

    @Test
    void whatPoliciesSayOfAppPasswordsConcernsNoDevice() {
        var secret = handedOver();
        var wanted = new HashMap<PolicyKey<?>, Optional<String>>();
        wanted.put(key("app-passwords-sleep-after-days"), Optional.of("30"));
        wanted.put(key("app-passwords-end-after-days"), Optional.of("60"));
        wanted.put(key("app-passwords-open-mail"), Optional.of("not-allowed"));
        olive.mfa.policies().decide(new Subject.Everybody(), wanted, byAdmin);
        olive.clock.forward(Duration.ofDays(61));
        new Indexer(olive.store, olive.mfa, olive.clock).follow();

        assertThat(new IdleRound(olive.store, olive.mfa.policies(), olive.clock).go())
                .isZero();
        assertThat(send(secret)).isInstanceOf(Verdict.Accepted.class);
    }

    private static PolicyKey<?> key(String code) {
        return PolicyKeys.find(code).orElseThrow();
    }

    @Test
    void aCardOpensOnceAndItsOwnerHearsWhere() {
        var token = token();
        assertThat(olive.handover.behind(Secret.of(token))).contains(scanner);

        assertThat(collect(token)).isInstanceOf(Collecting.HandedOver.class);
        assertThat(collect(token)).isInstanceOf(Collecting.NotOpen.class);
        assertThat(olive.handover.behind(Secret.of(token))).isEmpty();
        assertThat(told(Notice.Kind.DEVICE_HANDED_OVER)).singleElement().satisfies(notice -> {
            assertThat(notice.to().value()).isEqualTo("eleni@pine.example");
            assertThat(notice.values()).containsEntry("device", "Scanner").containsEntry("source", "192.0.2.77");
        });
        assertThat(audited(AuditKind.DEVICE_HANDED_OVER))
                .singleElement()
                .satisfies(event -> assertThat(event.details()).containsEntry("source", "192.0.2.77"));
    }

    @Test
    void ofManyWhoOpenACardAtOnceOneGetsTheSecret() {
        var token = token();

        assertThat(Crowd.of(20).succeeding(_ -> collect(token) instanceof Collecting.HandedOver))
                .isEqualTo(1);
    }

    @Test
    void aCardThatIsTooOldOrMadeUpOpensNothing() {
        var token = token();
        assertThat(collect(token + "x")).isInstanceOf(Collecting.NotOpen.class);
        assertThat(collect("")).isInstanceOf(Collecting.NotOpen.class);
        olive.clock.forward(DeviceCard.GOOD_FOR);

        assertThat(collect(token)).isInstanceOf(Collecting.NotOpen.class);
    }

    @Test
    void whoeverMadeTheCardDoesNotOpenItUnlessTheDeviceIsTheirs() {
        var token = token();
        var maker = Optional.of(admin.id());
        assertThat(olive.handover.collect(Secret.of(token), maker, HALL)).isInstanceOf(Collecting.OwnCard.class);
        var wanted = new NewDevice(scanner.username(), new Label("Scanner"), admin.id(), SENDS);
        assertThat(olive.deviceDesk.change(scanner.id(), wanted, byAdmin)).isTrue();

        assertThat(olive.handover.collect(Secret.of(token), maker, HALL)).isInstanceOf(Collecting.HandedOver.class);
    }

    @Test
    void anotherCardEndsTheSecretAndTheCardOfBefore() {
        var secret = handedOver();
        var first = token();
        assertThat(send(secret)).isEqualTo(rejected(Rejection.REVOKED));
        var second = token();

        assertThat(collect(first)).isInstanceOf(Collecting.NotOpen.class);
        var renewed = ((Collecting.HandedOver) collect(second)).secret().reveal();
        assertThat(send(renewed)).isInstanceOf(Verdict.Accepted.class);
        assertThat(told(Notice.Kind.DEVICE_CARD_MADE))
                .hasSize(3)
                .allSatisfy(notice -> assertThat(notice.values()).doesNotContainKey("token"));
    }

    @Test
    void aCardForTheOwnerIsMailedAndShownToNobodyElse() {
        var made = olive.handover.makeCard(scanner.id(), admin.id(), DeviceHandover.To.OWNER, Duration.ofHours(5));

        assertThat(made).isEqualTo(new CardMaking.Mailed(Fixtures.NOW.plus(Duration.ofHours(5))));
        assertThat(told(Notice.Kind.DEVICE_LINK)).singleElement().satisfies(notice -> {
            assertThat(notice.to().value()).isEqualTo("eleni@pine.example");
            assertThat(collect(notice.values().getOrDefault("token", ""))).isInstanceOf(Collecting.HandedOver.class);
        });
        var nobody = olive.add("nikos", Role.PERSON, Optional.empty());
        var other = olive.device("fax@olive.example", nobody, SENDS);
        assertThat(olive.handover.makeCard(other.id(), admin.id(), DeviceHandover.To.OWNER, DeviceCard.GOOD_FOR))
                .isInstanceOf(CardMaking.NoAddress.class);
    }

    @Test
    void limitsHoldFromTheMomentTheyAreDecided() {
        var secret = handedOver();
        var cellar = Network.parse("198.51.100.0/24").orElseThrow();
        var narrow = new DeviceLimits(
                Set.of(), Set.of(), HourlyCap.STANDARD, Set.of(Protocol.SMTP), Set.of(cellar), Optional.empty());
        change(narrow);
        assertThat(send(secret)).isEqualTo(rejected(Rejection.NETWORK_OUT_OF_SCOPE));
        var shared = new DeviceLimits(
                Set.of(),
                Set.of(),
                HourlyCap.STANDARD,
                Set.of(Protocol.IMAP),
                Set.of(),
                Optional.of(Fixtures.NOW.plusSeconds(60)));
        change(shared);
        assertThat(olive.verify(SCANNER, secret, Protocol.IMAP)).isInstanceOf(Verdict.Accepted.class);
        assertThat(send(secret)).isEqualTo(rejected(Rejection.PROTOCOL_OUT_OF_SCOPE));
        olive.clock.forward(Duration.ofSeconds(60));

        assertThat(olive.verify(SCANNER, secret, Protocol.IMAP)).isEqualTo(rejected(Rejection.EXPIRED));
        assertThat(audited(AuditKind.DEVICE_CHANGED)).hasSize(2);
    }

    private void change(DeviceLimits limits) {
        var wanted = new NewDevice(scanner.username(), new Label("Scanner"), owner.id(), limits);
        assertThat(olive.deviceDesk.change(scanner.id(), wanted, byAdmin)).isTrue();
    }

    @Test
    void aPausedDeviceOpensNothingUntilItIsResumed() {
        var secret = handedOver();
        var byOwner = new Actor.Person(owner.id());
        var paused = Device.Standing.PAUSED_BY_OWNER;
        assertThat(olive.deviceDesk.pause(scanner.id(), paused, byOwner, Optional.empty()))
                .isTrue();
        assertThat(send(secret)).isEqualTo(rejected(Rejection.ACCOUNT_DISABLED));
        assertThat(olive.deviceDesk.pause(scanner.id(), paused, byOwner, Optional.empty()))
                .isFalse();
        var flood = Set.of(Device.Standing.PAUSED_BY_FLOOD);
        assertThat(olive.deviceDesk.resume(scanner.id(), flood, byOwner, Optional.empty()))
                .isFalse();

        assertThat(olive.deviceDesk.resume(scanner.id(), Set.of(paused), byOwner, Optional.empty()))
                .isTrue();

        assertThat(send(secret)).isInstanceOf(Verdict.Accepted.class);
        assertThat(told(Notice.Kind.DEVICE_STOPPED)).isEmpty();
    }

    @Test
    void aCardOfAPausedDeviceOpensNothing() {
        var token = token();
        var why = Optional.of(new Reason("moved to the cellar"));
        olive.deviceDesk.pause(scanner.id(), Device.Standing.PAUSED_BY_STAFF, byAdmin, why);

        assertThat(collect(token)).isInstanceOf(Collecting.NotOpen.class);
        assertThat(olive.handover.makeCard(scanner.id(), admin.id(), DeviceHandover.To.MAKER, DeviceCard.GOOD_FOR))
                .isInstanceOf(CardMaking.NotPossible.class);
        assertThat(told(Notice.Kind.DEVICE_STOPPED)).hasSize(1);
    }

    @Test
    void aDeletedDeviceOpensNothingAndItsNameCanBeGivenAgain() {
        var secret = handedOver();
        assertThat(olive.deviceDesk.delete(scanner.id(), byAdmin, new Reason("thrown away")))
                .isEqualTo(Removing.DELETED);
        assertThat(send(secret)).isInstanceOf(Verdict.Rejected.class);
        assertThat(olive.deviceDesk.find(scanner.id())).isEmpty();
        assertThat(olive.deviceDesk.page(Optional.empty(), 10)).isEmpty();

        var again = olive.device(SCANNER, admin, SENDS);

        assertThat(again.id()).isEqualTo(scanner.id());
        assertThat(send(secret)).isEqualTo(rejected(Rejection.REVOKED));
        assertThat(olive.deviceDesk.ownedBy(admin.id())).hasSize(1);
    }

    @Test
    void namesOfPeopleAndDevicesAreTakenAndOwnersArePeople() {
        var taken = new NewDevice(new Username("eleni"), new Label("Fax"), owner.id(), SENDS);
        assertThat(olive.deviceDesk.create(taken, byAdmin)).isInstanceOf(Creating.NameTaken.class);
        var twice = new NewDevice(scanner.username(), new Label("Fax"), owner.id(), SENDS);
        assertThat(olive.deviceDesk.create(twice, byAdmin)).isInstanceOf(Creating.NameTaken.class);
        var orphan = new NewDevice(new Username("fax"), new Label("Fax"), scanner.id(), SENDS);

        assertThat(olive.deviceDesk.create(orphan, byAdmin)).isInstanceOf(Creating.NoSuchOwner.class);
    }

    @Test
    void nobodySignsInAsADeviceAndNobodyMakesAPersonOfIt() {
        assertThat(olive.accounts.setPassword(
                        scanner.id(), Secret.of(Organisation.PASSWORD), byAdmin, (books, account, now) -> {}))
                .isInstanceOf(SettingPassword.NoSuchAccount.class);
        var step = olive.signIn.password(new TypedName(SCANNER), Secret.of(handedOver()), HALL);
        assertThat(step).isInstanceOf(PasswordStep.Wrong.class);
        var roles = new RoleDesk(olive.store, olive.mfa, SecondAdmin.NEVER, olive.clock);
        assertThat(roles.grant(admin.id(), scanner.id(), Role.ADMIN, new Reason("as a joke")))
                .isEqualTo(Granting.NO_SUCH_ACCOUNT);
        assertThat(Role.find("device")).isEmpty();
    }

    @Test
    void devicesAreNotListedAmongPeople() {
        var list = new PeopleList(olive.store, new Indexer(olive.store, olive.mfa, olive.clock));
        list.follow();

        assertThat(list.find(PeopleQuery.everybody(), Optional.empty(), 25).people())
                .extracting(Account::id)
                .containsExactlyInAnyOrder(owner.id(), admin.id());
    }
}
