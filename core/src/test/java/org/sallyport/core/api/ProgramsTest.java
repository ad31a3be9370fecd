package org.sallyport.core.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Account.Role;
import org.sallyport.core.account.Permission;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.caller.Network;
import org.sallyport.core.caller.Source;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.Mailbag;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.notice.Notice;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.staff.AdminsNeed;
import org.sallyport.core.staff.RoleDesk;
import org.sallyport.core.staff.SecondAdmin;
import org.sallyport.core.staff.Staff;
import org.sallyport.core.store.memory.MemoryStore;

class ProgramsTest {
    private static final Source HERE = Source.ofLiteral("192.0.2.7");
    private static final Set<Permission> READING = EnumSet.of(Permission.PEOPLE_SEE, Permission.AUDIT_SEE);

    private final Organisation olive =
            new Organisation(new MemoryStore(Fixtures.keyset()), Fixtures.keyset(), Limits.standard());
    private final TokenDesk desk = new TokenDesk(olive.store, olive.keyset, olive.generator, olive.clock);
    private final Programs programs = new Programs(
            olive.store, olive.keyset, olive.generator, new Staff(olive.store, AdminsNeed.NOTHING), olive.clock);
    private final Account owner = olive.add("owner", Role.OWNER, Optional.empty());
    private final Account maria = olive.add("maria", Role.ADMIN, Optional.of("maria@pine.example"));

    private Making making(Account maker, ApiToken.Kind kind, Set<Permission> scopes, Set<Network> networks) {
        var wanted = new WantedToken(kind, new Allowance("Nightly", scopes, networks), Duration.ofDays(30));
        return desk.make(maker.id(), olive.clock.instant(), wanted, _ -> true);
    }

    private Making.Made made(ApiToken.Kind kind, Set<Permission> scopes) {
        return (Making.Made) making(maria, kind, scopes, Set.of());
    }

    private Admission admit(Secret secret) {
        return programs.admit(secret, HERE);
    }

    private Set<Permission> duties(Secret secret) {
        return admit(secret) instanceof Admission.Admitted(var program) ? program.duties() : Set.of();
    }

    private static Admission.Refused refused(Admission.Why why) {
        return new Admission.Refused(why);
    }

    private List<AuditEvent> audited(AuditKind kind) {
        return olive.store.transact(books -> AuditLog.in(books).since(0, 1000)).stream()
                .map(AuditLog.Entry::event)
                .filter(event -> event.kind() == kind)
                .toList();
    }

    @Test
    void aTokenMayWhatItIsForAndNoMore() {
        assertThat(duties(made(ApiToken.Kind.PERSONAL, READING).secret())).isEqualTo(READING);
    }

    @Test
    void aTokenMayNoMoreThanItsMakerMayNow() {
        var token = made(ApiToken.Kind.PERSONAL, EnumSet.of(Permission.PEOPLE_SEE, Permission.POLICY_CHANGE));

        new RoleDesk(olive.store, olive.mfa, SecondAdmin.NEVER, olive.clock)
                .set(maria.id(), Role.HELP_DESK, new Actor.Operator());

        assertThat(duties(token.secret())).containsExactly(Permission.PEOPLE_SEE);
    }

    @Test
    void aTokenDiesWithItsMakersRoleAndAccount() {
        var token = made(ApiToken.Kind.PERSONAL, READING);
        olive.accounts.disable(maria.id(), new Actor.Operator());
        assertThat(admit(token.secret())).isEqualTo(refused(Admission.Why.MAKER_WITHOUT_A_ROLE));

        olive.accounts.enable(maria.id(), new Actor.Operator());
        new RoleDesk(olive.store, olive.mfa, SecondAdmin.NEVER, olive.clock)
                .set(maria.id(), Role.PERSON, new Actor.Operator());
        assertThat(admit(token.secret())).isEqualTo(refused(Admission.Why.MAKER_WITHOUT_A_ROLE));
    }

    @Test
    void aPersonalTokenEndsWhenTheAccountPasswordIsSetAnewAndAClientStays() {
        var personal = made(ApiToken.Kind.PERSONAL, READING);
        var client = made(ApiToken.Kind.CLIENT, READING);

        try (var password = Secret.of("pines grow slowly there")) {
            olive.passwords.set(maria, password, new Actor.Operator());
        }

        assertThat(admit(personal.secret())).isEqualTo(refused(Admission.Why.UNKNOWN));
        assertThat(new TokenDesk(olive.store, olive.keyset, olive.generator, olive.clock).of(maria.id()))
                .containsExactly(client.token());
        assertThat(audited(AuditKind.API_TOKEN_REVOKED))
                .singleElement()
                .matches(event -> event.by().equals(new Actor.Operator()));
    }

    @Test
    void aTokenExpires() {
        var token = made(ApiToken.Kind.PERSONAL, READING);

        olive.clock.set(token.token().expires().minusMillis(1));
        assertThat(duties(token.secret())).isEqualTo(READING);
        olive.clock.set(token.token().expires());
        assertThat(admit(token.secret())).isEqualTo(refused(Admission.Why.EXPIRED));
    }

    @Test
    void aTokenIsTakenFromItsNetworksAlone() {
        var network = Network.parse("192.0.2.0/24").orElseThrow();
        var token = (Making.Made) making(maria, ApiToken.Kind.PERSONAL, READING, Set.of(network));

        assertThat(duties(token.secret())).isEqualTo(READING);
        assertThat(programs.admit(token.secret(), Source.ofLiteral("198.51.100.7")))
                .isEqualTo(refused(Admission.Why.FROM_ELSEWHERE));
        assertThat(programs.admit(token.secret(), Source.UNKNOWN)).isEqualTo(refused(Admission.Why.FROM_ELSEWHERE));
        assertThat(audited(AuditKind.API_TOKEN_REFUSED)).hasSize(1);
    }

    @Test
    void aRevokedTokenOpensNothing() {
        var token = made(ApiToken.Kind.PERSONAL, READING);

        assertThat(desk.revoke(owner.id(), token.token().id())).isFalse();
        assertThat(duties(token.secret())).isEqualTo(READING);
        assertThat(desk.revoke(maria.id(), token.token().id())).isTrue();

        assertThat(admit(token.secret())).isEqualTo(refused(Admission.Why.UNKNOWN));
        assertThat(audited(AuditKind.API_TOKEN_REVOKED)).hasSize(1);
    }

    @Test
    void whatIsNoTokenIsUnknown() {
        var token = made(ApiToken.Kind.PERSONAL, READING).secret().reveal();

        for (var text :
                List.of("", "slp_", token.substring(1), token + "A", token.toLowerCase(java.util.Locale.ROOT))) {
            assertThat(admit(Secret.of(text))).isEqualTo(refused(Admission.Why.UNKNOWN));
        }
        assertThat(token).matches("slp_[A-Z2-7]{59}");
    }

    @Test
    void makingOneIsAuditedAndToldToItsMaker() {
        var token = made(ApiToken.Kind.PERSONAL, READING);

        assertThat(audited(AuditKind.API_TOKEN_MADE)).singleElement().satisfies(event -> {
            assertThat(event.about()).contains(maria.id());
            assertThat(event.details())
                    .containsEntry("scopes", "people-see audit-see")
                    .containsEntry("token", token.token().id().toString());
        });
        assertThat(Mailbag.notices(olive.store, olive.clock.instant(), Notice.Kind.API_TOKEN_MADE))
                .hasSize(1);
    }

    @Test
    void nobodyMakesATokenForMoreThanTheyMay() {
        var helper = olive.add("helper", Role.HELP_DESK, Optional.empty());
        var person = olive.add("person", Role.PERSON, Optional.empty());

        assertThat(making(helper, ApiToken.Kind.PERSONAL, EnumSet.of(Permission.POLICY_SEE), Set.of()))
                .isEqualTo(new Making.NotAllowed());
        assertThat(making(helper, ApiToken.Kind.CLIENT, EnumSet.of(Permission.PEOPLE_SEE), Set.of()))
                .isEqualTo(new Making.NotAllowed());
        assertThat(making(person, ApiToken.Kind.PERSONAL, EnumSet.of(Permission.PEOPLE_SEE), Set.of()))
                .isEqualTo(new Making.NotAllowed());
    }

    @Test
    void noTokenMakesTokensAndNoClientApproves() {
        for (var role : Role.values()) {
            assertThat(TokenDesk.scopes(role, ApiToken.Kind.PERSONAL))
                    .doesNotContain(Permission.API_TOKENS_MAKE, Permission.API_CLIENTS_MAKE);
            assertThat(TokenDesk.scopes(role, ApiToken.Kind.CLIENT))
                    .doesNotContain(Permission.API_TOKENS_MAKE, Permission.API_CLIENTS_MAKE, Permission.APPROVE);
        }
    }

    @Test
    void aStaleSecondFactorMakesNone() {
        var wanted = new WantedToken(
                ApiToken.Kind.PERSONAL, new Allowance("Nightly", READING, Set.of()), Duration.ofDays(30));

        assertThat(desk.make(maria.id(), olive.clock.instant().minusSeconds(300), wanted, _ -> true))
                .isEqualTo(new Making.StepUpNeeded());
        assertThat(desk.make(maria.id(), olive.clock.instant(), wanted, _ -> false))
                .isEqualTo(new Making.AlreadyMade());
        assertThat(desk.of(maria.id())).isEmpty();
    }

    @Test
    void nobodyHasTokensWithoutEnd() {
        for (int i = 0; i < TokenDesk.MOST; i++) {
            made(ApiToken.Kind.PERSONAL, READING);
        }

        assertThat(making(maria, ApiToken.Kind.PERSONAL, READING, Set.of())).isEqualTo(new Making.TooMany());
    }

    @Test
    void aClientExchangesItsSecretForAShortLivedToken() {
        var client = made(ApiToken.Kind.CLIENT, READING);
        assertThat(admit(client.secret())).isEqualTo(refused(Admission.Why.UNKNOWN));

        var given = exchange(client, EnumSet.of(Permission.PEOPLE_SEE));

        assertThat(duties(given.secret())).containsExactly(Permission.PEOPLE_SEE);
        assertThat(desk.of(maria.id())).containsExactly(desk.of(maria.id()).getFirst());
        olive.clock.set(olive.clock.instant().plus(Programs.ACCESS));
        assertThat(admit(given.secret())).isEqualTo(refused(Admission.Why.EXPIRED));
    }

    @Test
    void whatAClientGotEndsWithIt() {
        var client = made(ApiToken.Kind.CLIENT, READING);
        var given = exchange(client, Set.of());
        assertThat(duties(given.secret())).isEqualTo(READING);

        desk.revoke(maria.id(), client.token().id());

        assertThat(admit(given.secret())).isEqualTo(refused(Admission.Why.UNKNOWN));
    }

    @Test
    void aClientGetsNothingForAnothersSecretOrForMore() {
        var client = made(ApiToken.Kind.CLIENT, READING);
        var personal = made(ApiToken.Kind.PERSONAL, READING);

        assertThat(programs.exchange(UUID.randomUUID(), client.secret(), Set.of(), HERE))
                .isEqualTo(new Admission.Exchange.BadClient());
        assertThat(programs.exchange(personal.token().id(), personal.secret(), Set.of(), HERE))
                .isEqualTo(new Admission.Exchange.BadClient());
        assertThat(programs.exchange(client.token().id(), client.secret(), EnumSet.of(Permission.POLICY_CHANGE), HERE))
                .isEqualTo(new Admission.Exchange.BadScope(READING));
    }

    @Test
    void aClientHasAFewTokensAtOnceAndTheOldestMakesRoom() {
        var client = made(ApiToken.Kind.CLIENT, READING);
        var first = exchange(client, Set.of());
        for (int i = 0; i < Programs.MOST_ACCESS; i++) {
            olive.clock.set(olive.clock.instant().plusSeconds(1));
            exchange(client, Set.of());
        }

        assertThat(admit(first.secret())).isEqualTo(refused(Admission.Why.UNKNOWN));
    }

    @Test
    void theLatestUseIsListed() {
        var token = made(ApiToken.Kind.PERSONAL, READING);
        assertThat(desk.of(maria.id()).getFirst().lastUsed()).isEmpty();

        admit(token.secret());

        assertThat(desk.of(maria.id()).getFirst().lastUsed()).contains(olive.clock.instant());
    }

    private Admission.Exchange.Given exchange(Making.Made client, Set<Permission> wanted) {
        return (Admission.Exchange.Given) programs.exchange(client.token().id(), client.secret(), wanted, HERE);
    }
}
