package org.sallyport.core.method;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TotpTest {
    private static final byte[] KEY = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);
    private static final Instant NOW = Instant.ofEpochSecond(1_111_111_111);

    @ParameterizedTest
    @CsvSource({
        // RFC 6238 appendix B, SHA-1, the last six of eight digits.
        "59, 287082",
        "1111111109, 081804",
        "1111111111, 050471",
        "1234567890, 005924",
        "2000000000, 279037",
        "20000000000, 353130",
    })
    void theCodesAreThoseOfRfc6238(long seconds, String code) {
        assertThat(Totp.code(KEY, Totp.stepAt(Instant.ofEpochSecond(seconds)))).isEqualTo(code);
    }

    @Test
    void thePresentStepAndTheOneBeforeAreAccepted() {
        long step = Totp.stepAt(NOW);
        assertThat(Totp.acceptedStep(KEY, Totp.code(KEY, step), NOW)).hasValue(step);
        assertThat(Totp.acceptedStep(KEY, Totp.code(KEY, step - 1), NOW)).hasValue(step - 1);
        assertThat(Totp.acceptedStep(KEY, Totp.code(KEY, step - 2), NOW)).isEmpty();
        assertThat(Totp.acceptedStep(KEY, Totp.code(KEY, step + 1), NOW)).isEmpty();
    }

    @Test
    void aClockThatIsOffIsTold() {
        long step = Totp.stepAt(NOW);
        assertThat(Totp.driftedStep(KEY, Totp.code(KEY, step + 7), NOW)).hasValue(step + 7);
        assertThat(Totp.driftedStep(KEY, Totp.code(KEY, step - 7), NOW)).hasValue(step - 7);
        assertThat(Totp.driftedStep(KEY, Totp.code(KEY, step + 500), NOW)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"050471", " 050471", "050471 ", "050 471", "0504-71", "٠٥٠٤٧١"})
    void aTypedCodeIsReadHoweverItIsTyped(String typed) {
        assertThat(new TypedCode(typed).sixDigits()).contains("050471");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "05047", "0504711", "05047a", "050471050471"})
    void whatIsNoCodeIsNone(String typed) {
        assertThat(new TypedCode(typed).sixDigits()).isEmpty();
    }
}
