package org.sallyport.server.doveadm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.account.Username;

class MaskTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "*@olive.example",
                "e?eni@olive.example",
                "olive\\\\eleni",
                "1234",
                "10.0.0.0/8",
                "192.0.2.1",
                "0x7f000001",
                "2001:db8::/32",
                "[::1]",
                "::ffff:192.0.2.1"
            })
    void aNameThatMeansOthersTooIsNotExact(String name) {
        assertThat(Mask.isExact(new Username(name))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "eleni",
                "eleni@olive.example",
                "olive\\eleni",
                "1234@olive.example",
                "s1234",
                "0xbees",
                "1.2.3.4.5",
                "beef",
                "urn:eleni",
                "ελένη"
            })
    void anOrdinaryNameIsExact(String name) {
        assertThat(Mask.isExact(new Username(name))).isTrue();
    }
}
