package org.sallyport.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.sallyport.core.account.Account;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.fixture.Mailbag;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.method.MethodId;
import org.sallyport.core.notice.Notice;
import org.sallyport.core.recovery.Sheet;

/// Every kind of code at every door that takes one: of somebody else, and of another kind of one's own. Each is tried
/// by people of its own, so that no answer is "too often".
class T27_EveryCodeAtEveryDoorTest {
    private static final String NEW = "pines grow slowly there";
    private static final Pattern TICKET = Pattern.compile("name=\"ticket\" value=\"([^\"]+)\"");

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

    enum Kind {
        AUTHENTICATOR_APP,
        RECOVERY_CODE,
        ONBOARDING_CODE,
        PHONE,
        MAILBOX,
        /// The half of a forgotten password that is mailed.
        MAILED
    }

    enum Door {
        AUTHENTICATOR_APP(Kind.AUTHENTICATOR_APP, "/second-factor/authenticator-app"),
        RECOVERY_CODE(Kind.RECOVERY_CODE, "/second-factor/recovery-code"),
        ONBOARDING_CODE(Kind.ONBOARDING_CODE, "/second-factor/onboarding-code"),
        PHONE(Kind.PHONE, "/second-factor/phone"),
        MAILBOX(Kind.MAILBOX, "/second-factor/mailbox"),
        /// In place of the mailed code, beside a right code of the app.
        FORGOTTEN_MAILED(Kind.MAILED, "/forgot-password"),
        /// In place of the app's code, beside the right mailed one.
        FORGOTTEN_PROOF(Kind.AUTHENTICATOR_APP, "/forgot-password"),
        FORGOTTEN_HANDED_OVER(Kind.ONBOARDING_CODE, "/forgot-password");

        private final Kind takes;
        private final String path;

        Door(Kind takes, String path) {
            this.takes = takes;
            this.path = path;
        }

        boolean isForgotten() {
            return path.equals("/forgot-password");
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
        var other = holdingEverything();
        var victim = holdingEverything();
        var code = (whose == Whose.ONES_OWN ? victim : other).code(kind);

        assertThat(enter(victim, door, code).status()).isEqualTo(422);

        assertThat(victim.guest().browser().get("/account").location()).isEqualTo("/second-factor");
        assertThat(web.browser().signIn(victim.guest().name()).location())
                .as("the password is as it was")
                .isEqualTo("/second-factor");
        assertThat(web.organisation.recoveryCodes.left(victim.guest().id())).isEqualTo(10);
    }

    @ParameterizedTest
    @EnumSource(Door.class)
    void everyDoorOpensToItsOwn(Door door) {
        var holder = holdingEverything();

        var answer = enter(holder, door, holder.code(door.takes));

        if (door.isForgotten()) {
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
    }

    private static Browser.Answer enter(Holder holder, Door door, String code) {
        if (!door.isForgotten()) {
            holder.guest().browser().get(door.path);
            return holder.guest().browser().post(door.path, "code", code);
        }
        var fields = new ArrayList<>(List.of("name", holder.guest().name(), "password", NEW, "again", NEW));
        switch (door) {
            case FORGOTTEN_MAILED ->
                fields.addAll(List.of(
                        "ticket", holder.ticket(), "mailed", code, "code", holder.code(Kind.AUTHENTICATOR_APP)));
            case FORGOTTEN_PROOF ->
                fields.addAll(List.of("ticket", holder.ticket(), "mailed", holder.code(Kind.MAILED), "code", code));
            default -> fields.addAll(List.of("code", code));
        }
        var stranger = holder.stranger();
        stranger.get(door.path);
        return stranger.post(door.path, fields.toArray(String[]::new));
    }

    /// @param stranger the browser that asked for a new password
    private record Holder(Guest guest, Browser stranger, String ticket, Map<Kind, String> codes) {
        String code(Kind kind) {
            return Objects.requireNonNull(codes.get(kind));
        }
    }

    private static Holder holdingEverything() {
        var o = web.organisation;
        int number = people++;
        var guest = web.halfway("holder" + number, Account.Role.PERSON);
        var phone = o.telephones.register(guest.account(), "+3069100" + (10_000 + number));
        var mailbox = o.telephones.registerMailbox(guest.account(), "codes" + number + "@pine.example");
        web.nextCode();
        var codes = new EnumMap<Kind, String>(Kind.class);
        codes.put(Kind.PHONE, sent(guest, "phone", phone, o));
        codes.put(Kind.MAILBOX, sent(guest, "mailbox", mailbox, o));
        var stranger = web.browser();
        stranger.get("/forgot-password");
        var ticket = TICKET.matcher(
                stranger.post("/forgot-password/code", "name", guest.name()).page());
        assertThat(ticket.find()).isTrue();
        codes.put(Kind.MAILED, o.codeSent(Notice.Kind.FORGOTTEN_PASSWORD_CODE).orElseThrow());
        var sheet = (Sheet.Made) o.recoveryCodes.make(guest.id(), o.clock.instant(), _ -> true);
        codes.put(Kind.RECOVERY_CODE, sheet.codes().getFirst().reveal());
        codes.put(
                Kind.ONBOARDING_CODE,
                o.onboardingCodes
                        .make(guest.id(), Duration.ofHours(1), new Actor.Operator())
                        .reveal());
        codes.put(Kind.AUTHENTICATOR_APP, o.codeFor(guest.key()));
        return new Holder(guest, stranger, ticket.group(1), codes);
    }

    private static String sent(Guest guest, String kind, MethodId to, Organisation o) {
        var path = "/second-factor/" + kind;
        guest.browser().get(path);
        assertThat(guest.browser()
                        .post(path + "/code", "to", to.toString(), "form", "text")
                        .status())
                .isEqualTo(303);
        return kind.equals("phone")
                ? o.telephones.telephone.code()
                : o.codeSent(Notice.Kind.MAILBOX_CODE).orElseThrow();
    }
}
