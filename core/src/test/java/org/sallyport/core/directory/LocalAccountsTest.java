package org.sallyport.core.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.EmailAddress;
import org.sallyport.core.account.Profile;
import org.sallyport.core.account.Username;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.Mailbag;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.notice.Notice;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.policy.PasswordRule;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.store.memory.MemoryStore;

class LocalAccountsTest {
    private static final Actor OPERATOR = new Actor.Operator();
    private final Organisation olive =
            new Organisation(new MemoryStore(Fixtures.keyset()), Fixtures.keyset(), Limits.standard());

    @Test
    void aNameIsHeldByOneAccountInEverySpelling() {
        olive.add("eleni@olive.example", Account.Role.PERSON, Optional.empty());
        assertThat(olive.accounts.add(wanted("ELENI@olive.example", "a quite different one"), OPERATOR))
                .isEqualTo(new Adding.NameTaken());
    }

    @ParameterizedTest
    @CsvSource({
        "fourteen chars, TOO_SHORT",
        "aaaaaaaaaaaaaaaaaaaa, REPETITIVE",
        "abcabcabcabcabcabc, REPETITIVE",
        "eleni@olive.example1, NAMES_ITS_OWNER",
        "1ELENI@OLIVE.EXAMPLE, NAMES_ITS_OWNER",
        "eleni1eleni2eleni3eleni, NAMES_ITS_OWNER",
        "ﬁﬁﬁﬁﬁﬁﬁﬁ, REPETITIVE",
    })
    void aWeakPasswordIsRefusedWithItsReason(String password, PasswordWeakness why) {
        assertThat(olive.accounts.add(wanted("eleni@olive.example", password), OPERATOR))
                .isEqualTo(new Adding.Weak(why, PasswordRule.ALONE));
    }

    @Test
    void aLongPasswordOfAnyCharactersIsTaken() {
        var greek = "ένα δύο τρία τέσσερα πέντε";
        assertThat(olive.accounts.add(wanted("eleni@olive.example", greek), OPERATOR))
                .isInstanceOf(Adding.Added.class);
        assertThat(olive.accounts.add(wanted("nikos@olive.example", "ω".repeat(257) + "α"), OPERATOR))
                .isEqualTo(new Adding.Weak(PasswordWeakness.TOO_LONG, PasswordRule.ALONE));
    }

    @Test
    void theFirstAdminsLinkIsGoodOnceAndOnlyWhileThereIsNoAdmin() {
        var first = new FirstAdmin(olive.store, olive.accounts, olive.keyset, olive.generator);
        var token = first.open().orElseThrow();
        assertThat(first.redeem(Secret.of("guessed"), admin("maria@olive.example")))
                .isEqualTo(new Adding.LinkUsedUp());
        assertThat(first.redeem(token, admin("maria@olive.example"))).isInstanceOf(Adding.Added.class);
        assertThat(first.redeem(token, admin("mallory@olive.example"))).isEqualTo(new Adding.LinkUsedUp());
        assertThat(first.open()).isEmpty();
    }

    @Test
    void aWeakPasswordDoesNotUseTheLinkUp() {
        var first = new FirstAdmin(olive.store, olive.accounts, olive.keyset, olive.generator);
        var token = first.open().orElseThrow();
        var weak = new NewAccount(
                Username.parse("maria@olive.example").orElseThrow(),
                new Profile("Maria", Locale.ENGLISH, Set.of()),
                Account.Role.OWNER,
                Optional.empty(),
                Optional.of(Secret.of("short")));
        assertThat(first.redeem(token, weak))
                .isEqualTo(new Adding.Weak(PasswordWeakness.TOO_SHORT, PasswordRule.ALONE));
        assertThat(first.isOpen(token)).isTrue();
    }

    @Test
    void T28_anotherContactIsToldToTheEarlierOneAndToTheNewOne() {
        var eleni = olive.add("eleni@olive.example", Account.Role.PERSON, Optional.of("home@pine.example"));
        olive.accounts.setContact(eleni.id(), new EmailAddress("elsewhere@fir.example"), OPERATOR);

        assertThat(told())
                .extracting(notice -> notice.to().value())
                .containsExactlyInAnyOrder("home@pine.example", "elsewhere@fir.example");
        assertThat(told())
                .allSatisfy(notice -> assertThat(notice.values())
                        .containsEntry("address", new EmailAddress("elsewhere@fir.example").masked()));
    }

    @Test
    void aFirstContactAndTheSameAgainReplaceNothing() {
        var eleni = olive.add("eleni@olive.example", Account.Role.PERSON, Optional.empty());
        for (int i = 0; i < 2; i++) {
            olive.accounts.setContact(eleni.id(), new EmailAddress("home@pine.example"), OPERATOR);
        }

        assertThat(told()).isEmpty();
    }

    @Test
    void N24_aFirstContactOfSomebodyWhoHasMethodsIsTold() {
        var eleni = olive.add("eleni@olive.example", Account.Role.PERSON, Optional.empty());
        olive.registerApp(eleni);
        olive.accounts.setContact(eleni.id(), new EmailAddress("home@pine.example"), OPERATOR);

        assertThat(told()).extracting(notice -> notice.to().value()).containsExactly("home@pine.example");
    }

    private List<Notice> told() {
        return Mailbag.notices(olive.store, olive.clock.instant(), Notice.Kind.CONTACT_CHANGED);
    }

    private static NewAccount admin(String name) {
        var person = wanted(name, "a fairly long password");
        return new NewAccount(
                person.username(), person.profile(), Account.Role.OWNER, person.contact(), person.password());
    }

    private static NewAccount wanted(String name, String password) {
        return new NewAccount(
                Username.parse(name).orElseThrow(),
                new Profile("Eleni", Locale.ENGLISH, Set.of()),
                Account.Role.PERSON,
                Optional.empty(),
                Optional.of(Secret.of(password)));
    }
}
