package org.sallyport.server.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Account.Role;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.Permission;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.server.web.RunningWeb;

class ApiTest {
    private static final String NIKOS = """
            {"user_name": "nikos", "display_name": "Nikos", "groups": ["Sales"]}""";

    private final RunningWeb web = RunningWeb.start();
    private final Account owner = web.organisation.add("owner", Role.OWNER, Optional.empty());
    private final Account maria = web.organisation.add("maria", Role.ADMIN, Optional.empty());
    private final Account eleni = web.organisation.add("eleni", Role.PERSON, Optional.of("eleni@pine.example"));
    private final Caller caller = Caller.of(web, maria);

    @AfterEach
    void stop() {
        web.close();
    }

    private Account read(Account account) {
        return web.organisation
                .store
                .transact(books -> Accounts.in(books).find(account.id()))
                .orElseThrow();
    }

    private Actor lastActor(AuditKind kind) {
        return web.organisation.store.transact(books -> AuditLog.in(books).since(0, 1000)).stream()
                .map(AuditLog.Entry::event)
                .filter(event -> event.kind() == kind)
                .reduce((_, last) -> last)
                .orElseThrow()
                .by();
    }

    private static String path(Account account) {
        return "/api/v1/people/" + account.id();
    }

    @Test
    void withoutATokenThereIsNothing() {
        var answer = new Caller(web).get("/api/v1/people");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.problem()).isEqualTo("token-missing");
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"sallyport\"");
        assertThat(new Caller(web).get("/api/v1/nothing").status()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({"Bearer slp_nonsense", "Bearer", "Basic bWFyaWE6cGFzc3dvcmQ="})
    void whatIsNoTokenIsRefused(String authorization) {
        var answer = new Caller(web).with("Authorization", authorization).get("/api/v1/people");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).contains("error=\"invalid_token\"");
    }

    @Test
    void T08_aCookieOpensNothing() {
        var browser = web.inside("admin", Role.ADMIN).browser();
        var cookie = "sallyport-session=" + browser.cookie("sallyport-session").orElseThrow();

        assertThat(browser.get("/admin").status()).isEqualTo(200);
        assertThat(new Caller(web).with("Cookie", cookie).get("/api/v1/people").status())
                .isEqualTo(401);
        assertThat(caller.get("/api/v1/people").headers().map()).doesNotContainKey("set-cookie");
    }

    @Test
    void aTokenInTheAddressOpensNothing() {
        assertThat(new Caller(web).get("/api/v1/people?access_token=slp_x").status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,    /api/v1/nothing,      '',               '',    404, no-such-thing",
        "GET,    /api,                 '',               '',    404, no-such-thing",
        "DELETE, /api/v1/people,       '',               '',    405, wrong-method",
        "POST,   /api/v1/people,       text/plain,       x,     415, wrong-form",
        "POST,   /api/v1/people,       application/json, '{',   400, bad-request",
        "POST,   /api/v1/people,       application/json, '[]',  422, unfit",
        "GET,    /api/v1/people?x=1,   '',               '',    422, unfit",
        "GET,    /api/v1/people/x,     '',               '',    404, no-such-thing",
    })
    void everyMistakeIsToldAsProblemDetails(
            String method, String path, String type, String body, int status, String problem) {
        var answer = caller.ask(method, path, type, body);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.problem()).isEqualTo(problem);
        assertThat(answer.json().at("/status").asInt()).isEqualTo(status);
        assertThat(answer.at("/title")).isNotBlank();
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void aWrongMethodIsToldWhichThereAre() {
        assertThat(caller.ask("DELETE", "/api/v1/people", "", "").header("Allow"))
                .contains("GET", "POST");
    }

    @Test
    void wrongFieldsAreNamedAllAtOnce() {
        var answer = caller.post("/api/v1/people", """
                {"user_name": "", "display_name": "", "language": "english", "contact": "nobody", "groups": ["a", ""]}""");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json()
                        .at("/errors")
                        .valueStream()
                        .map(e -> e.at("/pointer").asString()))
                .contains("#/user_name", "#/display_name", "#/language", "#/contact", "#/groups/1");
        assertThat(caller.post("/api/v1/people", "{\"name\": \"nikos\"}").at("/errors/0/pointer"))
                .isEqualTo("#/name");
    }

    @Test
    void somebodyIsAddedReadAndFound() {
        var added = caller.post("/api/v1/people", NIKOS);
        assertThat(added.status()).isEqualTo(201);
        var read = caller.get(added.header("Location"));

        assertThat(read.json()).isEqualTo(added.json());
        assertThat(read.header("ETag")).isEqualTo(added.header("ETag"));
        assertThat(read.at("/profile/groups/0")).isEqualTo("Sales");
        assertThat(read.at("/mfa/state")).isEqualTo("disabled");
        assertThat(caller.get("/api/v1/people?user_name=NIKOS").at("/items/0/id"))
                .isEqualTo(read.at("/id"));
        assertThat(caller.get("/api/v1/people?group=sales").at("/items/0/user_name"))
                .isEqualTo("nikos");
        assertThat(caller.post("/api/v1/people", NIKOS).status()).isEqualTo(409);
        assertThat(lastActor(AuditKind.ACCOUNT_ADDED)).isInstanceOf(Actor.Program.class);
    }

    @Test
    void aListGoesOnWhereItsPageEnds() {
        var first = caller.get("/api/v1/people?limit=2&q=");
        assertThat(first.json().at("/items")).hasSize(2);
        assertThat(first.json().at("/found").asInt()).isEqualTo(3);
        var link = first.header("Link");
        assertThat(link).endsWith("rel=\"next\"");

        var second = caller.get(link.substring(1, link.indexOf('>')));

        assertThat(second.json().at("/items")).hasSize(1);
        assertThat(second.json().has("next")).isFalse();
        assertThat(second.header("Link")).isEmpty();
    }

    @Test
    void aStateThatWasNotSeenIsNotChanged() {
        var path = path(eleni) + "/requirement";
        assertThat(caller.put(path, "{\"required\": \"require\", \"why\": \"As agreed\"}")
                        .problem())
                .isEqualTo("condition-missing");
        var seen = caller.get(path(eleni)).header("ETag");

        caller.with("If-Match", seen);
        assertThat(caller.put(path, "{\"required\": \"require\", \"why\": \"As agreed\"}")
                        .at("/mfa/state"))
                .isEqualTo("enabled");
        var again = caller.put(path, "{\"required\": \"exempt\", \"why\": \"As agreed\"}");

        assertThat(again.status()).isEqualTo(412);
        assertThat(again.problem()).isEqualTo("changed-meanwhile");
        assertThat(caller.without("If-Match")
                        .with("If-None-Match", seen)
                        .get(path(eleni))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void whatIsKnownIsNotSentAgain() {
        var seen = caller.get(path(eleni)).header("ETag");

        assertThat(caller.with("If-None-Match", seen).get(path(eleni)).status()).isEqualTo(304);
    }

    @Test
    void somebodyIsDisabledForAReasonAndEnabled() {
        caller.with("If-Match", "*");
        assertThat(caller.post(path(eleni) + "/disable", "{}").at("/errors/0/pointer"))
                .isEqualTo("#/why");

        var stopped = caller.post(path(eleni) + "/disable", "{\"why\": \"Left in autumn\"}");

        assertThat(stopped.at("/person/status")).isEqualTo("disabled");
        assertThat(stopped.json().at("/connections/closed").asInt()).isZero();
        assertThat(read(eleni).isActive()).isFalse();
        assertThat(lastActor(AuditKind.ACCOUNT_DISABLED)).isInstanceOf(Actor.Program.class);
        assertThat(caller.post(path(eleni) + "/enable", "{\"why\": \"Back again\"}")
                        .at("/status"))
                .isEqualTo("active");
    }

    @Test
    void T28_nobodyDisablesThemselvesOrWhoeverIsAboveThem() {
        caller.with("If-Match", "*");

        assertThat(caller.post(path(maria) + "/disable", "{\"why\": \"Tired of it\"}")
                        .status())
                .isEqualTo(409);
        assertThat(caller.post(path(owner) + "/disable", "{\"why\": \"In my way\"}")
                        .problem())
                .isEqualTo("not-allowed");
        assertThat(read(owner).isActive()).isTrue();
    }

    @Test
    void aRequestWithAKeyCountsOnce() {
        caller.with("Idempotency-Key", "\"import-7\"");
        var first = caller.post("/api/v1/people", NIKOS);
        var second = caller.post("/api/v1/people", NIKOS);

        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.text()).isEqualTo(first.text());
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
        assertThat(caller.post("/api/v1/people", NIKOS.replace("nikos", "anna")).problem())
                .isEqualTo("key-of-another-request");
        assertThat(Caller.of(web, maria)
                        .with("Idempotency-Key", "import-7")
                        .post("/api/v1/people", NIKOS)
                        .status())
                .isEqualTo(409);
    }

    @Test
    void anAnswerIsForgottenAfterADay() {
        caller.with("Idempotency-Key", "import-7");
        caller.post("/api/v1/people", NIKOS);

        web.organisation.clock.set(web.organisation.clock.instant().plus(java.time.Duration.ofHours(24)));

        assertThat(caller.post("/api/v1/people", NIKOS).status()).isEqualTo(409);
    }

    @Test
    void T39_anOnboardingCodeIsInOneAnswerOnly() {
        caller.with("Idempotency-Key", "code-1");
        var first = caller.post(path(eleni) + "/onboarding-codes", "{\"hours\": 8}");
        var second = caller.post(path(eleni) + "/onboarding-codes", "{\"hours\": 8}");

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.at("/code")).isNotBlank();
        assertThat(second.status()).isEqualTo(410);
        assertThat(second.text()).doesNotContain(first.at("/code"));
    }

    @Test
    void peopleComeFromATableAllOrNothing() {
        var bad = "user-name,display-name\nanna,Anna\n,Nobody\n";
        var dry = caller.ask("POST", PeopleImports.PATH + "?dry_run=true", "text/csv", bad);
        assertThat(dry.status()).isEqualTo(200);
        assertThat(dry.json().at("/bad/0/line").asInt()).isEqualTo(3);
        assertThat(dry.at("/bad/0/why")).isEqualTo("bad-user-name");

        var refused = caller.ask("POST", PeopleImports.PATH, "text/csv", bad);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.at("/errors/0/pointer")).isEqualTo("line 3, column user-name");

        var taken = caller.ask("POST", PeopleImports.PATH, "text/csv", bad.replace(",Nobody", "nick,Nick"));
        assertThat(taken.json().at("/added").asInt()).isEqualTo(2);
    }

    @Test
    void whoeverAsksTooOftenIsToldWhenToComeAgain() {
        assertThat(caller.get("/api/v1/token").header("RateLimit")).isEqualTo("\"token\";r=599;t=60");
        for (int i = 1; i < ProgramFilter.OF_A_TOKEN; i++) {
            caller.get("/api/v1/token");
        }

        var refused = caller.get("/api/v1/token");

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.problem()).isEqualTo("too-many-requests");
        assertThat(refused.header("Retry-After")).isEqualTo("60");
        assertThat(refused.header("RateLimit-Policy")).contains("\"token\";q=600;w=60");
        web.organisation.clock.set(web.organisation.clock.instant().plusSeconds(60));
        assertThat(caller.get("/api/v1/token").status()).isEqualTo(200);
    }

    @Test
    void whoeverTriesTokensIsStopped() {
        var stranger = new Caller(web).with("Authorization", "Bearer slp_nonsense");
        for (int i = 0; i < ProgramFilter.IN_VAIN; i++) {
            assertThat(stranger.get("/api/v1/token").status()).isEqualTo(401);
        }

        assertThat(stranger.get("/api/v1/token").status()).isEqualTo(429);
    }

    @Test
    void aRequestHasASizeItMayHave() {
        assertThat(caller.post("/api/v1/people", " ".repeat(RepeatFilter.MOST_BYTES + 1))
                        .problem())
                .isEqualTo("too-large");
    }

    @Test
    void aTokenSaysWhatItMay() {
        var reader = Caller.of(web, maria, EnumSet.of(Permission.PEOPLE_SEE));
        var self = reader.get("/api/v1/token");

        assertThat(self.at("/maker")).isEqualTo("maria");
        assertThat(self.json().at("/allowed")).hasSize(1);
        var refused = reader.post("/api/v1/people", NIKOS);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.header("WWW-Authenticate")).contains("insufficient_scope", "scope=\"people-import\"");
    }
}
