package org.sallyport.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.method.Method;
import org.sallyport.core.source.Merge;
import org.sallyport.server.config.OpenIdSource;
import org.sallyport.server.web.openid.SoftProvider;

/// A second factor that the organisation's identity provider asks for.
class ProviderFactorPagesTest extends AtAProvider {
    private static final OpenIdSource.Mark MFA = new OpenIdSource.Mark("amr", "mfa");

    private List<Method> methods(AccountId account) {
        return web.organisation.methods.of(account);
    }

    @Nested
    class WhereItsWordForASecondFactorIsTaken {
        private final Map<String, Object> confirmed = elenisWith("amr", List.of("pwd", "mfa"));

        @BeforeEach
        void takeItsWord() {
            web.signInAt(provider.source(SoftProvider.rules(true, Merge.NEVER), MFA));
            signIn(web.browser(), eleni());
            web.organisation.requireMfa(account("eleni@olive.example").orElseThrow());
        }

        @Test
        void itIsTheSecondFactorHere() {
            var browser = web.browser();

            assertThat(signIn(browser, confirmed).location()).isEqualTo("/account");
            assertThat(browser.get("/app-passwords/new").status()).isEqualTo(200);
            assertThat(methods(account("eleni@olive.example").orElseThrow().id()))
                    .extracting(Method::kind)
                    .containsExactly(Method.Kind.PROVIDER_FACTOR);
        }

        @Test
        void withoutItsMarkItIsNot() {
            assertThat(signIn(web.browser(), eleni()).location()).isEqualTo("/set-up");
        }

        @Test
        void aMarkWithoutAMomentIsNone() {
            provider.twist(set -> set.claim("auth_time", null));

            assertThat(signIn(web.browser(), confirmed).location()).isEqualTo("/set-up");
        }

        @Test
        void oneOfYesterdayIsNone() {
            var yesterday = web.organisation.clock.instant().minus(Duration.ofDays(1));
            provider.twist(set -> set.claim("auth_time", yesterday.getEpochSecond()));

            assertThat(signIn(web.browser(), confirmed).location()).isEqualTo("/set-up");
        }

        @Test
        void oneOfAnHourAgoSignsInAndIsNotFresh() {
            var earlier = web.organisation.clock.instant().minus(Duration.ofHours(1));
            provider.twist(set -> set.claim("auth_time", earlier.getEpochSecond()));
            var browser = web.browser();

            assertThat(signIn(browser, confirmed).location()).isEqualTo("/account");
            assertThat(browser.get("/app-passwords/new").location()).startsWith("/second-factor");
        }

        @Test
        void theProviderIsAskedHowOldItMayBe() {
            assertThat(SoftProvider.asked(web.browser().get("/sign-in/with/olive")))
                    .containsEntry("max_age", "43200");
        }

        @Nested
        class AnHourLater {
            private Browser browser = web.browser();

            @BeforeEach
            void comeBackLater() {
                browser = web.browser();
                signIn(browser, confirmed);
                web.organisation.clock.set(web.organisation.clock.instant().plus(Duration.ofMinutes(20)));
            }

            private Browser.Answer sent() {
                return browser.get("/sign-in/with/olive?again=1&next=/app-passwords/new");
            }

            @Test
            void aFreshProofIsAskedForThere() {
                assertThat(browser.get("/app-passwords/new").location()).startsWith("/second-factor");
                assertThat(browser.get("/second-factor?next=/app-passwords/new").location())
                        .isEqualTo("/second-factor/provider-factor?next=/app-passwords/new");
                assertThat(browser.get("/second-factor/provider-factor?next=/app-passwords/new")
                                .page())
                        .contains("/sign-in/with/olive?again=1&amp;next=/app-passwords/new");
                assertThat(SoftProvider.asked(sent()))
                        .containsEntry("prompt", "login")
                        .containsEntry("max_age", "0");
            }

            @Test
            void oneThatWasGivenJustNowCounts() {
                assertThat(browser.get(provider.signIn(sent(), confirmed)).location())
                        .isEqualTo("/app-passwords/new");
                assertThat(browser.get("/app-passwords/new").status()).isEqualTo(200);
            }

            @Test
            void oneFromBeforeItWasAskedForDoesNot() {
                var before = web.organisation.clock.instant().minusSeconds(31);
                provider.twist(set -> set.claim("auth_time", before.getEpochSecond()));

                assertThat(browser.get(provider.signIn(sent(), confirmed)).location())
                        .isEqualTo("/second-factor/provider-factor?said=none");
                assertThat(browser.get("/app-passwords/new").location()).startsWith("/second-factor");
            }

            @Test
            void somebodyElsesDoesNot() {
                var nikos = Map.<String, Object>of(
                        "sub", "9c1b", "preferred_username", "nikos@olive.example", "amr", List.of("mfa"));
                signIn(web.browser(), nikos);

                assertThat(browser.get(provider.signIn(sent(), nikos)).location())
                        .isEqualTo("/second-factor/provider-factor?said=somebody-else");
                assertThat(browser.get("/app-passwords/new").location()).startsWith("/second-factor");
            }

            @Test
            void whereItsWordIsTakenNoLongerItProvesNothing() {
                web.signInAt(provider.source(SoftProvider.rules(true, Merge.NEVER)));
                var again = web.browser();

                assertThat(signIn(again, confirmed).location()).isEqualTo("/second-factor");
                assertThat(again.get("/second-factor/provider-factor").page())
                        .contains("does not confirm this for you here")
                        .doesNotContain("/sign-in/with/");
            }
        }
    }
}
