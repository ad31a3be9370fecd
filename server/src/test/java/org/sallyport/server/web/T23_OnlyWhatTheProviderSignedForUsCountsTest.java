package org.sallyport.server.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sallyport.core.source.Merge;
import org.sallyport.server.web.openid.SoftProvider;

/// T23: answers that no provider of ours has given, or not to us, or not now.
class T23_OnlyWhatTheProviderSignedForUsCountsTest {
    private static final Map<String, Object> ELENI = Map.of("sub", "7f3a", "preferred_username", "eleni");

    private final RunningWeb web = RunningWeb.start();
    private final SoftProvider provider = SoftProvider.start(web.organisation.clock);

    @BeforeEach
    void configure() {
        web.signInAt(provider.source(SoftProvider.rules(true, Merge.NEVER)));
    }

    @AfterEach
    void stop() {
        web.close();
        provider.close();
    }

    record Bad(String what, UnaryOperator<JWTClaimsSet.Builder> how) {
        @Override
        public String toString() {
            return what;
        }
    }

    private Browser.Answer comeBack(Browser browser) {
        return browser.get(provider.signIn(browser.get("/sign-in/with/olive"), ELENI));
    }

    private void assertRefused() {
        var browser = web.browser();
        assertThat(comeBack(browser).page()).contains("could not be verified");
        assertThat(browser.get("/account").location()).startsWith("/sign-in");
    }

    static Stream<Bad> tokens() {
        return Stream.of(
                new Bad("another issuer", set -> set.issuer("http://127.0.0.1:1/staff")),
                new Bad(
                        "an issuer with a slash more",
                        set -> set.issuer(set.getClaims().get("iss") + "/")),
                new Bad("no issuer", set -> set.issuer(null)),
                new Bad("another audience", set -> set.audience("another")),
                new Bad("no audience", set -> set.audience((String) null)),
                new Bad("two audiences and nobody it was made for", set -> set.audience(List.of("sallyport", "x"))),
                new Bad(
                        "made for another of two",
                        set -> set.audience(List.of("sallyport", "x")).claim("azp", "x")),
                new Bad("another nonce", set -> set.claim("nonce", "guessed")),
                new Bad("no nonce", set -> set.claim("nonce", null)),
                new Bad("no subject", set -> set.subject(null)),
                new Bad("no end", set -> set.expirationTime(null)),
                new Bad("over", set -> set.expirationTime(Date.from(java.time.Instant.EPOCH))),
                new Bad("no beginning", set -> set.issueTime(null)),
                new Bad("of tomorrow", set -> set.issueTime(tomorrow(set))),
                new Bad("good from tomorrow on", set -> set.notBeforeTime(tomorrow(set))));
    }

    private static Date tomorrow(JWTClaimsSet.Builder set) {
        return Date.from(set.build().getIssueTime().toInstant().plusSeconds(86_400));
    }

    @ParameterizedTest
    @MethodSource("tokens")
    void aTokenIsRefusedWith(Bad bad) {
        provider.twist(bad.how());

        assertRefused();
    }

    record Signing(String what, Function<SoftProvider, Function<JWTClaimsSet, String>> how) {
        @Override
        public String toString() {
            return what;
        }
    }

    static Stream<Signing> signings() {
        return Stream.of(
                new Signing("none", _ -> set -> new PlainJWT(set).serialize()),
                new Signing("another key", _ -> set -> SoftProvider.sign(set, SoftProvider.newKey("one"))),
                new Signing(
                        "a key that is not published", _ -> set -> SoftProvider.sign(set, SoftProvider.newKey("x"))),
                new Signing("the public key as a MAC's", provider -> set -> maced(set, publicKey(provider))),
                new Signing("the client secret", _ -> set -> maced(set, SoftProvider.SECRET.repeat(2))),
                new Signing("a signature cut off", provider -> set -> {
                    var good = provider.sign(set);
                    return good.substring(0, good.lastIndexOf('.') + 1);
                }),
                new Signing("no token at all", _ -> _ -> "eyJ"));
    }

    private static String publicKey(SoftProvider provider) {
        return provider.key().toPublicJWK().toJSONString();
    }

    private static String maced(JWTClaimsSet set, String secret) {
        try {
            var jwt = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.HS256)
                            .type(JOSEObjectType.JWT)
                            .keyID("one")
                            .build(),
                    set);
            jwt.sign(new MACSigner(secret.getBytes(UTF_8)));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("signings")
    void aTokenIsRefusedThatIsSignedBy(Signing bad) {
        provider.signBy(bad.how().apply(provider));

        assertRefused();
    }

    @Test
    void aCodeOfAnotherBrowserOpensNothing() {
        var victim = web.browser();
        var thief = web.browser();
        thief.get("/sign-in/with/olive");
        var back = provider.signIn(victim.get("/sign-in/with/olive"), ELENI);

        assertThat(thief.get(back).page()).contains("was not begun in this browser");
        assertThat(thief.get("/account").location()).startsWith("/sign-in");
    }

    @Test
    void aBrowserThatWasNotSentThereIsNotLetIn() {
        var back = provider.signIn(web.browser().get("/sign-in/with/olive"), ELENI);

        assertThat(web.browser().get(back).page()).contains("was not begun in this browser");
    }

    @Test
    void anAnswerIsGoodOnce() {
        var browser = web.browser();
        var back = provider.signIn(browser.get("/sign-in/with/olive"), ELENI);
        browser.get(back);
        browser.get("/account");
        browser.post("/sign-out");

        assertThat(browser.get(back).page()).contains("was not begun in this browser");
    }

    @Test
    void anAnswerThatNamesAnotherIssuerOrNoneIsRefused() {
        for (var issuer : List.of("", "&iss=https://evil.example")) {
            var browser = web.browser();
            var back = provider.signIn(browser.get("/sign-in/with/olive"), ELENI);
            var altered = back.substring(0, back.indexOf("&iss=")) + issuer;

            assertThat(browser.get(altered).page()).contains("could not be verified");
        }
    }

    @Test
    void anAnswerHalfAnHourLaterIsTooLate() {
        var browser = web.browser();
        var back = provider.signIn(browser.get("/sign-in/with/olive"), ELENI);
        web.organisation.clock.set(web.organisation.clock.instant().plusSeconds(1801));

        assertThat(browser.get(back).page()).contains("it took too long");
    }

    @Test
    void whatItPublishesLeadsNowhereElse() {
        for (var endpoint : List.of("token_endpoint", "jwks_uri", "authorization_endpoint")) {
            web.signInAt(provider.source(SoftProvider.rules(true, Merge.NEVER)));
            provider.publish(all -> {
                all.put(endpoint, "http://169.254.169.254/latest");
                return all;
            });

            assertThat(web.browser().get("/sign-in/with/olive").status()).isEqualTo(503);
        }
    }

    @Test
    void whoeverPublishesAnotherIssuersNameIsNotIt() {
        provider.publish(all -> {
            all.put("issuer", "http://127.0.0.1:1/staff");
            return all;
        });

        assertThat(web.browser().get("/sign-in/with/olive").status()).isEqualTo(503);
    }

    @Test
    void aNewKeyIsFoundWhenItIsUsed() {
        comeBack(web.browser());
        provider.changeKey();

        assertThat(comeBack(web.browser()).location()).isEqualTo("/account");
    }
}
