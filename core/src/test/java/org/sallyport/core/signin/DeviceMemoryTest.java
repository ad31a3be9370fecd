package org.sallyport.core.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.CredentialsBook;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.caller.ClientName;
import org.sallyport.core.caller.Source;
import org.sallyport.core.fixture.Crowd;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.Mailbag;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.method.Methods;
import org.sallyport.core.notice.Notice;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.policy.Policies;
import org.sallyport.core.policy.PolicyKeys;
import org.sallyport.core.policy.Subject;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.session.RememberedDevices;
import org.sallyport.core.store.memory.MemoryStore;

class DeviceMemoryTest {
    private static final Actor OPERATOR = new Actor.Operator();
    private static final KnownDevice.Seen SEEN =
            new KnownDevice.Seen(Source.ofLiteral("192.0.2.7"), ClientName.of("Firefox (Linux)"));

    private final Organisation olive = granting(Duration.ofDays(30));
    private final Account eleni = olive.enforced("eleni@olive.example");

    @Test
    void aRememberedBrowserIsRecognised() {
        var token = remember();

        assertThat(recognised(token)).isPresent();
        assertThat(kinds()).contains(AuditKind.DEVICE_REMEMBERED, AuditKind.DEVICE_RECOGNISED);
    }

    @Test
    void itsOwnerHearsOfEachThatIsRememberedAndOfNoneThatIsRecognised() {
        recognised(remember());
        remember();

        assertThat(Mailbag.notices(olive.store, olive.clock.instant()))
                .extracting(Notice::kind, notice -> notice.values().get("source"))
                .containsExactly(
                        tuple(Notice.Kind.DEVICE_REMEMBERED, "192.0.2.7"),
                        tuple(Notice.Kind.DEVICE_REMEMBERED, "192.0.2.7"));
    }

    @Test
    void aTokenIsGoodOnce() {
        var token = remember();
        var next = recognised(token).orElseThrow();

        assertThat(recognised(token)).isEmpty();
        assertThat(recognised(next)).isPresent();
    }

    @Test
    void ofManyWhoUseOneTokenAtOnceOneIsRecognised() {
        var token = remember();

        assertThat(Crowd.of(20).succeeding(i -> recognised(token).isPresent())).isOne();
        assertThat(olive.devices.of(eleni.id())).hasSize(1);
    }

    @Test
    void T27_aTokenOfOneAccountIsWorthNothingForAnother() {
        var maria = olive.enforced("maria@olive.example");
        var token = remember();

        assertThat(olive.devices.recognise(maria.id(), passwordChanged(maria), token, SEEN))
                .isEmpty();
        assertThat(recognised(token)).isPresent();
    }

    @Test
    void usingItDoesNotMakeItLastLonger() {
        var token = remember();
        olive.clock.forward(Duration.ofDays(29));
        var next = recognised(token).orElseThrow();
        olive.clock.forward(Duration.ofDays(1));

        assertThat(recognised(next)).isEmpty();
        assertThat(olive.devices.of(eleni.id())).isEmpty();
    }

    @Test
    void itIsForgottenWhenThePasswordIsChanged() {
        var token = remember();
        olive.passwords.set(eleni, Secret.of("pines grow slowly there"), OPERATOR);

        assertThat(recognised(token)).isEmpty();
    }

    @Test
    void itIsWorthNothingWhereAChangeOfThePasswordMissedIt() {
        var before = passwordChanged(eleni);
        var token = remember();
        var missed = olive.store.transact(
                books -> RememberedDevices.in(books).of(eleni.id()).getFirst());
        olive.clock.forward(Duration.ofSeconds(1));
        olive.passwords.set(eleni, Secret.of("pines grow slowly there"), OPERATOR);
        var _ = olive.store.transact(books -> {
            RememberedDevices.in(books).add(missed);
            return true;
        });

        assertThat(recognised(token)).isEmpty();
        assertThat(olive.devices.recognise(eleni.id(), before, token, SEEN)).isEmpty();
    }

    @Test
    void whoeverProvedAnEarlierPasswordIsNotRemembered() {
        var before = passwordChanged(eleni);
        olive.clock.forward(Duration.ofSeconds(1));
        olive.passwords.set(eleni, Secret.of("pines grow slowly there"), OPERATOR);

        assertThat(olive.devices.remember(eleni.id(), before, SEEN)).isEmpty();
    }

    @Test
    void itIsForgottenWhenTheAccountIsDisabled() {
        var token = remember();
        olive.accounts.disable(eleni.id(), OPERATOR);
        olive.accounts.enable(eleni.id(), OPERATOR);

        assertThat(recognised(token)).isEmpty();
    }

    @Test
    void itIsForgottenWhenAnAdminSignsSomebodyOutEverywhere() {
        var token = remember();
        olive.accounts.signOutEverywhere(eleni.id(), OPERATOR);

        assertThat(recognised(token)).isEmpty();
        assertThat(kinds()).contains(AuditKind.BROWSERS_SIGNED_OUT);
    }

    @Test
    void itIsWorthNothingOnceAMethodOfThenIsRemoved() {
        olive.registerApp(eleni);
        var token = remember();
        olive.store.transact(books -> {
            var first = Methods.in(books).heldBy(eleni.id()).getFirst();
            return Methods.in(books).remove(eleni.id(), first.id());
        });

        assertThat(recognised(token)).isEmpty();
    }

    @Test
    void aMethodThatIsAddedForgetsNothing() {
        var token = remember();
        olive.registerApp(eleni);

        assertThat(recognised(token)).isPresent();
    }

    @Test
    void wherePolicyGrantsNothingNoneIsRememberedOrRecognised() {
        var token = remember();
        var strict = new DeviceMemory(
                olive.store,
                olive.keyset,
                olive.generator,
                new Policies(olive.store, Limits.standard(), olive.clock),
                olive.clock);

        assertThat(strict.remember(eleni.id(), passwordChanged(eleni), SEEN)).isEmpty();
        assertThat(strict.recognise(eleni.id(), passwordChanged(eleni), token, SEEN))
                .isEmpty();
    }

    @Test
    void itIsSparedNothingOutsideTheNetworksOfThePolicyAndLosesNothingThere() {
        var token = remember();
        var networks = PolicyKeys.find("remember-device-networks").orElseThrow();
        olive.mfa
                .policies()
                .decide(new Subject.Everybody(), Map.of(networks, Optional.of("192.0.2.0/24 2001:db8::/32")), OPERATOR);

        for (var elsewhere : List.of("198.51.100.7", "2001:db9::1", "nobody said")) {
            assertThat(recognisedAt(elsewhere, token)).as(elsewhere).isEmpty();
        }
        var next = recognisedAt("2001:db8::1", token).orElseThrow();
        assertThat(recognisedAt("192.0.2.200", next)).isPresent();
    }

    private Optional<Secret> recognisedAt(String address, Secret token) {
        var seen = new KnownDevice.Seen(Source.ofLiteral(address), Optional.empty());
        return olive.devices.recognise(eleni.id(), passwordChanged(eleni), token, seen);
    }

    @Test
    void itsOwnerForgetsItAndNobodyElse() {
        var token = remember();
        var maria = olive.enforced("maria@olive.example");
        var id = olive.devices.of(eleni.id()).getFirst().id();

        assertThat(olive.devices.forget(maria.id(), id, OPERATOR)).isFalse();
        assertThat(olive.devices.forget(eleni.id(), id, OPERATOR)).isTrue();
        assertThat(recognised(token)).isEmpty();
    }

    @Test
    void theListSaysWhatWasSeen() {
        remember();

        assertThat(olive.devices.of(eleni.id())).singleElement().satisfies(device -> {
            assertThat(device.seen()).isEqualTo(SEEN);
            assertThat(device.ends()).isEqualTo(olive.clock.instant().plus(Duration.ofDays(30)));
        });
    }

    @Test
    void aTwentyFirstTakesThePlaceOfTheOneUsedLongestAgo() {
        var first = remember();
        for (int i = 0; i < 20; i++) {
            olive.clock.forward(Duration.ofMinutes(1));
            remember();
        }

        assertThat(olive.devices.of(eleni.id())).hasSize(20);
        assertThat(recognised(first)).isEmpty();
    }

    private Secret remember() {
        return olive.devices.remember(eleni.id(), passwordChanged(eleni), SEEN).orElseThrow();
    }

    private Optional<Secret> recognised(Secret token) {
        return olive.devices.recognise(eleni.id(), passwordChanged(eleni), token, SEEN);
    }

    private Instant passwordChanged(Account account) {
        return olive.store.transact(books ->
                CredentialsBook.in(books).find(account.id()).orElseThrow().passwordChanged());
    }

    private List<AuditKind> kinds() {
        return olive.store.transact(books -> AuditLog.in(books).about(eleni.id(), 100)).stream()
                .map(entry -> entry.event().kind())
                .toList();
    }

    private static Organisation granting(Duration days) {
        var limits =
                Limits.standard().with(new Limits.Upkeep(Limits.PasswordChanged.KEEP, days, Limits.CloseAccount.OFF));
        return new Organisation(new MemoryStore(Fixtures.keyset()), Fixtures.keyset(), limits);
    }
}
