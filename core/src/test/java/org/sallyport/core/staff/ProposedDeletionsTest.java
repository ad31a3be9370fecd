package org.sallyport.core.staff;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Account.Role;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.Username;
import org.sallyport.core.apppassword.AppPasswordId;
import org.sallyport.core.apppassword.Label;
import org.sallyport.core.apppassword.OpenConnections;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.Reason;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.caller.Source;
import org.sallyport.core.deletion.Deleting;
import org.sallyport.core.deletion.DeletionDesk;
import org.sallyport.core.device.CardMaking;
import org.sallyport.core.device.Collecting;
import org.sallyport.core.device.DeviceCard;
import org.sallyport.core.device.DeviceDesk;
import org.sallyport.core.device.DeviceHandover;
import org.sallyport.core.device.DeviceLimits;
import org.sallyport.core.device.MailPattern;
import org.sallyport.core.device.NewDevice;
import org.sallyport.core.device.Removing;
import org.sallyport.core.fixture.AuditTrail;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.Mailbag;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.notice.Notice;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.store.memory.MemoryStore;
import org.sallyport.core.verify.Verdict;

/// Maria and Eva administer; Maria wants an account deleted, and a device.
class ProposedDeletionsTest {
    private static final Reason WHY = new Reason("left in May");
    private static final Duration WEEK = Duration.ofDays(7);
    private static final String SCANNER = "scanner@olive.example";

    private final Organisation olive =
            new Organisation(new MemoryStore(Fixtures.keyset()), Fixtures.keyset(), Limits.standard());
    private final SecondAdmin second = new SecondAdmin(EnumSet.allOf(GraveAct.class));
    private final List<String> closed = new ArrayList<>();
    private final OpenConnections servers = this::close;
    private final DeletionDesk deletions = olive.deletions(servers, second);
    private final DeviceDesk devices = olive.deviceDesk(servers, second);
    private final ProposalDesk desk = new ProposalDesk(
            olive.store, Map.of(GraveAct.DELETIONS, deletions, GraveAct.DEVICES, devices), olive.clock);
    private final Account maria = add("maria", Role.OWNER);
    private final Account eva = add("eva", Role.ADMIN);
    private final Account nikos = add("nikos", Role.PERSON);

    private OpenConnections.Receipt close(Account account, Optional<AppPasswordId> only) {
        closed.add(account.username().canonical());
        return OpenConnections.NOWHERE.close(account, only);
    }

    @Nested
    class OfSomebody {
        @Test
        void waitsForAnotherAdminAndIsThenPlanned() {
            assertThat(propose(maria, WEEK)).isEqualTo(Deleting.PROPOSED);

            assertThat(find(nikos)).get().matches(Account::isActive);
            assertThat(deletions.of(nikos.id())).isEmpty();
            assertThat(told(Notice.Kind.PROPOSAL_WAITS)).containsExactly("eva");
            assertThat(told(Notice.Kind.ACCOUNT_DELETION_PLANNED)).isEmpty();
            assertThat(closed).isEmpty();

            assertThat(approve(eva)).isEqualTo(Approving.DONE);

            assertThat(find(nikos)).get().matches(found -> !found.isActive());
            assertThat(deletions.of(nikos.id()))
                    .get()
                    .matches(planned ->
                            planned.due().equals(olive.clock.instant().plus(WEEK)));
            assertThat(told(Notice.Kind.ACCOUNT_DELETION_PLANNED)).containsExactly("nikos");
            assertThat(closed).containsExactly("nikos");
            assertThat(events(AuditKind.ACCOUNT_DELETION_PLANNED))
                    .singleElement()
                    .satisfies(event -> assertThat(event.details())
                            .containsEntry("why", WHY.value())
                            .containsEntry("days", "7")
                            .containsEntry("proposed-by", maria.id().toString()));
        }

        @Test
        void erasesAtOnceWhereThatWasProposed() {
            propose(maria, Duration.ZERO);
            assertThat(find(nikos)).isPresent();

            assertThat(approve(eva)).isEqualTo(Approving.DONE);

            assertThat(find(nikos)).isEmpty();
            assertThat(closed).contains("nikos");
        }

        @Test
        void T28_isNotApprovedByWhoeverProposedItNorByWhomItIsAbout() {
            deletions.plan(maria.id(), eva.id(), WEEK, WHY);

            assertThat(approve(maria)).isEqualTo(Approving.NOT_ALLOWED);
            assertThat(approve(eva)).isEqualTo(Approving.NOT_ALLOWED);
            assertThat(approve(add("desk", Role.HELP_DESK))).isEqualTo(Approving.NOT_ALLOWED);
            assertThat(find(eva)).get().matches(Account::isActive);
        }

        @Test
        void isNotDoneToWhoeverHasAnotherRoleSince() {
            propose(maria, WEEK);
            new RoleDesk(olive.store, olive.mfa, SecondAdmin.NEVER, olive.clock)
                    .grant(maria.id(), nikos.id(), Role.AUDITOR, WHY);

            assertThat(approve(eva)).isEqualTo(Approving.OUTDATED);
            assertThat(find(nikos)).get().matches(Account::isActive);
            assertThat(deletions.of(nikos.id())).isEmpty();
            assertThat(closed).isEmpty();
        }

        @Test
        void isNotDoneToWhoeverWasEnabledSince() {
            olive.accounts.disable(nikos.id(), new Actor.Operator());
            propose(maria, WEEK);
            olive.accounts.enable(nikos.id(), new Actor.Operator());

            assertThat(approve(eva)).isEqualTo(Approving.OUTDATED);
            assertThat(find(nikos)).get().matches(Account::isActive);
        }

        @Test
        void isNotDoneToTheLastOwner() {
            var other = add("other", Role.OWNER);
            deletions.plan(maria.id(), other.id(), WEEK, WHY);
            var last = add("last", Role.OWNER);
            olive.accounts.disable(maria.id(), new Actor.Operator());
            olive.accounts.disable(last.id(), new Actor.Operator());

            assertThat(desk.approveAs(new Actor.Operator(), only())).isEqualTo(Approving.OUTDATED);
            assertThat(find(other)).get().matches(Account::isActive);
        }

        @Test
        void closesWhateverElseWasProposedOfThem() {
            var other = add("other", Role.OWNER);
            propose(maria, WEEK);
            propose(other, Duration.ZERO);
            assertThat(desk.waiting()).hasSize(2);

            // Both were made at the same moment: either can be the first.
            var ofMaria = desk.waiting().stream()
                    .map(ProposalDesk.Waiting::proposal)
                    .filter(proposal -> proposal.proposer().equals(maria.id()))
                    .findFirst()
                    .orElseThrow();
            assertThat(desk.approve(eva.id(), ofMaria.id())).isEqualTo(Approving.DONE);

            assertThat(desk.waiting()).isEmpty();
            assertThat(find(nikos)).isPresent();
            assertThat(told(Notice.Kind.PROPOSAL_DECIDED)).containsExactlyInAnyOrder("maria", "other");
            assertThat(events(AuditKind.PROPOSAL_DECIDED))
                    .extracting(event -> event.details().get("outcome"))
                    .containsExactlyInAnyOrder("approved", "outdated");
        }

        @Test
        void isDoneAtOnceByAnOperator() {
            assertThat(deletions.plan(nikos.id(), WEEK, WHY)).isEqualTo(Deleting.PLANNED);
        }

        @Test
        void isProposedByNobodyWhoMayNotDoIt() {
            assertThat(propose(add("desk", Role.HELP_DESK), WEEK)).isEqualTo(Deleting.NOT_ALLOWED);
            assertThat(propose(nikos, WEEK)).isEqualTo(Deleting.NOT_ALLOWED);
            assertThat(desk.waiting()).isEmpty();
        }
    }

    @Nested
    class OfADevice {
        private final Account eleni = add("eleni", Role.PERSON);
        private final DeviceLimits sends = DeviceLimits.sending(Set.of(new MailPattern(SCANNER)));
        private final Account scanner = olive.device(SCANNER, eleni, sends);
        private final String secret = handedOver();

        @Test
        void waitsForAnotherAdminAndThenOpensNothing() {
            assertThat(propose(maria)).isEqualTo(Removing.PROPOSED);
            assertThat(isAccepted()).isTrue();

            assertThat(approve(eva)).isEqualTo(Approving.DONE);

            assertThat(devices.find(scanner.id())).isEmpty();
            assertThat(isAccepted()).isFalse();
            assertThat(closed).containsExactly(SCANNER);
            assertThat(told(Notice.Kind.DEVICE_STOPPED)).containsExactly("eleni");
            assertThat(events(AuditKind.DEVICE_DELETED).getLast().details())
                    .containsEntry("proposed-by", maria.id().toString());
        }

        @Test
        void T28_isNotApprovedByAHelpDesk() {
            propose(maria);

            assertThat(approve(add("desk", Role.HELP_DESK))).isEqualTo(Approving.NOT_ALLOWED);
            assertThat(approve(maria)).isEqualTo(Approving.NOT_ALLOWED);
            assertThat(isAccepted()).isTrue();
        }

        @Test
        void isNotDoneWhereSomebodyElseLooksAfterItSince() {
            propose(maria);
            olive.deviceDesk.change(scanner.id(), wanted(nikos), new Actor.Person(eva.id()));

            assertThat(approve(eva)).isEqualTo(Approving.OUTDATED);
            assertThat(isAccepted()).isTrue();
        }

        @Test
        void ofAnEarlierDeviceOfThatNameIsNotDoneToTheNext() {
            propose(maria);
            devices.delete(scanner.id(), new Actor.Operator(), WHY);
            devices.create(wanted(eleni), new Actor.Person(maria.id()));

            assertThat(desk.waiting()).isEmpty();
            assertThat(devices.find(scanner.id())).isPresent();
        }

        private Removing propose(Account by) {
            return devices.delete(scanner.id(), new Actor.Person(by.id()), WHY);
        }

        private NewDevice wanted(Account owner) {
            return new NewDevice(Username.parse(SCANNER).orElseThrow(), new Label("Scanner"), owner.id(), sends);
        }

        private boolean isAccepted() {
            return olive.verify(SCANNER, secret, Protocol.SMTP) instanceof Verdict.Accepted;
        }

        private String handedOver() {
            var card = olive.handover.makeCard(scanner.id(), maria.id(), DeviceHandover.To.MAKER, DeviceCard.GOOD_FOR);
            var token = ((CardMaking.Shown) card).token().reveal();
            var collecting = olive.handover.collect(Secret.of(token), Optional.empty(), Source.ofLiteral("192.0.2.77"));
            return ((Collecting.HandedOver) collecting).secret().reveal();
        }
    }

    private Deleting propose(Account by, Duration wait) {
        return deletions.plan(by.id(), nikos.id(), wait, WHY);
    }

    private Approving approve(Account by) {
        return desk.approve(by.id(), only());
    }

    private UUID only() {
        assertThat(desk.waiting()).hasSize(1);
        return desk.waiting().getFirst().proposal().id();
    }

    private List<String> told(Notice.Kind kind) {
        return Mailbag.names(olive.store, olive.clock.instant(), kind);
    }

    private List<AuditEvent> events(AuditKind kind) {
        return AuditTrail.events(olive.store, kind);
    }

    private Optional<Account> find(Account account) {
        return olive.store.transact(books -> Accounts.in(books).find(account.id()));
    }

    private Account add(String name, Role role) {
        return olive.add(name, role, Optional.of(name + "@pine.example"));
    }
}
