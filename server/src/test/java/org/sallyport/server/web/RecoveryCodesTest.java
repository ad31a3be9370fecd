package org.sallyport.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.Profile;
import org.sallyport.core.fixture.Organisation;

/// Recovery codes, from the page that shows them to the sign-in that uses one.
class RecoveryCodesTest {
    private static final String PATH = "/account/methods/recovery-codes";
    private static final Pattern CODE = Pattern.compile(">([A-Z2-7]{5}-[A-Z2-7]{5})<");

    private static RunningWeb web;

    @BeforeAll
    static void start() {
        web = RunningWeb.start();
    }

    @AfterAll
    static void stop() {
        web.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "el"})
    void tenCodesAreShownOnceAndOneOfThemSignsIn(String language) {
        var guest = web.inside("owner-" + language, Account.Role.PERSON);
        web.organisation.store.transact(books -> Accounts.in(books)
                .replace(guest.account().withProfile(new Profile("Eleni", Locale.of(language), Set.of()))));
        assertThat(guest.browser().get("/account").page()).contains("href=\"" + PATH + "\"");
        assertThat(guest.browser().get(PATH).page()).doesNotContain("??").doesNotContainPattern(CODE);
        var mark = guest.browser().mark();

        var shown = guest.browser().post(PATH, "mark", mark);
        var again = guest.browser().post(PATH, "mark", mark);

        assertThat(shown.header("Cache-Control")).isEqualTo("no-store");
        assertThat(shown.page())
                .contains("data-afterwards=\"" + PATH + "/shown\"")
                .doesNotContain("??");
        var codes = codesOn(shown);
        assertThat(codes).hasSize(10);
        assertThat(again.status()).isEqualTo(410);
        assertThat(codesOn(again)).isEmpty();
        assertThat(guest.browser().get(PATH + "/shown").status()).isEqualTo(410);
        assertThat(guest.browser().get("/account").page()).doesNotContain("href=\"" + PATH + "\"");

        var later = signedInHalfway(guest);
        assertThat(later.get("/second-factor/authenticator-app").page())
                .contains("href=\"/second-factor/recovery-code\"");
        assertThat(later.get("/second-factor/recovery-code").page())
                .contains("href=\"/second-factor/authenticator-app\"")
                .doesNotContain("??");
        assertThat(later.post("/second-factor/recovery-code").status()).isEqualTo(422);
        assertThat(later.post("/second-factor/recovery-code", "code", "AAAAA-AAAAA")
                        .status())
                .isEqualTo(422);
        assertThat(later.get("/account").location()).isEqualTo("/second-factor");
        var used = later.post("/second-factor/recovery-code", "code", codes.getFirst());
        assertThat(used.location()).isEqualTo("/account/methods?done=recovered");
        assertThat(later.get(used.location()).page())
                .contains("href=\"/account/methods/new\"", language.equals("el") ? "9 κωδικοί" : "9 recovery codes")
                .doesNotContain("??");

        var third = signedInHalfway(guest);
        third.get("/second-factor/recovery-code");
        assertThat(third.post("/second-factor/recovery-code", "code", codes.getFirst())
                        .status())
                .isEqualTo(422);
    }

    @Test
    void T07_aStolenCookieMakesNone() {
        var guest = web.inside("stolen", Account.Role.PERSON);
        guest.browser().get(PATH);
        var mark = guest.browser().mark();
        web.organisation.clock.set(web.organisation.clock.instant().plus(Duration.ofMinutes(5)));
        var thief = guest.browser().thief();
        thief.get("/account");

        assertThat(thief.get(PATH).location()).isEqualTo("/second-factor?next=" + PATH);
        assertThat(thief.post(PATH, "mark", mark).location()).isEqualTo("/second-factor?next=" + PATH);
        assertThat(web.organisation.recoveryCodes.left(guest.id())).isZero();
    }

    @Test
    void T27_theCodesOfAnotherAccountSignNobodyIn() {
        var anna = web.inside("anna", Account.Role.PERSON);
        var nora = web.inside("nora", Account.Role.PERSON);
        anna.browser().get(PATH);
        var hers = codesOn(anna.browser().post(PATH, "mark", anna.browser().mark()));
        nora.browser().get(PATH);
        nora.browser().post(PATH, "mark", nora.browser().mark());
        var halfway = signedInHalfway(nora);
        halfway.get("/second-factor/recovery-code");

        assertThat(halfway.post("/second-factor/recovery-code", "code", hers.getFirst())
                        .status())
                .isEqualTo(422);
        assertThat(halfway.get("/account").location()).isEqualTo("/second-factor");
        assertThat(web.organisation.recoveryCodes.left(anna.id())).isEqualTo(10);
    }

    @Test
    void whoeverHasNoneIsNotOfferedTheWay() {
        var guest = web.halfway("none", Account.Role.PERSON);

        assertThat(guest.browser().get("/second-factor/authenticator-app").page())
                .doesNotContain("/second-factor/recovery-code");
    }

    private static Browser signedInHalfway(Guest guest) {
        var browser = web.browser();
        browser.get("/sign-in");
        browser.post("/sign-in", "name", guest.name(), "password", Organisation.PASSWORD);
        return browser;
    }

    private static List<String> codesOn(Browser.Answer answer) {
        return CODE.matcher(answer.page())
                .results()
                .map(found -> found.group(1))
                .toList();
    }
}
