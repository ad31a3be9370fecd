package org.sallyport.server.directory.blocklist;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.directory.PasswordWeakness;

class GuessedEarlyTest {
    private static final Set<String> ELENI = Set.of("eleni@olive.example", "eleni", "olive", "georgiou");
    private final GuessedEarly list = new GuessedEarly("Kalamata Harbour");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "passwordpassword",
                "Password12345678",
                "P@ssw0rdP@ssw0rd",
                "drowssapdrowssap",
                "iloveyouiloveyouiloveyou",
                "qwertyuiopasdfgh",
                "1qaz2wsx3edc4rfv",
                "123456789012345",
                "abcdefghijklmnop",
                "Kalamata Harbour",
                "kalamata harbour1",
                "ELENIgeorgiou1987",
                "sallyport2026sallyport",
            })
    void whatPeopleDoToReachFifteenCharactersIsOnIt(String password) {
        assertThat(list.find(password, ELENI)).contains(PasswordWeakness.GUESSED_EARLY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "olives ripen in november",
                "correct horse battery",
                "ένα δύο τρία τέσσερα πέντε",
                "kq7-vhw-x2m-zzp",
                "🌲🌳🌴🌵🌾🌿🍀🍁🍂🍃🍄🍅🍆🍇🍈",
            })
    void whatHasNoPatternIsNot(String password) {
        assertThat(list.find(password, ELENI)).isEmpty();
    }

    @Test
    void theNameOfAnotherPersonIsNoWordOfThisOne() {
        assertThat(list.find("Papadopoulos/Oud", Set.of("papadopoulos"))).contains(PasswordWeakness.GUESSED_EARLY);
        assertThat(list.find("Papadopoulos/Oud", ELENI)).isEmpty();
    }
}
