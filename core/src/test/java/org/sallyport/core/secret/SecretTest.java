package org.sallyport.core.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretTest {
    @Test
    void aSecretPrintsAsHidden() {
        assertThat(Secret.of("correct horse")).hasToString("Secret[hidden]");
    }

    @Test
    void aClosedSecretHoldsNothing() {
        var secret = Secret.of("abc");
        secret.close();
        assertThat(secret.copy()).containsOnly(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "abcdefghijklmnopqrstuvwx",
                "abcdef ghijkl mnopqr stuvwx",
                "abcdef-ghijkl-mnopqr-stuvwx",
                "ABCDEF GHIJKL MNOPQR STUVWX",
                " abcdefghijkl mnopqrstuvwx\t"
            })
    void blanksHyphensAndLetterCaseDoNotMatter(String typed) {
        assertThat(Secret.of(typed).letters().orElseThrow().reveal()).isEqualTo("abcdefghijklmnopqrstuvwx");
    }

    @ParameterizedTest
    @ValueSource(strings = {"abcdef1", "abc_def", "αβγ", "abc.def", "abc\u0000def"})
    void whatHoldsMoreThanLettersIsNoAppPassword(String typed) {
        assertThat(Secret.of(typed).letters()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"plain ascii ~,plain ascii ~", "e\u0301te\u0301,\u00e9t\u00e9", "\ufb01sh,fish", "\uff21\uff22,AB"})
    void whatLooksTheSameIsOneSecretInItsNormalForm(String typed, String normal) {
        assertThat(Secret.of(typed).normalized().reveal()).isEqualTo(normal);
    }

    @Test
    void theNormalFormIsClosedApart() {
        var typed = Secret.of("abc");
        typed.normalized().close();
        assertThat(typed.reveal()).isEqualTo("abc");
    }

    @Test
    void whatWasShownIsClearedBehindWhoeverLookedAtIt() {
        var kept = new AtomicReference<CharSequence>("");
        int length = Secret.of("ελιές και πεύκα").seenBy(text -> {
            kept.set(text);
            assertThat(text).hasToString("ελιές και πεύκα");
            return text.length();
        });

        assertThat(length).isEqualTo(15);
        assertThat(kept.get().chars()).containsOnly(0);
    }

    @Test
    void generatedLettersAreLettersAndDiffer() {
        var generator = new SecretGenerator();
        var one = generator.letters(24).reveal();
        assertThat(one).matches("[a-z]{24}");
        assertThat(generator.letters(24).reveal()).isNotEqualTo(one);
    }

    @Test
    void base32IsThatOfRfc4648() {
        // RFC 4648 section 10, without padding.
        assertThat(Base32.encode("f".getBytes(java.nio.charset.StandardCharsets.US_ASCII)))
                .isEqualTo("MY");
        assertThat(Base32.encode("fooba".getBytes(java.nio.charset.StandardCharsets.US_ASCII)))
                .isEqualTo("MZXW6YTB");
        assertThat(Base32.encode("foobar".getBytes(java.nio.charset.StandardCharsets.US_ASCII)))
                .isEqualTo("MZXW6YTBOI");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "\t\n", "\0", "\u00a0", "\u200b\u2060", "\ufeff", "\u3000", "\u3164", "\u2800", "\ufe0f"
            })
    void whatShowsAsNothingIsBlank(String typed) {
        assertThat(Secret.of(typed).isBlank()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", " x", "\u200bω", "é", "日", "\ud83c\udf32"})
    void whatCanBeSeenIsNotBlank(String typed) {
        assertThat(Secret.of(typed).isBlank()).isFalse();
    }
}
