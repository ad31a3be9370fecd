package org.sallyport.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.enrollment.OnboardingCodes;
import org.sallyport.core.fixture.Mailbag;
import org.sallyport.core.notice.Notice;
import org.sallyport.server.web.CodeHolder.Kind;

/// Every kind of code where a new method or a contact is proved: nothing that somebody had before registers anything.
class T27_EveryCodeWhileSettingUpTest {
    private static final String ORIGIN = "http://localhost";

    private static RunningWeb web;
    private static int people;

    @BeforeAll
    static void start() {
        web = RunningWeb.start();
    }

    @AfterAll
    static void stop() {
        web.close();
    }

    // So that nobody's messages are counted with anybody else's.
    @BeforeEach
    void aDayLater() {
        web.organisation.clock.forward(Duration.ofDays(1));
        var _ = Mailbag.emptied(web.organisation.store, web.organisation.clock.instant());
    }

    /// Where somebody who is inside proves one more method.
    enum Door {
        AUTHENTICATOR_APP("authenticator-app", "/set-up/authenticator-app"),
        PASSKEY("passkey", "/set-up/passkey"),
        PHONE("phone", "/set-up/phone/code"),
        MAILBOX("mailbox", "/set-up/mailbox/code");

        private final String kind;
        private final String path;

        Door(String kind, String path) {
            this.kind = kind;
            this.path = path;
        }

        String page() {
            return "/set-up/" + kind;
        }
    }

    static Stream<Arguments> codesAtDoors() {
        return Stream.of(Door.values())
                .flatMap(door -> Stream.of(Kind.values())
                        .flatMap(kind -> Stream.of(true, false).map(isOwn -> Arguments.of(door, kind, isOwn))));
    }

    @ParameterizedTest
    @MethodSource("codesAtDoors")
    void T27_noCodeOfBeforeRegistersAMethod(Door door, Kind kind, boolean isOwn) {
        var other = CodeHolder.halfway(web, people++);
        var victim = CodeHolder.toStepUp(web, people++);
        prove(victim);
        var code = (isOwn ? victim : other).code(kind, victim.asked());
        int before = victim.methods();
        choose(victim, door);

        assertThat(enter(victim, door, code).status()).isEqualTo(422);

        assertThat(victim.methods()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(Door.class)
    void whatProvesTheNewMethodRegistersIt(Door door) {
        var holder = CodeHolder.toStepUp(web, people++);
        prove(holder);
        int before = holder.methods();
        choose(holder, door);
        var page = holder.visit().get(door.page()).page();
        var o = web.organisation;
        var code = switch (door) {
            case AUTHENTICATOR_APP -> o.codeFor(ManualKey.on(page));
            case PASSKEY -> new SoftAuthenticator().create(PasskeysTest.raw(page), ORIGIN);
            case PHONE -> o.telephones.telephone.code();
            case MAILBOX -> o.codeSent(Notice.Kind.MAILBOX_CODE).orElseThrow();
        };

        var answer = door == Door.PASSKEY
                ? holder.visit().post(door.path, "ticket", PasskeysTest.ticket(page), "answer", code)
                : holder.visit().post(door.path, "code", code);

        assertThat(answer.location()).isEqualTo("/account/methods?done=added");
        assertThat(holder.methods()).isEqualTo(before + 1);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void T27_noCodeOfSomebodyElseProvesAContact(Kind kind) {
        var other = CodeHolder.halfway(web, people++);
        var newcomer = newcomer();
        var sent = web.contactCode(newcomer.browser());

        assertThat(verify(newcomer, other.code(kind, other.asked())).status()).isEqualTo(422);

        assertThat(verify(newcomer, sent).location()).isEqualTo("/set-up/next");
    }

    @Test
    void T27_noOtherCodeOfOnesOwnProvesAContact() {
        var newcomer = newcomer();
        var sent = web.contactCode(newcomer.browser());
        var handedOver = web.organisation
                .onboardingCodes
                .make(newcomer.id(), OnboardingCodes.AT_ONCE, new Actor.Operator())
                .reveal();

        assertThat(verify(newcomer, handedOver).status()).isEqualTo(422);
        assertThat(verify(newcomer, web.organisation.codeFor(newcomer.key())).status())
                .isEqualTo(422);
        assertThat(verify(newcomer, sent).location()).isEqualTo("/set-up/next");
    }

    /// Somebody who has proved a first app, and whose contact is asked for a code.
    private static Guest newcomer() {
        var guest = web.toBeSetUp("newcomer" + people++);
        guest.browser().open("/set-up");
        guest.browser().open("/set-up/method");
        var key = ManualKey.on(guest.browser().get("/set-up/authenticator-app").page());
        guest.browser().post("/set-up/authenticator-app", "code", web.organisation.codeFor(key));
        return new Guest(guest.account(), key, guest.browser());
    }

    private static Browser.Answer verify(Guest newcomer, String code) {
        newcomer.browser().get("/set-up/verify");
        return newcomer.browser().post("/set-up/verify", "code", code);
    }

    // Then a code of the app that was not used yet.
    private static void prove(CodeHolder holder) {
        holder.visit().open("/second-factor/authenticator-app", "code", holder.code(Kind.AUTHENTICATOR_APP, ""));
        web.nextCode();
    }

    private static void choose(CodeHolder holder, Door door) {
        var visit = holder.visit();
        visit.open("/account/methods/new");
        visit.open("/set-up/method", "method", door.kind);
        switch (door) {
            case PHONE ->
                visit.open("/set-up/phone", "country", "GR", "number", "6901" + (200_000 + people), "form", "text");
            case MAILBOX -> visit.open("/set-up/mailbox", "address", "new" + people + "@pine.example");
            case AUTHENTICATOR_APP, PASSKEY -> {}
        }
    }

    private static Browser.Answer enter(CodeHolder holder, Door door, String code) {
        var page = holder.visit().get(door.page()).page();
        return door == Door.PASSKEY
                ? holder.visit().post(door.path, "ticket", PasskeysTest.ticket(page), "answer", code)
                : holder.visit().post(door.path, "code", code);
    }
}
