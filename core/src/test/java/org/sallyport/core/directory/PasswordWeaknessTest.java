package org.sallyport.core.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Profile;
import org.sallyport.core.account.Username;
import org.sallyport.core.policy.PasswordRule;
import org.sallyport.core.secret.Secret;

class PasswordWeaknessTest {
    private static final Account ODYSSEAS = new Account(
            AccountId.fresh(),
            new Username("odysseas@olive.example"),
            new Profile("Οδυσσέας Παππάς", Locale.of("el"), Set.of()),
            Account.Role.PERSON,
            Account.Status.ACTIVE,
            Optional.empty(),
            0);

    private static Optional<PasswordWeakness> weaknessOf(String password) {
        return PasswordWeakness.of(Secret.of(password), ODYSSEAS, PasswordRule.standard(), Blocklist.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Οδυσσέας Παππάς", "ΟΔΥΣΣΈΑΣ ΠΑΠΠΆΣ 1821", "odysseas1odysseas2", "MyOdysseas@Olive.example"})
    void itsOwnersNamesAreFoundInAnyLetterCase(String password) {
        assertThat(weaknessOf(password)).contains(PasswordWeakness.NAMES_ITS_OWNER);
    }

    @Test
    void aNameWithEnoughBesideItIsNoWeakness() {
        assertThat(weaknessOf("odysseas sails home late")).isEmpty();
    }

    @Test
    void lengthIsCountedInCharactersOfTheNormalForm() {
        assertThat(weaknessOf("e\u0301".repeat(7) + "abcdefg")).contains(PasswordWeakness.TOO_SHORT);
        assertThat(weaknessOf("\ud83c\udf32\ud83c\udf33\ud83c\udf34".repeat(4) + "ab"))
                .contains(PasswordWeakness.TOO_SHORT);
        assertThat(weaknessOf("a".repeat(1025))).contains(PasswordWeakness.TOO_LONG);
    }

    @Test
    void theBlocklistIsAskedWithTheOwnersWordsOfAnyPasswordThatHasNoWeaknessOfItsOwn() {
        var asked = new HashMap<String, Set<String>>();
        Blocklist list = (text, words) -> {
            asked.put(text.toString(), words);
            return Optional.of(PasswordWeakness.LEAKED);
        };

        assertThat(PasswordWeakness.of(Secret.of("odysseas sails home late"), ODYSSEAS, PasswordRule.standard(), list))
                .contains(PasswordWeakness.LEAKED);
        assertThat(PasswordWeakness.of(Secret.of("too short"), ODYSSEAS, PasswordRule.standard(), list))
                .contains(PasswordWeakness.TOO_SHORT);
        assertThat(asked)
                .containsExactly(Map.entry(
                        "odysseas sails home late",
                        Set.of(
                                "odysseas@olive.example",
                                "odysseas",
                                "olive",
                                "example",
                                "οδυσσέας παππάς",
                                "οδυσσέας",
                                "παππάς")));
    }

    @Test
    void theSecretItselfIsLeftAsItWas() {
        var password = Secret.of("odysseas sails home late");
        var _ = PasswordWeakness.of(password, ODYSSEAS, PasswordRule.standard(), Blocklist.NONE);

        assertThat(password.reveal()).isEqualTo("odysseas sails home late");
    }
}
