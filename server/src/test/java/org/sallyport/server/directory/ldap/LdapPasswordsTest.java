package org.sallyport.server.directory.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sallyport.core.directory.PasswordCheck;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.store.Unavailable;

class LdapPasswordsTest {
    private final AcmeDirectory acme = AcmeDirectory.plain();

    LdapPasswordsTest() {
        acme.add("eleni", "olives");
    }

    @AfterEach
    void close() {
        acme.close();
    }

    private PasswordCheck check(String id, String typed) {
        try (var secret = Secret.of(typed)) {
            return acme.source.passwords().check(AcmeDirectory.key(id), secret);
        }
    }

    @Test
    void aPasswordIsRightWhereItsOwnerBindsWithIt() {
        assertThat(check("id-eleni", "olives")).isEqualTo(PasswordCheck.RIGHT);
        assertThat(check("id-eleni", "pines")).isEqualTo(PasswordCheck.WRONG);
        assertThat(check("id-nobody", "olives")).isEqualTo(PasswordCheck.WRONG);
        assertThat(acme.binds).containsExactly(AcmeDirectory.dn("eleni"), AcmeDirectory.dn("eleni"));
    }

    @Test
    void T11_aPasswordOfNothingIsWrongAndNeverReachesTheDirectory() {
        for (var nothing : List.of("", " ", "\t", "\u200b", "\u0000")) {
            assertThat(check("id-eleni", nothing)).isEqualTo(PasswordCheck.WRONG);
        }
        assertThat(acme.binds).isEmpty();
    }

    @Test
    void T10_anIdIsTextAndNoFilter() {
        for (var typed : List.of("*", "id-*", "id-eleni)(uid=*", "id-eleni\\2a", "(|(uid=*))")) {
            assertThat(check(typed, "olives")).isEqualTo(PasswordCheck.WRONG);
        }
        assertThat(acme.binds).isEmpty();
    }

    @Test
    void theSameWrongPasswordReachesTheDirectoryOnce() {
        for (int i = 0; i < 200; i++) {
            assertThat(check("id-eleni", "stale")).isEqualTo(PasswordCheck.WRONG);
        }

        assertThat(acme.binds).hasSize(1);
    }

    @Test
    void noMoreWrongPasswordsReachTheDirectoryThanItTakes() {
        for (int i = 0; i < 3; i++) {
            assertThat(check("id-eleni", "guess " + i)).isEqualTo(PasswordCheck.WRONG);
        }

        assertThatThrownBy(() -> check("id-eleni", "guess 4")).isInstanceOf(Unavailable.class);
        assertThatThrownBy(() -> check("id-eleni", "olives")).isInstanceOf(Unavailable.class);
        assertThat(acme.binds).hasSize(3);

        acme.clock.forward(Duration.ofMinutes(30));
        assertThat(check("id-eleni", "olives")).isEqualTo(PasswordCheck.RIGHT);
    }

    @Test
    void theRightPasswordForgivesTheWrongOnes() {
        for (int round = 0; round < 4; round++) {
            check("id-eleni", "guess " + round);
            assertThat(check("id-eleni", "olives")).isEqualTo(PasswordCheck.RIGHT);
        }
    }

    @Test
    void whatWasWrongIsTriedAgainOnceThePasswordIsAnother() {
        assertThat(check("id-eleni", "pines")).isEqualTo(PasswordCheck.WRONG);

        acme.set("eleni", "pwdChangedTime", "20260314150926Z");
        acme.set("eleni", "userPassword", "pines");

        assertThat(check("id-eleni", "pines")).isEqualTo(PasswordCheck.RIGHT);
    }

    @Test
    void anOutageIsNotAWrongPassword() {
        check("id-eleni", "olives");
        acme.shutDown();

        assertThatThrownBy(() -> check("id-eleni", "olives")).isInstanceOf(Unavailable.class);
    }

    @Test
    void whatTheDirectoryCannotTellIsNotAWrongPasswordAndCountsForNothing() {
        for (var code : List.of(ResultCode.BUSY, ResultCode.UNAVAILABLE, ResultCode.REFERRAL, ResultCode.OTHER)) {
            acme.answer = Optional.of(new LDAPException(code, "not now"));
            assertThatThrownBy(() -> check("id-eleni", "olives"))
                    .as(code.getName())
                    .isInstanceOf(Unavailable.class);
        }
        acme.answer = Optional.empty();

        assertThat(check("id-eleni", "olives")).isEqualTo(PasswordCheck.RIGHT);
    }

    @Test
    void activeDirectorySaysWhyItRefuses() {
        var refused = List.of("525", "52e", "530", "531", "532", "533", "701", "773");
        for (var data : refused) {
            try (var other = AcmeDirectory.plain()) {
                other.add("eleni", "olives");
                other.saysActiveDirectory(data);
                try (var secret = Secret.of("olives")) {
                    assertThat(other.source.passwords().check(AcmeDirectory.key("id-eleni"), secret))
                            .as(data)
                            .isEqualTo(PasswordCheck.WRONG);
                }
            }
        }
        acme.saysActiveDirectory("775");
        assertThatThrownBy(() -> check("id-eleni", "olives")).isInstanceOf(Unavailable.class);
    }
}
