package org.sallyport.core.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.caller.Source;
import org.sallyport.core.enrollment.OnboardingCodes;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.Mailbag;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.method.CodeCheck;
import org.sallyport.core.method.TypedCode;
import org.sallyport.core.notice.Notice;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.store.memory.MemoryStore;
import org.sallyport.core.verify.TypedName;

/// Somebody who reads the contact's mail, and guesses at the code of the app.
class ForgottenPasswordSwitchedOffTest {
    private static final String ELENI = "eleni@olive.example";
    private static final Source HERE = Source.ofLiteral("192.0.2.1");

    private final Organisation olive =
            new Organisation(new MemoryStore(Fixtures.keyset()), Fixtures.keyset(), Limits.standard());
    private final Account eleni = olive.add(ELENI, Account.Role.PERSON, Optional.of("home@pine.example"));
    private final byte[] key = registered();

    private byte[] registered() {
        olive.requireMfa(eleni);
        return olive.registerApp(eleni);
    }

    @Test
    void N15_afterAHundredWrongCodesOfTheAppTheRightOneIsNotLookedAtEither() {
        wrongCodes(100);

        assertThat(recover(olive.codeFor(key))).isEqualTo(new Recovery.Refused());
        assertThat(lastReason()).isEqualTo("switched-off");
    }

    @Test
    void afterNinetyNineTheRightOneOpensAndTheCountBeginsAnew() {
        wrongCodes(99);
        assertThat(recover(olive.codeFor(key))).isEqualTo(new Recovery.Recovered());
        aDayLater();
        wrongCodes(99);

        assertThat(recover(olive.codeFor(key))).isEqualTo(new Recovery.Recovered());
    }

    @Test
    void noStrangerSwitchesItOffByGuessingAtTheMailedCode() {
        for (int i = 0; i < 120; i++) {
            assertThat(recover(ticket(), "abcdef", olive.codeFor(key))).isEqualTo(new Recovery.Refused());
            aDayLater();
        }

        assertThat(recover(olive.codeFor(key))).isEqualTo(new Recovery.Recovered());
    }

    @Test
    void whoeverSignsInSwitchesItOnAgain() {
        wrongCodes(100);
        assertThat(olive.signIn.secondFactor(eleni.id(), new TypedCode(olive.codeFor(key)), HERE))
                .as("whoever signs in has all of their own tries")
                .isInstanceOf(CodeCheck.Accepted.class);
        aDayLater();

        assertThat(recover(olive.codeFor(key))).isEqualTo(new Recovery.Recovered());
    }

    @Test
    void aCodeOfAnAdminOpensAndSwitchesItOnAgain() {
        wrongCodes(100);
        var code = olive.onboardingCodes
                .make(eleni.id(), OnboardingCodes.AT_ONCE, new Actor.Operator())
                .reveal();

        assertThat(recover(new WhoTheyAre.HandedOver(new TypedCode(code)))).isEqualTo(new Recovery.Recovered());
        aDayLater();
        assertThat(recover(olive.codeFor(key))).isEqualTo(new Recovery.Recovered());
    }

    @Test
    void N24_itsOwnerHearsOfTheGuessesAtEveryAddressEveryDay() {
        olive.telephones.registerMailbox(eleni, "codes@pine.example");
        for (int day = 0; day < 2; day++) {
            recover("abcdef");

            assertThat(Mailbag.notices(olive.store, olive.clock.instant(), Notice.Kind.FORGOTTEN_PASSWORD_TRIED))
                    .extracting(notice -> notice.to().value())
                    .containsExactlyInAnyOrder("home@pine.example", "codes@pine.example");
            aDayLater();
        }
    }

    private void wrongCodes(int count) {
        for (int i = 0; i < count; i++) {
            assertThat(recover("abcdef")).isEqualTo(new Recovery.Refused());
            aDayLater();
        }
    }

    private void aDayLater() {
        var _ = Mailbag.emptied(olive.store, olive.clock.instant());
        olive.clock.forward(Duration.ofDays(1));
    }

    private String ticket() {
        return olive.forgotten.mailCode(new TypedName(ELENI), HERE).reveal();
    }

    /// With the code that was mailed.
    private Recovery recover(String app) {
        var ticket = ticket();
        return recover(
                ticket, olive.codeSent(Notice.Kind.FORGOTTEN_PASSWORD_CODE).orElseThrow(), app);
    }

    private Recovery recover(String ticket, String mailed, String app) {
        return recover(new WhoTheyAre.TwoCodes(ticket, new TypedCode(mailed), new TypedCode(app)));
    }

    private Recovery recover(WhoTheyAre proof) {
        try (var password = Secret.of("pines grow slowly there")) {
            return olive.forgotten.recover(new TypedName(ELENI), proof, password, HERE);
        }
    }

    private String lastReason() {
        List<AuditLog.Entry> about =
                olive.store.transact(books -> AuditLog.in(books).about(eleni.id(), 1000));
        return about.stream()
                .map(AuditLog.Entry::event)
                .filter(event -> event.kind() == AuditKind.FORGOTTEN_PASSWORD_REJECTED)
                .findFirst()
                .map(AuditEvent::details)
                .map(details -> details.getOrDefault("reason", ""))
                .orElseThrow();
    }
}
