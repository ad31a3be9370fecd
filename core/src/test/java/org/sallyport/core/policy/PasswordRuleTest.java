package org.sallyport.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.account.Profile;
import org.sallyport.core.account.Username;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.directory.Adding;
import org.sallyport.core.directory.NewAccount;
import org.sallyport.core.directory.PasswordWeakness;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.store.memory.MemoryStore;
import org.sallyport.core.upkeep.PasswordChange;

class PasswordRuleTest {
    private static final GroupName BOARD = new GroupName("board");
    private static final String EIGHT = "olv-2-pn";

    private final Organisation olive =
            new Organisation(new MemoryStore(Fixtures.keyset()), Fixtures.keyset(), Limits.standard());

    private void decide(Subject subject, String value) {
        var key = PolicyKeys.find("password-length").orElseThrow();
        olive.mfa.policies().decide(subject, Map.of(key, Optional.of(value)), new Actor.Operator());
    }

    private PasswordChange set(Account account, String password) {
        return olive.passwords.set(account, Secret.of(password), new Actor.Operator());
    }

    @Test
    void N1_aShorterOneIsTakenOnlyWhileASecondFactorStandsBesideIt() {
        decide(new Subject.Everybody(), "8");
        var nikos = olive.add("nikos", Account.Role.PERSON, Optional.empty());

        assertThat(set(olive.enforced("eleni"), EIGHT)).isInstanceOf(PasswordChange.Changed.class);
        assertThat(set(nikos, EIGHT)).isEqualTo(new PasswordChange.Weak(PasswordWeakness.TOO_SHORT, 15));
        olive.requireMfa(nikos);
        assertThat(set(nikos, EIGHT)).as("nothing is registered").isInstanceOf(PasswordChange.Weak.class);
    }

    @Test
    void aGroupTakesLongerOnesThanEverybodyFromTheVeryFirstOn() {
        decide(new Subject.Group(BOARD), "30");
        var profile = new Profile("Dora", Locale.ENGLISH, Set.of(BOARD));
        var wanted = new NewAccount(
                new Username("dora"),
                profile,
                Account.Role.PERSON,
                Optional.empty(),
                Optional.of(Secret.of("olives are pressed")));

        assertThat(olive.accounts.add(wanted, new Actor.Operator()))
                .isEqualTo(new Adding.Weak(PasswordWeakness.TOO_SHORT, 30));
        assertThat(set(olive.enforced("eleni"), "olives are pressed")).isInstanceOf(PasswordChange.Changed.class);
    }

    @Test
    void thereIsALeastAndAMost() {
        assertThatThrownBy(() -> new PasswordRule(7, PasswordRule.Blocklisting.ON))
                .hasMessageContaining("8 to 64 characters");
        assertThatThrownBy(() -> new PasswordRule(65, PasswordRule.Blocklisting.ON))
                .hasMessageContaining("8 to 64 characters");
    }
}
