package org.sallyport.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.account.Profile;
import org.sallyport.core.apppassword.AppPassword;
import org.sallyport.core.apppassword.Elsewhere;
import org.sallyport.core.apppassword.Scope;
import org.sallyport.core.apppassword.Ties;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.caller.Source;
import org.sallyport.core.policy.AppPasswordTerms;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.policy.MfaState;
import org.sallyport.core.policy.Subject;
import org.sallyport.core.policy.Tying;

/// What the pages say of app passwords that wait for their first use, and of those that it has tied.
class FirstUsePagesTest {
    private static final GroupName BOARD = new GroupName("board");
    private static final GroupName VAULT = new GroupName("vault");
    private static final String HOME = "203.0.113.7";
    private static final String ELSEWHERE = "198.51.100.9";

    private static RunningWeb web;

    @BeforeAll
    static void start() {
        web = RunningWeb.withLimits(Limits.standard()
                .with(new AppPasswordTerms(
                        Optional.of(Duration.ofMinutes(15)), Tying.BOTH, Set.of(BOARD), Set.of(VAULT))));
    }

    @AfterAll
    static void stop() {
        web.close();
    }

    private static String makes(Guest guest) {
        guest.browser().get("/app-passwords/new");
        return guest.browser()
                .post(
                        "/app-passwords/new",
                        "label",
                        "iPad",
                        "protocols",
                        "imap",
                        "mark",
                        guest.browser().mark())
                .page();
    }

    private static String lettersOn(String page) {
        var shown = page.substring(page.indexOf("id=\"app-password\""));
        return Pattern.compile("<span>([a-z]+)</span>")
                .matcher(shown.substring(0, shown.indexOf("</p>")))
                .results()
                .map(group -> group.group(1))
                .reduce("", String::concat);
    }

    private static AppPassword held(Guest guest) {
        return web.organisation.appPasswords.of(guest.id()).getLast();
    }

    private static void sends(Guest guest, String from, String letters) {
        web.organisation.verifyFrom(from, guest.name(), letters);
        web.organisation.notes.flush();
    }

    private static Guest in(GroupName group, Guest guest, String language) {
        var profile = new Profile(guest.account().profile().displayName(), Locale.of(language), Set.of(group));
        web.organisation.store.transact(books -> Accounts.in(books)
                .replace(Accounts.in(books).find(guest.id()).orElseThrow().withProfile(profile)));
        return guest;
    }

    @Test
    void theNewOneSaysWhenItDiesAndCountsDownToIt() {
        var guest = web.inside("counter", Account.Role.PERSON);
        var until = web.organisation.clock.instant().plus(Duration.ofMinutes(15));

        var page = makes(guest);

        assertThat(page)
                .contains("data-left=\"900\"")
                .contains("If no app has signed in with it by then, it never works.")
                .contains("href=\"/app-passwords/new\"")
                .contains(until.toString().substring(11, 16));
    }

    @Test
    void theAccountPageShowsWhatWaitsAndWhatDied() {
        var guest = web.inside("waiter", Account.Role.PERSON);
        makes(guest);
        assertThat(guest.browser().get("/account").page())
                .contains("It waits for its first use until")
                .doesNotContain("Not used in time");

        web.organisation.clock.forward(Duration.ofMinutes(15));

        assertThat(guest.browser().get("/account").page())
                .contains("Not used in time", "so it opens nothing any more", ">Delete<")
                .doesNotContain("It waits for its first use");
        var path = "/app-passwords/" + held(guest).id() + "/revoke";
        assertThat(guest.browser().get(path).page()).contains("Nothing used it in time");
        assertThat(guest.browser().post(path).location()).isEqualTo("/account?done=revoked");
    }

    @Test
    void theAccountPageShowsWhatTheFirstUseTiedItTo() {
        var guest = web.inside("tied", Account.Role.PERSON);
        var letters = lettersOn(makes(guest));
        sends(guest, HOME, letters);
        assertThat(guest.browser().get("/account").page()).contains("Tied to", "203.0.113.0/24");

        var unknown = lettersOn(makes(guest));
        sends(guest, "unknown", unknown);

        assertThat(guest.browser().get("/account").page()).contains("no network, because nobody said");
    }

    @Test
    void T04_whatWasRefusedElsewhereIsShownAndAllowedWithAFreshFactorOnly() {
        var guest = web.inside("roamer", Account.Role.PERSON);
        var letters = lettersOn(makes(guest));
        sends(guest, HOME, letters);
        sends(guest, ELSEWHERE, letters);
        var path = "/app-passwords/" + held(guest).id() + "/allow";
        assertThat(guest.browser().get("/account").page())
                .contains("Refused elsewhere", "refused from 198.51.100.0/24", "href=\"" + path + "\"");
        web.organisation.clock.forward(Duration.ofMinutes(6));

        assertThat(guest.browser().get(path).location()).isEqualTo("/second-factor?next=" + path);
        guest.browser().get("/account");
        assertThat(guest.browser()
                        .post(path, "family", "mail", "network", "198.51.100.0/24")
                        .location())
                .isEqualTo("/second-factor?next=" + path);
        assertThat(held(guest).ties().networks()).hasSize(1);

        web.nextCode();
        guest.browser().get("/second-factor/authenticator-app?next=" + path);
        assertThat(guest.browser()
                        .post(
                                "/second-factor/authenticator-app",
                                "code",
                                web.organisation.codeFor(guest.key()),
                                "next",
                                path)
                        .location())
                .isEqualTo(path);
        assertThat(guest.browser().get(path).page()).contains("From 198.51.100.0/24", "Allow this place");
        assertThat(guest.browser()
                        .post(path, "family", "mail", "network", "198.51.100.0/24")
                        .location())
                .isEqualTo("/account?done=allowed");
        assertThat(guest.browser().get("/account?done=allowed").page())
                .contains("now works there too", "198.51.100.0/24")
                .doesNotContain("Refused elsewhere");
    }

    @Test
    void T04_onlyWhatWasRefusedCanBeAllowed() {
        var guest = web.inside("widener", Account.Role.PERSON);
        var letters = lettersOn(makes(guest));
        sends(guest, HOME, letters);
        var path = "/app-passwords/" + held(guest).id() + "/allow";
        guest.browser().get("/account");
        assertThat(guest.browser()
                        .post(path, "family", "mail", "network", "198.51.100.0/24")
                        .status())
                .isEqualTo(404);
        sends(guest, ELSEWHERE, letters);

        guest.browser().get(path);
        for (var network : new String[] {"0.0.0.0/0", "198.51.0.0/16", "198.51.101.0/24", ""}) {
            assertThat(guest.browser()
                            .post(path, "family", "mail", "network", network)
                            .status())
                    .isEqualTo(404);
        }
        assertThat(guest.browser()
                        .post(path, "family", "web", "network", "198.51.100.0/24")
                        .status())
                .isEqualTo(404);
        assertThat(held(guest).ties().networks()).hasSize(1);
    }

    @Test
    void T29_nobodyAllowsAnythingForAnother() {
        var guest = web.inside("robbed", Account.Role.PERSON);
        var letters = lettersOn(makes(guest));
        sends(guest, HOME, letters);
        sends(guest, ELSEWHERE, letters);
        var path = "/app-passwords/" + held(guest).id() + "/allow";
        var other = web.inside("robber", Account.Role.PERSON);

        assertThat(other.browser().get(path).status()).isEqualTo(404);
        other.browser().get("/account");
        assertThat(other.browser()
                        .post(path, "family", "mail", "network", "198.51.100.0/24")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void anAppPasswordThatIsFullSaysSo() {
        var guest = web.inside("traveller", Account.Role.PERSON);
        var letters = lettersOn(makes(guest));
        for (int i = 0; i < Ties.MOST_NETWORKS; i++) {
            sends(guest, "10." + i + ".0.1", letters);
            if (i > 0) {
                var there = Source.ofLiteral("10." + i + ".0.1").neighbourhood();
                web.organisation.appPasswords.allow(
                        guest.account(),
                        held(guest).id(),
                        new Elsewhere(Protocol.Family.MAIL, there),
                        web.organisation.clock.instant());
            }
        }
        sends(guest, ELSEWHERE, letters);
        var path = "/app-passwords/" + held(guest).id() + "/allow";
        guest.browser().get(path);

        var answer = guest.browser().post(path, "family", "mail", "network", "198.51.100.0/24");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.page()).contains("works at 50 places already");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "el"})
    void T43_thePagesWarnOfBeingTalkedIntoIt(String language) {
        var guest = in(new GroupName("staff"), web.inside("warned-" + language, Account.Role.PERSON), language);
        boolean greek = language.equals("el");

        assertThat(guest.browser().get("/app-passwords/new").page())
                .contains(greek ? "Σας το ζήτησε κάποιος;" : "Did somebody ask you to do this?")
                .contains(greek ? "Τότε σταματήστε." : "Then stop. No help desk, bank, authority or document");
        assertThat(makes(guest))
                .contains(greek ? "Όποιος σας τον ζητήσει, στο τηλέφωνο" : "Whoever asks you for it, on the telephone");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "el"})
    void T43_aNewOneStandsAtTheTopForADayAsLongAsItMayOpenSomething(String language) {
        var guest = in(new GroupName("staff"), web.inside("new-" + language, Account.Role.PERSON), language);
        var title = language.equals("el") ? "Νέα της τελευταίας ημέρας" : "New within the last day";
        assertThat(guest.browser().get("/account").page()).doesNotContain(title);
        var made = web.organisation.issue(guest.account(), Scope.mail()).made();
        web.organisation.verifyFrom(HOME, guest.name(), lettersOn(makes(guest)));

        var page = guest.browser().get("/account").page();
        assertThat(page)
                .contains(title, "/app-passwords/" + made.id() + "/revoke", "href=\"/account/not-me\"")
                .contains(language.equals("el") ? "«iPad»: " : "“iPad” was made: ");

        // One was used and one was not: the other has died by then.
        web.organisation.clock.forward(Duration.ofMinutes(16));
        var later = guest.browser().get("/account").page();
        var banner = later.substring(later.indexOf(title), later.indexOf("</section>", later.indexOf(title)));
        assertThat(banner).contains("iPad").doesNotContain(made.id().toString());

        web.organisation.clock.forward(Duration.ofDays(1));
        guest.browser().signIn(guest.name());
        web.prove(guest);
        assertThat(guest.browser().get("/account").page()).doesNotContain(title);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "el"})
    void theFormSaysBesideNetworkAccessWhatCannotWorkThere(String language) {
        var guest = in(new GroupName("staff"), web.inside("network-" + language, Account.Role.PERSON), language);
        var page = guest.browser().get("/app-passwords/new").page();

        assertThat(page.substring(page.indexOf("value=\"radius\""), page.indexOf("value=\"http\"")))
                .contains(
                        language.equals("el")
                                ? "Δεν μπορεί να λειτουργήσει με CHAP, MS-CHAPv2 ή PEAP"
                                : "It cannot work with CHAP, MS-CHAPv2 or PEAP");
        assertThat(page).containsOnlyOnce(" CHAP,");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "el"})
    void T43_aLikelyTargetIsToldThatItWorksLater(String language) {
        var guest = in(BOARD, web.inside("target-" + language, Account.Role.PERSON), language);
        boolean greek = language.equals("el");

        assertThat(makes(guest))
                .contains("data-left=\"1500\"")
                .contains(greek ? "τότε θα λάβετε δεύτερο μήνυμα" : "you get a second mail then");
        assertThat(guest.browser().get("/account").page())
                .contains(greek ? "Δεν ανοίγει τίποτα πριν από" : "It opens nothing before");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "el"})
    void T43_whoeverIsInAGroupWithoutAnyIsToldSoAndReachesNoForm(String language) {
        var guest = web.inside("keeper-" + language, Account.Role.PERSON);
        makes(guest);
        in(VAULT, guest, language);
        boolean greek = language.equals("el");

        assertThat(guest.browser().get("/account").page())
                .contains(greek ? "επειδή έτσι αποφάσισε ο οργανισμός" : "For your account there are no app passwords")
                .contains(greek ? "Ανενεργός" : "Asleep")
                .doesNotContain("/app-passwords/new", "/rename");
        assertThat(guest.browser().get("/app-passwords/new").status()).isEqualTo(403);
        assertThat(guest.browser()
                        .post("/app-passwords/new", "label", "iPad", "protocols", "imap")
                        .status())
                .isEqualTo(403);
        var revoke = "/app-passwords/" + held(guest).id() + "/revoke";
        guest.browser().get(revoke);
        assertThat(guest.browser().post(revoke).location()).isEqualTo("/account?done=revoked");
    }

    @Test
    void theWizardEndsWithoutOneForAGroupWithoutAny() {
        var account = web.organisation.add("vaulted", Account.Role.PERSON, Optional.of("v@pine.example"));
        var profile = new Profile("vaulted", Locale.ENGLISH, Set.of(VAULT));
        web.organisation.store.transact(books -> Accounts.in(books)
                .replace(Accounts.in(books).find(account.id()).orElseThrow().withProfile(profile)));
        web.organisation.mfa.decide(new Subject.Person(account.id()), MfaState.Required.YES, new Actor.Operator());
        var browser = web.browser();
        browser.signIn("vaulted");
        assertThat(browser.get("/set-up").page()).doesNotContain("At the end you get an app password");
        browser.post("/set-up");
        browser.open("/set-up/method");
        var key = ManualKey.on(browser.get("/set-up/authenticator-app").page());
        browser.post("/set-up/authenticator-app", "code", web.organisation.codeFor(key));
        browser.open("/set-up/verify", "code", web.contactCode(browser));

        assertThat(browser.get("/set-up/next").page()).contains("For your account there are no app passwords");
        assertThat(browser.post("/set-up/next").location()).isEqualTo("/account");
        assertThat(browser.get("/set-up/next").location()).isEqualTo("/account");
        assertThat(web.organisation.appPasswords.of(account.id())).isEmpty();
    }

    @Test
    void anAppThatComesTooLateOrFromElsewhereIsToldToWhoeverWaits() {
        var guest = web.inside("watcher", Account.Role.PERSON);
        var made = web.organisation.issue(guest.account(), Scope.mail());
        var letters = made.secret().reveal();
        var waiting = "/app-passwords/" + made.made().id() + "/waiting?since=0";
        web.organisation.clock.forward(Duration.ofMinutes(15));
        sends(guest, HOME, letters);

        assertThat(guest.browser().get(waiting).page()).contains("sent the app password too late");
    }

    @Test
    void everyPageOfThisSpeaksGreek() {
        var guest = in(new GroupName("staff"), web.inside("greek-roamer", Account.Role.PERSON), "el");
        var letters = lettersOn(makes(guest));
        sends(guest, HOME, letters);
        sends(guest, ELSEWHERE, letters);

        assertThat(guest.browser().get("/account").page())
                .contains("Δεν έγιναν δεκτοί από αλλού", "Δεμένος με", "αλληλογραφία");
        assertThat(guest.browser()
                        .get("/app-passwords/" + held(guest).id() + "/allow")
                        .page())
                .contains("Να επιτρέπεται από εκεί", "<html lang=\"el\"")
                .doesNotContain("??");
    }
}
