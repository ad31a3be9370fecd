package org.sallyport.server.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Account.Role;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.rollout.RolloutWork;
import org.sallyport.core.roster.PeopleList;
import org.sallyport.server.web.RunningWeb;

/// A program rolls MFA out for Sales, where Anna's phone sends her account password and nothing sends that of Bill.
class RolloutApiTest {
    private static final String ROLLOUTS = "/api/v1/rollouts";
    private static final String SALES = """
            {"subject": "group", "group": "Sales", "days": 30, "quiet_days": 14, "why": "The board decided"}""";

    private final RunningWeb web = RunningWeb.start();
    private final Account owner = web.organisation.add("owner", Role.OWNER, Optional.empty());
    private final Account admin = web.organisation.add("admin", Role.ADMIN, Optional.empty());
    private final Account anna = web.organisation.add("anna", Role.PERSON, Optional.of("anna@pine.example"));
    private final Account bill = web.organisation.add("bill", Role.PERSON, Optional.of("bill@pine.example"));
    private final Caller caller = Caller.of(web, admin);
    private final RolloutWork work =
            new RolloutWork(web.organisation.store, web.organisation.mfa, web.organisation.clock);

    @BeforeEach
    void sales() {
        caller.with("If-Match", "*");
        for (var one : new Account[] {anna, bill}) {
            caller.ask(
                    "PATCH",
                    "/api/v1/people/" + one.id(),
                    "application/json",
                    "{\"groups\": [\"Sales\"], \"why\": \"As agreed\"}");
        }
        web.organisation.verifier.verify(web.organisation.attemptBy("Thunderbird 102", "anna", Organisation.PASSWORD));
        web.organisation.notes.flush();
        web.bean(PeopleList.class).follow();
    }

    @AfterEach
    void stop() {
        web.close();
    }

    private String started() {
        return caller.post(ROLLOUTS, SALES).header("Location");
    }

    private Caller.Answer change(String rollout, String what) {
        return caller.post(rollout + "/changes", "{" + what + ", \"why\": \"As agreed\"}");
    }

    @Test
    void aForecastSaysWhoWouldNoticeAndByWhichApp() {
        var forecast = caller.get(ROLLOUTS + "/forecast/group?name=Sales");

        assertThat(forecast.json().at("/left").asInt()).isEqualTo(2);
        assertThat(forecast.json().at("/sending").asInt()).isEqualTo(1);
        assertThat(forecast.at("/apps/0/client")).isEqualTo("Thunderbird 102");
        assertThat(caller.get(ROLLOUTS + "/forecast/everybody?quiet_days=61").at("/errors/0/pointer"))
                .isEqualTo("?quiet_days");
        assertThat(caller.get(ROLLOUTS + "/forecast/everybody").at("/apps/0/protocol"))
                .isEqualTo("imap");
        assertThat(caller.get(ROLLOUTS).json().at("/items")).isEmpty();
    }

    @Test
    void aGroupThatWasForgottenIsNotEverybody() {
        for (var wrong : new String[] {
            SALES.replace("\"group\": \"Sales\",", ""),
            SALES.replace("\"subject\": \"group\",", ""),
            SALES.replace("\"subject\": \"group\"", "\"subject\": \"everybody\"")
        }) {
            assertThat(caller.post(ROLLOUTS, wrong).at("/errors/0/pointer")).isEqualTo("#/subject");
        }
        assertThat(caller.get(ROLLOUTS).json().at("/items")).isEmpty();
    }

    @Test
    void aRolloutIsStartedOnceAndItsPeopleListed() {
        var rollout = started();

        assertThat(caller.post(ROLLOUTS, SALES).status()).isEqualTo(409);
        assertThat(caller.get(rollout).at("/state")).isEqualTo("running");
        assertThat(caller.get(rollout + "/progress").json().at("/sending").asInt())
                .isEqualTo(1);
        assertThat(caller.get(rollout + "/people").at("/items/0/user_name")).isEqualTo("anna");
        assertThat(caller.get(rollout + "/people?show=quiet").at("/items/0/user_name"))
                .isEqualTo("bill");
        assertThat(caller.get(rollout + "/people?show=all").at("/errors/0/pointer"))
                .isEqualTo("?show");
    }

    @Test
    void aRolloutIsPausedGoesOnAndIsCalledOff() {
        var rollout = started();
        assertThat(change(rollout, "\"change\": \"until\"").json().at("/errors"))
                .isNotEmpty();
        assertThat(change(rollout, "\"change\": \"pause\", \"days\": 3").status())
                .isEqualTo(422);

        var paused = change(rollout, "\"change\": \"pause\"");
        assertThat(paused.at("/state")).isEqualTo("paused");
        assertThat(change(rollout, "\"change\": \"pause\"").status()).isEqualTo(409);
        caller.with("If-Match", paused.header("ETag"));
        assertThat(change(rollout, "\"change\": \"until\", \"days\": 60").at("/state"))
                .isEqualTo("running");
        assertThat(change(rollout, "\"change\": \"call-off\"").status()).isEqualTo(412);
        caller.with("If-Match", "*");
        assertThat(change(rollout, "\"change\": \"call-off\"").at("/state")).isEqualTo("called-off");
    }

    @Test
    void whoeverWasSwitchedOverGetsMoreTime() {
        var rollout = started();
        var more = rollout + "/people/" + bill.id() + "/more-time";
        var wanted = "{\"days\": 14, \"why\": \"On leave\"}";
        assertThat(caller.post(more, wanted).status()).isEqualTo(409);
        web.organisation.clock.forward(Duration.ofDays(15));
        work.follow();

        assertThat(caller.post(more, wanted).status()).isEqualTo(204);

        var switched = caller.get(rollout + "/people?show=switched").json().at("/items");
        assertThat(switched.valueStream()
                        .filter(one -> one.at("/user_name").asString().equals("bill")))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.at("/switched").asString()).isEqualTo("taken-back");
                    assertThat(one.has("more_time_until")).isTrue();
                });
    }

    @Test
    void anAdminsProgramGivesNoOwnerMoreTime() {
        var rollout = started();

        assertThat(caller.post(
                                rollout + "/people/" + owner.id() + "/more-time",
                                "{\"days\": 14, \"why\": \"On leave\"}")
                        .status())
                .isEqualTo(403);
    }
}
