package org.sallyport.core.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://hooks.example",
                "https://hooks.example:8443/a/b?token=c",
                " https://hooks.example/ ",
                "http://localhost:8080/",
                "http://127.0.0.1/",
                "http://[::1]:8080/"
            })
    void anAddressWithHttpsCanBeCalled(String typed) {
        assertThat(Target.parse(typed)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "https://",
                "https:///path",
                "http://hooks.example/",
                "http://10.0.0.1/",
                "ftp://hooks.example/",
                "file:///etc/passwd",
                "//hooks.example/",
                "hooks.example",
                "https://maria@hooks.example/",
                "https://hooks.example/#a",
                "https://hooks.example/\r\nX: y",
                "https://hooks.example/a b",
                "https://παράδειγμα.example/"
            })
    void nothingElseCan(String typed) {
        assertThat(Target.parse(typed)).isEmpty();
    }

    @Test
    void anAddressThatIsTooLongCannot() {
        assertThat(Target.parse("https://hooks.example/" + "a".repeat(Target.MAX_LENGTH)))
                .isEmpty();
    }
}
