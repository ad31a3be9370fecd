package org.sallyport.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReasonTest {
    @Test
    void whatIsTypedIsKeptWithoutTheBlanksAroundIt() {
        assertThat(Reason.parse("  Left on Friday. ")).contains(new Reason("Left on Friday."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "ok", "\n\n\n", "o\u202ek"})
    void whatNobodyCouldReadIsNoReason(String typed) {
        assertThat(Reason.parse(typed)).isEmpty();
    }

    @Test
    void whatWouldTurnTheTextRoundIsLeftOut() {
        assertThat(Reason.parse("Left\n on\u202e Friday")).contains(new Reason("Left on Friday"));
    }

    @Test
    void aReasonEndsSomewhere() {
        assertThat(Reason.parse("x".repeat(Reason.MAX_LENGTH))).isPresent();
        assertThat(Reason.parse("x".repeat(Reason.MAX_LENGTH + 1))).isEmpty();
    }
}
