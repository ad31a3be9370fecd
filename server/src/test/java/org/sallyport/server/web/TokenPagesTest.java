package org.sallyport.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sallyport.core.account.Account.Role;
import org.sallyport.core.account.Permission;
import org.sallyport.core.api.Allowance;
import org.sallyport.core.api.ApiToken;
import org.sallyport.core.api.TokenDesk;

class TokenPagesTest {
    private static final Pattern SECRET = Pattern.compile("(sl[pc]_[A-Z2-7]{59})");

    private final RunningWeb web = RunningWeb.start();
    private final Guest maria = web.inside("maria", Role.ADMIN);

    @AfterEach
    void stop() {
        web.close();
    }

    private Browser.Answer make(String... fields) {
        maria.browser().get("/admin/tokens/new");
        var all = new String[fields.length + 2];
        System.arraycopy(fields, 0, all, 0, fields.length);
        all[fields.length] = "mark";
        all[fields.length + 1] = maria.browser().mark();
        return maria.browser().post("/admin/tokens/new", all);
    }

    private Browser.Answer makeOne() {
        return make("name", "Nightly import", "kind", "personal", "scopes", "people-see", "days", "30", "networks", "");
    }

    private static String secretIn(String page) {
        var found = SECRET.matcher(page);
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private int open(String token) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + web.port() + "/api/v1/people"))
                .header("Authorization", "Bearer " + token)
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void aTokenIsMadeShownOnceListedAndRevoked() throws Exception {
        var secret = secretIn(makeOne().page());
        assertThat(open(secret)).isEqualTo(200);

        var list = maria.browser().get("/admin/tokens").page();
        assertThat(list).contains("Nightly import", "See people").doesNotContain("slp_");
        var token = web.bean(TokenDesk.class).of(maria.id()).getFirst();
        assertThat(maria.browser()
                        .post("/admin/tokens/revoke", "token", token.id().toString())
                        .location())
                .endsWith("?done=revoked");

        assertThat(open(secret)).isEqualTo(401);
        assertThat(maria.browser().get("/admin/tokens?done=revoked").page()).contains("opens nothing any more");
    }

    @Test
    void T39_aReloadedFormMakesNoSecondOne() {
        makeOne();
        var again = maria.browser()
                .post(
                        "/admin/tokens/new",
                        "name",
                        "Nightly import",
                        "kind",
                        "personal",
                        "scopes",
                        "people-see",
                        "days",
                        "30",
                        "mark",
                        maria.browser().mark());

        assertThat(again.status()).isEqualTo(410);
        assertThat(again.page()).doesNotContain("slp_");
        assertThat(web.bean(TokenDesk.class).of(maria.id())).hasSize(1);
    }

    @Test
    void aClientIsShownWithItsId() {
        var page = make("name", "Roster", "kind", "client", "scopes", "people-see", "days", "7")
                .page();

        assertThat(secretIn(page)).startsWith("slc_");
        assertThat(page)
                .contains(
                        web.bean(TokenDesk.class).of(maria.id()).getFirst().id().toString());
    }

    @ParameterizedTest
    @CsvSource({
        "'',      personal, people-see, 30,  '',           name",
        "Nightly, king,     people-see, 30,  '',           kind-personal",
        "Nightly, personal, api-tokens-make, 30, '',       scopes",
        "Nightly, client,   approve,    30,  '',           scopes",
        "Nightly, personal, people-see, 999, '',           days",
        "Nightly, personal, people-see, 30,  everywhere,   networks",
    })
    void whatIsWrongIsSaidAndNothingTypedIsLost(
            String name, String kind, String scopes, String days, String networks, String field) {
        var answer = make("name", name, "kind", kind, "scopes", scopes, "days", days, "networks", networks);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.page()).contains("id=\"" + field + "-error\"", "value=\"" + name + "\"", networks);
        assertThat(web.bean(TokenDesk.class).of(maria.id())).isEmpty();
    }

    @Test
    void T07_aStaleSecondFactorMakesNone() {
        maria.browser().get("/admin/tokens/new");
        web.organisation.clock.set(web.organisation.clock.instant().plus(Duration.ofMinutes(6)));

        var answer = maria.browser()
                .post("/admin/tokens/new", "name", "x", "kind", "personal", "scopes", "people-see", "days", "30");

        assertThat(answer.location()).contains("/second-factor");
        assertThat(maria.browser().get("/admin/tokens/new").location()).contains("next=/admin/tokens/new");
    }

    @Test
    void T29_anothersTokenIsNotThere() {
        makeOne();
        var token = web.bean(TokenDesk.class).of(maria.id()).getFirst();
        var other = web.inside("other", Role.OWNER);

        assertThat(other.browser().get("/admin/tokens").page()).doesNotContain("Nightly import");
        assertThat(other.browser()
                        .post("/admin/tokens/revoke", "token", token.id().toString())
                        .status())
                .isEqualTo(404);
    }

    @Test
    void everythingATokenMayHasWords() {
        var owner = web.inside("owner", Role.OWNER);
        var page = owner.browser().get("/admin/tokens/new").page();

        assertThat(page).doesNotContain("??");
        for (var scope : Allowance.scopesOf(java.util.EnumSet.allOf(Permission.class))) {
            assertThat(page).contains("value=\"" + scope.code() + "\"");
        }
        assertThat(TokenDesk.scopes(Role.HELP_DESK, ApiToken.Kind.CLIENT)).isEmpty();
        assertThat(web.inside("helper", Role.HELP_DESK)
                        .browser()
                        .get("/admin/tokens/new")
                        .page())
                .doesNotContain("value=\"client\"", "policy-change");
    }
}
