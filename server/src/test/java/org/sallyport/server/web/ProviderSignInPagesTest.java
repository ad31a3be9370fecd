package org.sallyport.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.audit.AuditQuery;
import org.sallyport.core.source.Merge;
import org.sallyport.server.config.OpenIdSource;
import org.sallyport.server.web.openid.SoftProvider;

/// Signing in at the organisation's identity provider.
class ProviderSignInPagesTest extends AtAProvider {
    private List<AuditLog.Entry> noted(AuditKind kind) {
        return web.organisation.store.look(books -> AuditLog.in(books).find(only(kind), Long.MAX_VALUE, 10));
    }

    private static AuditQuery only(AuditKind kind) {
        return new AuditQuery(Set.of(kind), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    @Test
    void theSignInPageLeadsThere() {
        assertThat(web.browser().get("/sign-in").page())
                .contains("href=\"/sign-in/with/olive\"")
                .contains("Sign in with Olive &amp; Pine");
    }

    @Test
    void theBrowserIsSentWithStateNonceAndAChallenge() {
        var asked = SoftProvider.asked(web.browser().get("/sign-in/with/olive"));

        assertThat(asked)
                .containsEntry("response_type", "code")
                .containsEntry("client_id", SoftProvider.CLIENT)
                .containsEntry("redirect_uri", "http://localhost/sign-in/from/olive")
                .containsEntry("code_challenge_method", "S256")
                .containsKeys("state", "nonce", "code_challenge")
                .doesNotContainKey("max_age");
    }

    @Test
    void whoeverSignsInThereIsSignedInHere() {
        var browser = web.browser();

        assertThat(signIn(browser, eleni()).location()).isEqualTo("/account");
        assertThat(browser.get("/account").page()).contains("Eleni Papadaki");
        assertThat(noted(AuditKind.SIGN_IN_PROVIDER_ACCEPTED)).hasSize(1);
    }

    @Test
    void anAccountIsMadeTheFirstTimeOnly() {
        signIn(web.browser(), eleni());
        var first = account("eleni@olive.example").orElseThrow();
        signIn(web.browser(), elenisWith("name", "Eleni P."));

        assertThat(account("eleni@olive.example").orElseThrow().id()).isEqualTo(first.id());
        assertThat(account("eleni@olive.example").orElseThrow().profile().displayName())
                .isEqualTo("Eleni P.");
        assertThat(noted(AuditKind.ACCOUNT_ADDED)).hasSize(1);
    }

    @Test
    void groupsComeWithThem() {
        signIn(web.browser(), elenisWith("groups", List.of("Sales", "Crete")));

        assertThat(account("eleni@olive.example").orElseThrow().profile().groups())
                .containsExactlyInAnyOrder(new GroupName("Sales"), new GroupName("Crete"));
    }

    @Test
    void whereNoAccountsAreMadeAStrangerIsToldSo() {
        web.signInAt(provider.source(SoftProvider.rules(false, Merge.NEVER)));

        assertThat(signIn(web.browser(), eleni()).page()).contains("you have no account here yet");
        assertThat(account("eleni@olive.example")).isEmpty();
        assertThat(noted(AuditKind.SIGN_IN_REJECTED).getFirst().event().details())
                .containsEntry("reason", "provider-not-known");
    }

    @Test
    void anAccountOfTheSameNameIsNotTheirsUnlessARuleSaysSo() {
        var local = web.organisation.add("eleni@olive.example", Account.Role.PERSON, Optional.empty());
        var browser = web.browser();

        assertThat(signIn(browser, eleni()).page()).contains("has to say first which account here is yours");
        assertThat(browser.get("/account").location()).startsWith("/sign-in");
        assertThat(account("eleni@olive.example").orElseThrow().id()).isEqualTo(local.id());
    }

    @Test
    void byTheRuleOfTheSameNameItIs() {
        web.signInAt(provider.source(SoftProvider.rules(false, Merge.SAME_USERNAME)));
        var local = web.organisation.add("eleni@olive.example", Account.Role.PERSON, Optional.empty());

        assertThat(signIn(web.browser(), eleni()).location()).isEqualTo("/account");
        assertThat(noted(AuditKind.SIGN_IN_PROVIDER_ACCEPTED).getFirst().event().about())
                .contains(local.id());
    }

    @Test
    void whoeverIsDisabledHereStaysOut() {
        signIn(web.browser(), eleni());
        web.organisation.accounts.disable(
                account("eleni@olive.example").orElseThrow().id(), new org.sallyport.core.audit.Actor.Operator());
        var browser = web.browser();

        assertThat(signIn(browser, eleni()).page()).contains("your account here is disabled");
        assertThat(browser.get("/account").location()).startsWith("/sign-in");
    }

    @Test
    void theySetUpASecondFactorHereWhereItIsRequired() {
        signIn(web.browser(), eleni());
        web.organisation.requireMfa(account("eleni@olive.example").orElseThrow());

        assertThat(signIn(web.browser(), eleni()).location()).isEqualTo("/set-up");
    }

    @Test
    void aPlaceThatWasWantedIsReached() {
        var browser = web.browser();
        var sent = browser.get("/sign-in/with/olive?next=/account/activity");
        var elsewhere = browser.get("/account/sign-ins");

        assertThat(elsewhere.location()).isEqualTo("/sign-in?next=/account/sign-ins");
        assertThat(browser.get(provider.signIn(browser.get("/sign-in/with/olive?next=/account/sign-ins"), eleni()))
                        .location())
                .isEqualTo("/account/sign-ins");
        assertThat(sent.status()).isEqualTo(303);
    }

    @Test
    void whatTheProviderSaysOfAnErrorIsShownAsText() {
        var browser = web.browser();
        var asked = SoftProvider.asked(browser.get("/sign-in/with/olive"));
        var back = SoftProvider.back(asked) + "?error=server_error&error_description=%3Cb%3Etired%3C/b%3E&state="
                + asked.get("state") + "&iss=" + provider.issuer();

        assertThat(browser.get(back).page())
                .contains("server_error: &lt;b&gt;tired&lt;/b&gt;")
                .doesNotContain("<b>tired");
    }

    @Test
    void whatAStrangersLinkSaysIsNotShown() {
        var link = "/sign-in/from/olive?error=x&error_description=call+this+number&state=guessed";

        assertThat(web.browser().get(link).page())
                .contains("was not begun in this browser")
                .doesNotContain("call this number");
    }

    @Test
    void aNameWithoutAPasswordLeadsThereWhoeverItIs() {
        var browser = web.browser();
        browser.get("/sign-in");
        var answer = browser.post("/sign-in", "name", "nobody at all", "password", "");

        assertThat(answer.header("Refresh")).isEqualTo("0;url=/sign-in/with/olive?hint=nobody%20at%20all");
        assertThat(SoftProvider.asked(browser.get("/sign-in/with/olive?hint=nobody%20at%20all")))
                .containsEntry("login_hint", "nobody at all");
    }

    @Test
    void theStraightWayHasAWayRound() {
        var rules = new OpenIdSource.Rules(true, Merge.NEVER, true, Set.of());
        web.signInAt(provider.source(rules));

        assertThat(web.browser().get("/sign-in").location()).isEqualTo("/sign-in/with/olive");
        assertThat(web.browser().get("/sign-in?local").status()).isEqualTo(200);
        assertThat(web.browser().get("/sign-in?left=1").status()).isEqualTo(200);
    }

    @Test
    void whoeverSignsOutIsOfferedToSignOutThereToo() {
        var browser = web.browser();
        signIn(browser, eleni());
        browser.get("/account");
        var left = browser.post("/sign-out");

        assertThat(left.location()).isEqualTo("/sign-in?left=1&from=olive");
        assertThat(browser.get(left.location()).page()).contains("href=\"/sign-in/out/olive\"");
        assertThat(browser.get("/sign-in/out/olive").location())
                .isEqualTo(
                        provider.issuer()
                                + "/leave?client_id=sallyport&post_logout_redirect_uri=http%3A%2F%2Flocalhost%2Fsign-in%3Fleft%3D1");
    }

    @Nested
    class WhileItIsDown {
        @BeforeEach
        void goDown() {
            provider.goDown();
        }

        @Test
        void thePageSaysSoAndEverythingElseGoesOn() {
            var answer = web.browser().get("/sign-in/with/olive");

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.page()).contains("cannot be reached right now").contains("name=\"password\"");
        }

        @Test
        void itIsAskedAgainWhenItIsBack() {
            web.browser().get("/sign-in/with/olive");
            provider.comeBack();
            web.organisation.clock.set(web.organisation.clock.instant().plusSeconds(6));

            assertThat(signIn(web.browser(), eleni()).location()).isEqualTo("/account");
        }

        @Test
        void anOutageOnTheWayBackIsNoRefusal() {
            provider.comeBack();
            var browser = web.browser();
            var back = provider.signIn(browser.get("/sign-in/with/olive"), eleni());
            provider.goDown();

            assertThat(browser.get(back).status()).isEqualTo(503);
        }
    }

    @Nested
    class SigningOutThere {
        private Browser browser = web.browser();

        @BeforeEach
        void comeIn() {
            browser = web.browser();
            signIn(browser, eleni());
        }

        private int say(String token) {
            return web.browser()
                    .method(
                            "POST",
                            "/sign-in/signed-out/olive",
                            "application/x-www-form-urlencoded",
                            "logout_token=" + token)
                    .status();
        }

        @Test
        void signsEveryBrowserOutHere() {
            assertThat(say(provider.logoutToken(set -> set.subject("7f3a")))).isEqualTo(200);
            assertThat(browser.get("/account").location()).startsWith("/sign-in");
            assertThat(noted(AuditKind.PROVIDER_SIGNED_OUT)).hasSize(1);
        }

        @Test
        void needsATokenOfTheProviderThatSaysSo() {
            var stranger = SoftProvider.newKey("stranger");
            var forged = provider.logoutToken(set -> set.subject("7f3a"));

            assertThat(say(forged.substring(0, forged.lastIndexOf('.') + 1) + "AAAA"))
                    .isEqualTo(400);
            assertThat(say(SoftProvider.sign(
                            new com.nimbusds.jwt.JWTClaimsSet.Builder()
                                    .subject("7f3a")
                                    .build(),
                            stranger)))
                    .isEqualTo(400);
            assertThat(say(provider.logoutToken(set -> set.subject("7f3a").claim("nonce", "n"))))
                    .isEqualTo(400);
            assertThat(say(provider.logoutToken(set -> set.subject("7f3a").claim("events", null))))
                    .isEqualTo(400);
            assertThat(say(provider.logoutToken(set -> set.subject("7f3a").audience("another"))))
                    .isEqualTo(400);
            assertThat(say(provider.logoutToken(set -> set))).isEqualTo(400);
            assertThat(browser.get("/account").status()).isEqualTo(200);
        }
    }
}
