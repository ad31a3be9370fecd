package org.sallyport.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.EmailAddress;
import org.sallyport.core.apppassword.AppPassword;
import org.sallyport.core.apppassword.AppPasswordBook;
import org.sallyport.core.apppassword.AppPasswords;
import org.sallyport.core.apppassword.FirstUse;
import org.sallyport.core.apppassword.Lifetime;
import org.sallyport.core.apppassword.Scope;
import org.sallyport.core.apppassword.Ties;
import org.sallyport.core.apppassword.Uses;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.caller.Network;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.history.ActivityHistory;
import org.sallyport.core.method.Mailbox;
import org.sallyport.core.method.MethodId;
import org.sallyport.core.method.Methods;
import org.sallyport.core.method.Phone;
import org.sallyport.core.method.PhoneNumber;
import org.sallyport.core.recovery.Sheet;
import org.sallyport.core.secret.Secret;
import tools.jackson.databind.json.JsonMapper;

class ActivityPagesTest {
    private static RunningWeb web;

    @BeforeAll
    static void start() {
        web = RunningWeb.start();
    }

    @AfterAll
    static void stop() {
        web.close();
    }

    @Test
    void whatWasDoneIsSaidInPlainWords() {
        var anna = web.inside("anna", Account.Role.PERSON);
        web.organisation.issue(anna.account(), Scope.mail());

        assertThat(anna.browser().get("/account/activity").page())
                .contains("The app password “Kitchen iPad” was made.")
                .contains("Signing in: the second step was right.")
                .contains("The account was added.", "The operator of the server");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            code-sent     | form | text          | A code by text message to •••• 67 was asked for.
            code-sent     | form | call          | A call with a code to •••• 67 was asked for.
            code-sent     | method | mailbox     | A code by mail to •••• 67 was asked for.
            code-not-sent | reason | country     | A code did not go out: numbers of this country get none.
            code-not-sent | reason | refused     | A code did not go out: the number cannot be reached in this way.
            code-not-sent | reason | unavailable | A code did not go out: the service that carries it could not be reached.
            code-not-sent | reason | day         | A code did not go out: there were too many before it.
            second-factor-rejected | outcome | already-used | Signing in: a code was typed that had been used already.
            second-factor-rejected | outcome | wrong        | Signing in: the second step was not right.
            """)
    void whatBecameOfACodeIsSaidInPlainWords(String kind, String detail, String value, String words) {
        var dina = web.inside("dina-" + kind + value, Account.Role.PERSON);
        var details = Map.of(detail, value, "to", "•••• 67");
        var event = AuditEvent.of(
                AuditKind.find(kind).orElseThrow(),
                dina.id(),
                new Actor.Person(dina.id()),
                web.organisation.clock.instant(),
                details);
        web.organisation.store.transact(books -> {
            AuditLog.in(books).append(event);
            return true;
        });

        assertThat(dina.browser().get("/account/activity").page()).contains(words);
        web.speak(dina.account(), "el");
        assertThat(dina.browser().get("/account/activity").page())
                .contains("<html lang=\"el\"")
                .doesNotContain("??")
                .doesNotContain(words);
    }

    @Test
    void everyKindThatIsShownHasItsWords() {
        var words = ResourceBundle.getBundle("messages");

        assertThat(ActivityHistory.shown())
                .allSatisfy(kind -> assertThat(words.containsKey("activity.what." + kind.code()))
                        .as(kind.code())
                        .isTrue());
    }

    @Test
    void onesOwnDataIsAFileWithoutSecrets() {
        var bella = web.inside("bella", Account.Role.PERSON);
        var issued = web.organisation.issue(bella.account(), Scope.mail());
        var sheet = (Sheet.Made)
                web.organisation.recoveryCodes.make(bella.id(), web.organisation.clock.instant(), _ -> true);

        var answer = bella.browser().get("/account/data");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(answer.header("Content-Disposition")).isEqualTo("attachment; filename=\"my-account.json\"");
        var data = JsonMapper.shared().readTree(answer.page());
        assertThat(data.at("/profile/name").asString()).isEqualTo("bella");
        assertThat(data.at("/contacts/0/address").asString()).isEqualTo("bella.home@pine.example");
        assertThat(data.at("/methods/0/kind").asString()).isEqualTo("authenticator-app");
        assertThat(data.at("/recovery-codes")).hasSize(10);
        assertThat(data.at("/app-passwords/0/label").asString()).isEqualTo("Kitchen iPad");
        assertThat(data.at("/browsers/0/source").asString()).isEqualTo("127.0.0.1");
        assertThat(data.at("/activity")).isNotEmpty();
        assertThat(answer.page())
                .doesNotContain(issued.secret().reveal())
                .doesNotContain(AppPasswords.grouped(issued.secret()))
                .doesNotContain(issued.made().digest().text())
                .doesNotContain(sheet.codes().stream().map(Secret::reveal).toList())
                .doesNotContain(bella.browser().cookie("sallyport-session").orElseThrow());
    }

    @Test
    void onesOwnDataSaysWhatAnAppPasswordIsTiedToAndWhereCodesGo() {
        var daphne = web.inside("daphne", Account.Role.PERSON);
        var now = web.organisation.clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var issued = web.organisation.issue(daphne.account(), Scope.mail()).made();
        var revoked = web.organisation.issue(daphne.account(), Scope.mail()).made();
        var ties = new Ties(
                Set.of(Protocol.Family.MAIL),
                Set.of(Network.NOWHERE, Network.parse("192.0.2.0/24").orElseThrow()));
        var lifetime = new Lifetime(
                now,
                Optional.empty(),
                Optional.empty(),
                Optional.of(now.plusSeconds(600)),
                Optional.of(now.plusSeconds(900)));
        web.organisation.store.transact(books -> {
            var number = new PhoneNumber("+306912345678");
            var home = new EmailAddress("daphne@fir.example");
            Methods.in(books).add(new Phone(MethodId.fresh(), daphne.id(), "Old phone", number, now));
            Methods.in(books).add(new Mailbox(MethodId.fresh(), daphne.id(), "", home, now));
            var held = AppPasswordBook.in(books);
            held.revoke(daphne.id(), revoked.id(), now);
            var used = Uses.of(new FirstUse.Happened(now, ties));
            return held.change(daphne.id(), issued.id(), one -> with(one, lifetime, used));
        });

        var answer = daphne.browser().get("/account/data").page();

        var data = JsonMapper.shared().readTree(answer);
        var kept = data.at("/app-passwords/0");
        assertThat(kept.at("/not-before").asString())
                .isEqualTo(now.plusSeconds(600).toString());
        assertThat(kept.at("/unused-until").asString())
                .isEqualTo(now.plusSeconds(900).toString());
        assertThat(kept.at("/first-use").asString()).isEqualTo(now.toString());
        assertThat(kept.at("/tied-to").toString())
                .isEqualTo("{\"families\":[\"mail\"],\"networks\":[\"192.0.2.0/24\",\"unknown\"]}");
        assertThat(data.at("/app-passwords/1/revoked").asString()).isEqualTo(now.toString());
        assertThat(data.at("/methods").findValuesAsString("place"))
                .contains("•••• 78", new EmailAddress("daphne@fir.example").masked());
        assertThat(data.at("/activity-days").asInt()).isEqualTo(30);
        assertThat(answer).doesNotContain("6912345678", "daphne@fir.example");
        assertThat(daphne.browser().get("/account/activity").page()).contains("what the log says of its last 30 days");
    }

    private static AppPassword with(AppPassword one, Lifetime lifetime, Uses uses) {
        return new AppPassword(one.id(), one.account(), one.label(), one.digest(), one.scope(), lifetime, uses);
    }

    @Test
    void T07_aStolenCookieGetsNoFileWithoutAFreshFactor() {
        var carla = web.inside("carla", Account.Role.PERSON);
        carla.browser().get("/account");
        var thief = carla.browser().thief();
        web.organisation.clock.forward(Duration.ofMinutes(5));

        assertThat(thief.get("/account/data").location()).isEqualTo("/second-factor?next=/account/data");
    }
}
