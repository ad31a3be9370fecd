package org.sallyport.core.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.policy.MfaState;
import org.sallyport.core.policy.Requirement;
import org.sallyport.core.policy.Requirements;
import org.sallyport.core.policy.Subject;

public interface RequirementsContract extends StoreUnderTest {
    Subject EVERYBODY = new Subject.Everybody();
    Subject PRESS = new Subject.Group(new GroupName("press"));
    Subject ELENI = new Subject.Person(Fixtures.eleni().id());

    @Test
    default void eachSubjectHasItsOwnRequirement() {
        var wanted = List.of(
                new Requirement(EVERYBODY, MfaState.Required.NO, Fixtures.NOW),
                new Requirement(PRESS, MfaState.Required.YES, Fixtures.NOW.plusSeconds(1)),
                new Requirement(ELENI, MfaState.Required.YES, Fixtures.NOW.plusSeconds(2)));
        change(books -> wanted.forEach(Requirements.in(books)::set));

        wanted.forEach(requirement -> assertThat(
                        found(books -> Requirements.in(books).find(requirement.subject())))
                .contains(requirement));
        assertThat(found(books -> Requirements.in(books)
                        .find(new Subject.Person(Fixtures.nikos().id()))))
                .isEmpty();
        assertThat(found(books -> Requirements.in(books).find(new Subject.Group(new GroupName("Press")))))
                .isEmpty();
    }

    @Test
    default void aLaterDecisionReplacesTheEarlierOne() {
        var later = Fixtures.NOW.plus(Duration.ofDays(1));
        change(books -> {
            Requirements.in(books).set(new Requirement(ELENI, MfaState.Required.YES, Fixtures.NOW));
            Requirements.in(books).set(new Requirement(ELENI, MfaState.Required.NO, later));
        });

        assertThat(found(books -> Requirements.in(books).find(ELENI)))
                .contains(new Requirement(ELENI, MfaState.Required.NO, later));
    }

    @Test
    default void untilWhenARolloutLetsAppsGoOnIsKept() {
        var soon =
                new Requirement(PRESS, MfaState.Required.YES, Fixtures.NOW, Optional.of(Fixtures.NOW.plusSeconds(60)));
        change(books -> Requirements.in(books).set(soon));
        assertThat(found(books -> Requirements.in(books).find(PRESS))).contains(soon);

        var plain = new Requirement(PRESS, MfaState.Required.YES, Fixtures.NOW);
        change(books -> Requirements.in(books).set(plain));
        assertThat(found(books -> Requirements.in(books).find(PRESS))).contains(plain);
    }

    @Test
    default void aClearedRequirementIsGone() {
        change(books -> Requirements.in(books).set(new Requirement(PRESS, MfaState.Required.YES, Fixtures.NOW)));

        change(books -> Requirements.in(books).clear(PRESS));

        assertThat(found(books -> Requirements.in(books).find(PRESS))).isEmpty();
        assertThat(listed(books -> Requirements.in(books).shared())).isEmpty();
    }

    @Test
    default void whatIsSharedLeavesOutPersons() {
        var everybody = new Requirement(EVERYBODY, MfaState.Required.YES, Fixtures.NOW);
        var press = new Requirement(PRESS, MfaState.Required.NO, Fixtures.NOW);
        change(books -> List.of(press, new Requirement(ELENI, MfaState.Required.YES, Fixtures.NOW), everybody)
                .forEach(Requirements.in(books)::set));

        assertThat(listed(books -> Requirements.in(books).shared())).containsExactlyInAnyOrder(everybody, press);
    }

    @Test
    default void thoseOfSomeSubjectsAreReadTogether() {
        var press = new Requirement(PRESS, MfaState.Required.NO, Fixtures.NOW);
        var eleni = new Requirement(ELENI, MfaState.Required.YES, Fixtures.NOW);
        change(books -> List.of(press, eleni, new Requirement(EVERYBODY, MfaState.Required.YES, Fixtures.NOW))
                .forEach(Requirements.in(books)::set));

        var staff = new Subject.Group(new GroupName("staff"));
        assertThat(listed(books -> Requirements.in(books).about(List.of(ELENI, staff, PRESS))))
                .containsExactlyInAnyOrder(press, eleni);
    }
}
