package org.sallyport.core.submission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Account.Role;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.caller.Network;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.caller.Source;
import org.sallyport.core.device.Device;
import org.sallyport.core.device.DeviceLimits;
import org.sallyport.core.device.HourlyCap;
import org.sallyport.core.device.MailPattern;
import org.sallyport.core.fixture.Crowd;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.Mailbag;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.notice.Notice;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.store.memory.MemoryStore;
import org.sallyport.core.submission.MailQuestion.Phase;

class MailPolicyTest {
    private static final String SCANNER = "scanner@olive.example";
    private static final String ELENI = "eleni@olive.example";
    private static final MailAnswer ALLOWED = new MailAnswer.Allowed();

    private final Organisation olive =
            new Organisation(new MemoryStore(Fixtures.keyset()), Fixtures.keyset(), Limits.standard());
    private final Account owner = olive.add("eleni", Role.PERSON, Optional.of("eleni@pine.example"));
    private int messages;

    private Account scanner(int cap, int recipients) {
        return olive.device(SCANNER, owner, limits(cap, recipients));
    }

    private static DeviceLimits limits(int cap, int recipients) {
        return new DeviceLimits(
                Set.of(new MailPattern(SCANNER)),
                Set.of(new MailPattern("olive.example")),
                new HourlyCap(cap, recipients),
                Set.of(Protocol.SMTP),
                Set.of(Network.parse("192.0.2.0/24").orElseThrow()),
                Optional.of(Fixtures.NOW.plus(Duration.ofDays(1))));
    }

    private static MailQuestion about(String instance, Phase phase, String recipient, int recipients) {
        return new MailQuestion(
                SCANNER,
                phase,
                instance,
                SCANNER,
                Optional.of(recipient).filter(address -> !address.isEmpty()),
                recipients,
                Source.ofLiteral("192.0.2.9"));
    }

    private MailAnswer to(String instance, String recipient) {
        return olive.mail.judge(about(instance, Phase.RECIPIENT, recipient, 0));
    }

    /// A message of its own, to Eleni.
    private MailAnswer next() {
        return to("message-" + messages++, ELENI);
    }

    private static MailAnswer refused(MailRefusal why) {
        return new MailAnswer.Refused(why);
    }

    private long audited(AuditKind kind) {
        return olive.store.look(books -> AuditLog.in(books).since(0, 10_000)).stream()
                .filter(entry -> entry.event().kind() == kind)
                .count();
    }

    @Test
    void whoeverIsNoDeviceIsNotJudged() {
        scanner(1, 1);
        var nobody = new MailAnswer.NoDevice();
        for (var name : new String[] {"", "eleni", "nobody@olive.example", "a b"}) {
            var question =
                    new MailQuestion(name, Phase.RECIPIENT, "i", "x@y.example", Optional.of(ELENI), 0, Source.UNKNOWN);
            assertThat(olive.mail.judge(question)).as(name).isEqualTo(nobody);
        }
        assertThat(olive.mail.judge(about("i", Phase.OTHER, "", 0))).isEqualTo(nobody);
    }

    @Test
    void aDeviceSendsAsItselfToWhomItMayFromWhereItIs() {
        scanner(9, 9);
        assertThat(next()).isEqualTo(ALLOWED);
        assertThat(to("a", "anna@pine.example")).isEqualTo(refused(MailRefusal.RECIPIENT));
        var forged = new MailQuestion(
                SCANNER, Phase.SENDER, "b", "boss@olive.example", Optional.empty(), 0, Source.ofLiteral("192.0.2.9"));
        assertThat(olive.mail.judge(forged)).isEqualTo(refused(MailRefusal.SENDER));
        var bounce =
                new MailQuestion(SCANNER, Phase.SENDER, "b", "", Optional.empty(), 0, Source.ofLiteral("192.0.2.9"));
        assertThat(olive.mail.judge(bounce)).isEqualTo(refused(MailRefusal.SENDER));
        for (var elsewhere : new Source[] {Source.ofLiteral("198.51.100.1"), Source.UNKNOWN}) {
            var question = new MailQuestion(SCANNER, Phase.RECIPIENT, "c", SCANNER, Optional.of(ELENI), 0, elsewhere);
            assertThat(olive.mail.judge(question)).isEqualTo(refused(MailRefusal.NETWORK));
        }
    }

    @Test
    void theHoursShareHoldsForAnySixtyMinutes() {
        scanner(2, 9);
        assertThat(next()).isEqualTo(ALLOWED);
        olive.clock.forward(Duration.ofMinutes(40));
        assertThat(next()).isEqualTo(ALLOWED);
        assertThat(next()).isEqualTo(refused(MailRefusal.CAP));
        olive.clock.forward(Duration.ofMinutes(20));

        assertThat(next()).isEqualTo(ALLOWED);
        assertThat(next()).isEqualTo(refused(MailRefusal.CAP));
    }

    @Test
    void aMessageCountsOnceHoweverOftenItIsAskedAbout() {
        scanner(1, 3);
        assertThat(olive.mail.judge(about("a", Phase.SENDER, "", 0))).isEqualTo(ALLOWED);
        assertThat(to("a", ELENI)).isEqualTo(ALLOWED);
        assertThat(to("a", "nikos@olive.example")).isEqualTo(ALLOWED);
        assertThat(olive.mail.judge(about("a", Phase.CONTENT, "", 2))).isEqualTo(ALLOWED);
        assertThat(olive.mail.judge(about("a", Phase.CONTENT, "", 2))).isEqualTo(ALLOWED);
        assertThat(to("a", "maria@olive.example")).isEqualTo(ALLOWED);

        assertThat(to("a", "anna@olive.example")).isEqualTo(refused(MailRefusal.CAP));
        assertThat(olive.mail.judge(about("b", Phase.SENDER, "", 0))).isEqualTo(refused(MailRefusal.CAP));
    }

    @Test
    void aMessageThatIsAskedAboutAtItsContentAloneCountsAllItsRecipients() {
        olive.device(SCANNER, owner, DeviceLimits.sending(Set.of()));
        assertThat(olive.mail.judge(about("a", Phase.CONTENT, "", 100))).isEqualTo(ALLOWED);
        assertThat(olive.mail.judge(about("b", Phase.CONTENT, "", 21))).isEqualTo(refused(MailRefusal.CAP));
        assertThat(olive.mail.judge(about("c", Phase.CONTENT, "", 20))).isEqualTo(ALLOWED);
    }

    @Test
    void recipientsThatNobodyAskedAboutAreNotSlippedIn() {
        scanner(9, 99);
        assertThat(to("a", ELENI)).isEqualTo(ALLOWED);

        assertThat(olive.mail.judge(about("a", Phase.CONTENT, "", 2))).isEqualTo(refused(MailRefusal.RECIPIENT));
        assertThat(olive.mail.judge(about("b", Phase.CONTENT, "anna@pine.example", 1)))
                .isEqualTo(refused(MailRefusal.RECIPIENT));
    }

    @Test
    void aFloodPausesTheDeviceAndTellsItsOwner() {
        var device = scanner(11, 99);
        for (int i = 0; i < 11; i++) {
            assertThat(next()).isEqualTo(ALLOWED);
        }
        for (int i = 0; i < 22; i++) {
            assertThat(next()).isEqualTo(refused(MailRefusal.CAP));
        }
        olive.afterwards.finish();

        assertThat(next()).isEqualTo(refused(MailRefusal.PAUSED));
        assertThat(olive.deviceDesk.find(device.id())).map(Device::standing).contains(Device.Standing.PAUSED_BY_FLOOD);
        assertThat(Mailbag.notices(olive.store, olive.clock.instant()))
                .extracting(Notice::kind)
                .contains(Notice.Kind.DEVICE_FLOODED);
        assertThat(olive.closedFor).extracting(Account::id).containsExactly(device.id());
        assertThat(audited(AuditKind.DEVICE_MAIL_REFUSED)).isEqualTo(1);
        assertThat(audited(AuditKind.DEVICE_PAUSED)).isEqualTo(1);
    }

    @Test
    void whatWasRefusedBeforeItWasResumedIsNoFlood() {
        var device = scanner(1, 9);
        next();
        for (int i = 0; i < 20; i++) {
            next();
        }
        olive.clock.forward(Duration.ofSeconds(1));
        var flood = Set.of(Device.Standing.PAUSED_BY_FLOOD);
        assertThat(olive.deviceDesk.resume(device.id(), flood, new Actor.Operator(), Optional.empty()))
                .isTrue();
        olive.clock.forward(Duration.ofSeconds(1));

        assertThat(next()).isEqualTo(refused(MailRefusal.CAP));
        assertThat(next()).isEqualTo(refused(MailRefusal.CAP));
    }

    @Test
    void oneThatIsOverOrDisabledSendsNothing() {
        var device = scanner(9, 9);
        olive.accounts.disable(device.id(), new Actor.Operator());
        assertThat(next()).isEqualTo(refused(MailRefusal.PAUSED));
        olive.accounts.enable(device.id(), new Actor.Operator());
        assertThat(next()).isEqualTo(ALLOWED);
        olive.clock.forward(Duration.ofDays(1));

        assertThat(next()).isEqualTo(refused(MailRefusal.OVER));
    }

    @Test
    void ofManyMessagesAtOnceAsManyPassAsMay() {
        scanner(7, 99);

        assertThat(Crowd.of(19).succeeding(i -> to("crowd-" + i, ELENI).equals(ALLOWED)))
                .isEqualTo(7);
    }
}
