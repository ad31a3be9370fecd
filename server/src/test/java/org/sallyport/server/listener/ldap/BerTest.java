package org.sallyport.server.listener.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.asn1.ASN1Element;
import com.unboundid.ldap.protocol.BindRequestProtocolOp;
import com.unboundid.ldap.protocol.LDAPMessage;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BerTest {
    private static final int MOST = 1024;

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    private static byte[] bind() {
        return new LDAPMessage(1, new BindRequestProtocolOp("uid=eleni,dc=olive", "secret"))
                .encode()
                .encode();
    }

    @Test
    void theLengthOfAFrameIsKnownFromItsFirstBytes() throws Malformed {
        var bind = bind();
        assertThat(Ber.frame(bind, 0, bind.length, MOST)).isEqualTo(bind.length);
        assertThat(Ber.frame(bind, 0, 2, MOST)).isEqualTo(bind.length);
        assertThat(Ber.frame(bind, 0, 1, MOST)).isZero();
        assertThat(Ber.frame(bind, 0, 0, MOST)).isZero();
    }

    @Test
    void aLengthMayTakeMoreBytesThanItNeeds() throws Malformed {
        assertThat(Ber.frame(bytes("30 84 00 00 00 05 02 01 01 42 00"), 0, 11, MOST))
                .isEqualTo(11);
        assertThat(Ber.frame(bytes("30 84 00 00"), 0, 4, MOST)).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "30 80", // indefinite
                "30 84 ff ff ff ff", // negative to who reads it with a sign
                "30 84 7f ff ff ff", // 2^31 - 1
                "30 85 00 00 00 00 01", // five bytes of length
                "30 ff 00",
                "30 82 04 00", // one more than allowed
                "16 03 01", // the hello of TLS
                "47 45 54 20", // GET
                "31 05",
                "00 00"
            })
    void T12_aFrameThatIsEndlessHugeOrOfAnotherProtocolIsRefusedAtOnce(String hex) {
        var arrived = bytes(hex);

        assertThatThrownBy(() -> Ber.frame(arrived, 0, arrived.length, MOST)).isInstanceOf(Malformed.class);
    }

    @Test
    void T12_aMessageCutAnywhereNeverReadsBeyondItsEnd() {
        var bind = bind();
        for (int cut = 0; cut < bind.length; cut++) {
            var part = Arrays.copyOf(bind, cut);
            assertThatThrownBy(() -> LdapRequest.read(part, 0, part.length))
                    .as("after %s bytes", cut)
                    .isInstanceOf(Malformed.class);
        }
        assertThatCode(() -> LdapRequest.read(bind, 0, bind.length)).doesNotThrowAnyException();
    }

    @Test
    void T12_everyByteOfAMessageMayBeAnythingAndNothingElseThanARefusalComesOfIt() {
        var bind = bind();
        int read = 0;
        for (int at = 0; at < bind.length; at++) {
            for (int value = 0; value < 256; value++) {
                var changed = bind.clone();
                changed[at] = (byte) value;
                try {
                    assertThat(LdapRequest.read(changed, 0, changed.length).id())
                            .isPositive();
                    read++;
                } catch (Malformed refused) {
                    assertThat(refused.getMessage()).isNotEmpty();
                }
            }
        }
        assertThat(read).isPositive();
    }

    @Test
    void T12_levelsWithinLevelsAreCounted() throws Malformed {
        Ber.check(nested(39), 0, nested(39).length);

        var bomb = nested(10_000);
        assertThatThrownBy(() -> Ber.check(bomb, 0, bomb.length))
                .isInstanceOf(Malformed.class)
                .hasMessageContaining("40 levels");
    }

    @Test
    void T12_elementsAreCounted() {
        var many = new ASN1Element((byte) 0x30, new byte[2 * 100_000]).encode();
        for (int at = 5; at < many.length; at += 2) {
            many[at] = 4;
            many[at + 1 < many.length ? at + 1 : at] = 0;
        }

        assertThatThrownBy(() -> Ber.check(many, 0, many.length))
                .isInstanceOf(Malformed.class)
                .hasMessageContaining("4096 elements");
    }

    private static byte[] nested(int levels) {
        var element = new byte[0];
        for (int i = 0; i < levels; i++) {
            element = new ASN1Element((byte) 0x30, element).encode();
        }
        return element;
    }
}
