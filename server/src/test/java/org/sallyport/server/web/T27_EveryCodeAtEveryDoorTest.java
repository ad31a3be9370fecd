package org.sallyport.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.sallyport.core.fixture.Mailbag;
import org.sallyport.server.web.CodeHolder.Kind;

/// Every kind of code at every door that takes one: of somebody else, and of another kind of one's own. Each is tried
/// by people of its own, so that no answer is "too often".
class T27_EveryCodeAtEveryDoorTest {
    private static final String NEW = "pines grow slowly there";

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

    private enum Where {
        SECOND_FACTOR,
        /// Of somebody inside, who wants to do what asks for a fresh proof.
        STEP_UP,
        SIGN_IN,
        FORGOTTEN
    }

    enum Door {
        AUTHENTICATOR_APP(Kind.AUTHENTICATOR_APP, "/second-factor/authenticator-app", Where.SECOND_FACTOR),
        PASSKEY(Kind.PASSKEY, "/second-factor/passkey", Where.SECOND_FACTOR),
        RECOVERY_CODE(Kind.RECOVERY_CODE, "/second-factor/recovery-code", Where.SECOND_FACTOR),
        ONBOARDING_CODE(Kind.ONBOARDING_CODE, "/second-factor/onboarding-code", Where.SECOND_FACTOR),
        PHONE(Kind.PHONE, "/second-factor/phone", Where.SECOND_FACTOR),
        MAILBOX(Kind.MAILBOX, "/second-factor/mailbox", Where.SECOND_FACTOR),
        STEP_UP_AUTHENTICATOR_APP(Kind.AUTHENTICATOR_APP, "/second-factor/authenticator-app", Where.STEP_UP),
        STEP_UP_PASSKEY(Kind.PASSKEY, "/second-factor/passkey", Where.STEP_UP),
        STEP_UP_RECOVERY_CODE(Kind.RECOVERY_CODE, "/second-factor/recovery-code", Where.STEP_UP),
        STEP_UP_PHONE(Kind.PHONE, "/second-factor/phone", Where.STEP_UP),
        STEP_UP_MAILBOX(Kind.MAILBOX, "/second-factor/mailbox", Where.STEP_UP),
        SIGN_IN_PASSKEY(Kind.PASSKEY, "/sign-in/passkey", Where.SIGN_IN),
        /// In place of the mailed code, beside a right code of the app.
        FORGOTTEN_MAILED(Kind.MAILED, "/forgot-password", Where.FORGOTTEN),
        /// In place of the app's code, beside the right mailed one.
        FORGOTTEN_PROOF(Kind.AUTHENTICATOR_APP, "/forgot-password", Where.FORGOTTEN),
        FORGOTTEN_HANDED_OVER(Kind.ONBOARDING_CODE, "/forgot-password", Where.FORGOTTEN);

        private final Kind takes;
        private final String path;
        private final Where where;

        Door(Kind takes, String path, Where where) {
            this.takes = takes;
            this.path = path;
            this.where = where;
        }
    }

    static Stream<Arguments> wrongOnes() {
        return Stream.of(Door.values())
                .flatMap(door -> Stream.of(Kind.values())
                        .flatMap(kind -> Stream.of(
                                        Arguments.of(door, kind, Whose.SOMEBODY_ELSES),
                                        Arguments.of(door, kind, Whose.ONES_OWN))
                                .filter(cell -> door.takes != kind || cell.get()[2] == Whose.SOMEBODY_ELSES)));
    }

    enum Whose {
        SOMEBODY_ELSES,
        ONES_OWN
    }

    @ParameterizedTest
    @MethodSource("wrongOnes")
    void T27_noCodeOfSomebodyElseOrOfAnotherKindOpensADoor(Door door, Kind kind, Whose whose) {
        var other = holder(Where.SECOND_FACTOR);
        var victim = holder(door.where);
        if (door == Door.SIGN_IN_PASSKEY) {
            // Without this it would sign in, and whose it is.
            other.passkey().sayingHandle(victim.passkey().userHandle());
        }
        var page = asking(victim, door);
        var code = (whose == Whose.ONES_OWN ? victim : other).code(kind, page);

        assertThat(enter(victim, door, page, code).status()).isEqualTo(422);

        assertThat(victim.stranger().get("/account").location()).startsWith("/sign-in");
        assertThat(
                        door.where == Where.STEP_UP
                                ? victim.visit().get("/account/methods/new").location()
                                : victim.visit().get("/account").location())
                .startsWith("/second-factor");
        assertThat(web.browser().signIn(victim.name()).location())
                .as("the password is as it was")
                .isEqualTo("/second-factor");
        assertThat(web.organisation.recoveryCodes.left(victim.id())).isEqualTo(10);
    }

    @ParameterizedTest
    @EnumSource(Door.class)
    void everyDoorOpensToItsOwn(Door door) {
        var holder = holder(door.where);

        var page = asking(holder, door);
        var answer = enter(holder, door, page, holder.code(door.takes, page));

        if (door.where == Where.FORGOTTEN) {
            assertThat(answer.page()).contains("Your new password is set");
        } else {
            assertThat(answer.location())
                    .isEqualTo(
                            switch (door) {
                                case ONBOARDING_CODE -> "/set-up/method";
                                case RECOVERY_CODE -> "/account/methods?done=recovered";
                                default -> "/account";
                            });
        }
        if (door.where == Where.STEP_UP) {
            assertThat(holder.visit().get("/account/methods/new").status()).isEqualTo(200);
        }
    }

    private static CodeHolder holder(Where where) {
        int number = people++;
        return where == Where.STEP_UP ? CodeHolder.toStepUp(web, number) : CodeHolder.halfway(web, number);
    }

    /// The page that asks for a passkey.
    private static String asking(CodeHolder holder, Door door) {
        return door.where == Where.SIGN_IN ? holder.stranger().get("/sign-in").page() : holder.asked();
    }

    private static Browser.Answer enter(CodeHolder holder, Door door, String page, String code) {
        return switch (door.where) {
            case SECOND_FACTOR, STEP_UP ->
                door.takes == Kind.PASSKEY
                        ? answered(holder.visit(), door.path, page, code)
                        : typed(holder.visit(), door.path, code);
            case SIGN_IN -> answered(holder.stranger(), door.path, page, code);
            case FORGOTTEN -> forgotten(holder, door, code);
        };
    }

    private static Browser.Answer typed(Browser browser, String path, String code) {
        browser.get(path);
        return browser.post(path, "code", code);
    }

    private static Browser.Answer answered(Browser browser, String path, String page, String answer) {
        return browser.post(path, "ticket", PasskeysTest.ticket(page), "answer", answer);
    }

    private static Browser.Answer forgotten(CodeHolder holder, Door door, String code) {
        var app = holder.code(Kind.AUTHENTICATOR_APP, "");
        var mailed = holder.code(Kind.MAILED, "");
        var fields = new ArrayList<>(List.of("name", holder.name(), "password", NEW, "again", NEW));
        switch (door) {
            case FORGOTTEN_MAILED ->
                fields.addAll(List.of("ticket", holder.code(Kind.TICKET, ""), "mailed", code, "code", app));
            case FORGOTTEN_PROOF ->
                fields.addAll(List.of("ticket", holder.code(Kind.TICKET, ""), "mailed", mailed, "code", code));
            default -> fields.addAll(List.of("code", code));
        }
        holder.stranger().get(door.path);
        return holder.stranger().post(door.path, fields.toArray(String[]::new));
    }
}
