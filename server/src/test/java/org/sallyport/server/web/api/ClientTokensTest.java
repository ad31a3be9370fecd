package org.sallyport.server.web.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.EnumSet;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Account.Role;
import org.sallyport.core.account.Permission;
import org.sallyport.core.api.ApiToken;
import org.sallyport.server.web.RunningWeb;

class ClientTokensTest {
    private static final String FORM = "application/x-www-form-urlencoded";

    private final RunningWeb web = RunningWeb.start();
    private final Account maria = web.organisation.add("maria", Role.ADMIN, Optional.empty());
    private final org.sallyport.core.api.Making.Made client =
            Caller.make(web, maria, ApiToken.Kind.CLIENT, EnumSet.of(Permission.PEOPLE_SEE, Permission.AUDIT_SEE));
    private final String secret = client.secret().reveal();
    private final String id = client.token().id().toString();

    @AfterEach
    void stop() {
        web.close();
    }

    private Caller.Answer ask(Caller caller, String form) {
        return caller.ask("POST", "/oauth2/token", FORM, form);
    }

    private Caller basic(String name, String password) {
        var both = Base64.getEncoder().encodeToString((name + ":" + password).getBytes(UTF_8));
        return new Caller(web).with("Authorization", "Basic " + both);
    }

    @Test
    void aClientGetsATokenByTheHeader() {
        var given = ask(basic(id, secret), "grant_type=client_credentials&scope=people-see");

        assertThat(given.status()).isEqualTo(200);
        assertThat(given.at("/token_type")).isEqualTo("Bearer");
        assertThat(given.json().at("/expires_in").asInt()).isEqualTo(900);
        assertThat(given.at("/scope")).isEqualTo("people-see");
        assertThat(given.header("Cache-Control")).isEqualTo("no-store");
        var caller = new Caller(web).with("Authorization", "Bearer " + given.at("/access_token"));
        assertThat(caller.get("/api/v1/people").status()).isEqualTo(200);
        assertThat(caller.get("/api/v1/token").at("/id")).isEqualTo(id);
    }

    @Test
    void aClientGetsATokenByTheForm() {
        var given = ask(new Caller(web), "grant_type=client_credentials&client_id=" + id + "&client_secret=" + secret);

        assertThat(given.at("/scope")).isEqualTo("people-see audit-see");
    }

    @Test
    void theSecretOfAClientIsNoToken() {
        assertThat(new Caller(web)
                        .with("Authorization", "Bearer " + secret)
                        .get("/api/v1/people")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void aWrongSecretIsToldAsTheStandardWants() {
        var refused = ask(basic(id, secret.replace("slc_", "slp_")), "grant_type=client_credentials");

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.at("/error")).isEqualTo("invalid_client");
        assertThat(refused.header("WWW-Authenticate")).startsWith("Basic ");
    }

    @ParameterizedTest
    @CsvSource({
        "grant_type=password,                                            unsupported_grant_type",
        "'',                                                             unsupported_grant_type",
        "grant_type=client_credentials&scope=policy-change,              invalid_scope",
        "grant_type=client_credentials&scope=everything,                 invalid_scope",
        "grant_type=client_credentials&grant_type=client_credentials,    invalid_request",
        "grant_type=client_credentials&client_secret=x,                  invalid_request",
        "grant_type=%zz,                                                 invalid_request",
    })
    void everyMistakeHasItsName(String form, String error) {
        var refused = ask(basic(id, secret), form);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.at("/error")).isEqualTo(error);
    }

    @Test
    void whoeverTriesSecretsIsStopped() {
        var stranger = basic(id, "slc_nonsense");
        for (int i = 0; i < ProgramFilter.IN_VAIN; i++) {
            assertThat(ask(stranger, "grant_type=client_credentials").status()).isEqualTo(401);
        }

        assertThat(ask(stranger, "grant_type=client_credentials").status()).isEqualTo(429);
    }
}
