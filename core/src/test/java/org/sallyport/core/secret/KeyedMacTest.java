package org.sallyport.core.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class KeyedMacTest {
    private final SecretGenerator generator = new SecretGenerator();

    // RFC 4231 sections 4.2 and 4.3.
    @Test
    void theVectorsOfTheStandardAreMet() {
        var key = HexFormat.of().parseHex("0b".repeat(20));
        assertThat(hex(new KeyedMac(key), "Hi There"))
                .isEqualTo("b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
        assertThat(hex(new KeyedMac("Jefe".getBytes(StandardCharsets.US_ASCII)), "what do ya want for nothing?"))
                .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    }

    @Test
    void itAgreesWithTheMacOfTheJdkForEveryLength() throws Exception {
        byte[] key = generator.bytes(32);
        var mac = new KeyedMac(key);
        var theirs = Mac.getInstance("HmacSHA256");
        theirs.init(new SecretKeySpec(key, "HmacSHA256"));
        for (int length = 0; length < 300; length++) {
            byte[] input = generator.bytes(length);
            assertThat(mac.of(input)).isEqualTo(theirs.doFinal(input));
        }
    }

    @Test
    void manyThreadsAtOnceGetTheSameAnswer() {
        var mac = new KeyedMac(generator.bytes(32));
        byte[] input = generator.bytes(44);
        byte[] once = mac.of(input);
        assertThat(IntStream.range(0, 20_000).parallel().mapToObj(i -> mac.of(input)))
                .allSatisfy(again -> assertThat(again).isEqualTo(once));
    }

    @Test
    void aKeyLongerThanOneBlockIsRefused() {
        assertThatThrownBy(() -> new KeyedMac(new byte[65])).hasMessage("a key has at most 64 bytes, found 65");
    }

    private static String hex(KeyedMac mac, String input) {
        return HexFormat.of().formatHex(mac.of(input.getBytes(StandardCharsets.US_ASCII)));
    }
}
