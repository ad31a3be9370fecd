package org.sallyport.core.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.enrollment.Enrollment;
import org.sallyport.core.enrollment.EnrollmentBook;
import org.sallyport.core.enrollment.Step;
import org.sallyport.core.fixture.Crowd;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.method.Method;
import org.sallyport.core.secret.Seal;

public interface EnrollmentContract extends StoreUnderTest {
    private Enrollment enrollment(AccountId account) {
        return new Enrollment(
                UUID.randomUUID(),
                account,
                new Enrollment.Place(Enrollment.Aim.ANOTHER, Step.CHOOSE_METHOD),
                Optional.empty(),
                Fixtures.NOW,
                Fixtures.NOW.plus(Duration.ofMinutes(30)),
                0);
    }

    private Enrollment withKey(Enrollment e) {
        var sealed = new Seal(Fixtures.keyset(), Fixtures.generator())
                .seal(new Seal.Place("enrollment", "secret", e.id().toString()), new byte[20]);
        var pending = new Enrollment.Pending(Method.Kind.PHONE, sealed, Fixtures.NOW.plusSeconds(3), true, -1);
        return new Enrollment(
                e.id(),
                e.account(),
                new Enrollment.Place(e.aim(), Step.PROVE_METHOD),
                Optional.of(pending),
                e.proved(),
                e.expires(),
                e.revision());
    }

    @Test
    default void anEnrollmentIsFoundByItsAccountOnly() {
        var enrollment = enrollment(Fixtures.eleni().id());
        change(books -> EnrollmentBook.in(books).open(enrollment));

        assertThat(found(books -> EnrollmentBook.in(books).find(Fixtures.eleni().id())))
                .contains(enrollment);
        assertThat(found(books -> EnrollmentBook.in(books).find(Fixtures.nikos().id())))
                .isEmpty();
    }

    @Test
    default void aStepIsKeptWholeAndCountsTheRevision() {
        var begun = enrollment(Fixtures.eleni().id());
        change(books -> EnrollmentBook.in(books).open(begun));
        var moved = withKey(begun);

        assertThat(succeeds(books -> EnrollmentBook.in(books).replace(moved))).isTrue();

        assertThat(found(books -> EnrollmentBook.in(books).find(begun.account()))
                        .orElseThrow())
                .usingRecursiveComparison()
                .isEqualTo(moved.withRevision(1));
    }

    @Test
    default void aStepTakenFromAnOlderRevisionOrAnotherEnrollmentIsRefused() {
        var begun = enrollment(Fixtures.eleni().id());
        var another = enrollment(begun.account());
        change(books -> EnrollmentBook.in(books).open(begun));
        change(books -> EnrollmentBook.in(books).replace(begun));

        assertThat(succeeds(books -> EnrollmentBook.in(books).replace(begun))).isFalse();
        assertThat(succeeds(books -> EnrollmentBook.in(books).replace(another.withRevision(1))))
                .isFalse();
        assertThat(succeeds(books -> EnrollmentBook.in(books)
                        .replace(enrollment(Fixtures.nikos().id()))))
                .isFalse();
    }

    @Test
    default void ofManyStepsFromOneRevisionExactlyOneIsTaken() {
        var begun = enrollment(Fixtures.eleni().id());
        change(books -> EnrollmentBook.in(books).open(begun));

        assertThat(Crowd.of(50)
                        .succeeding(i -> in(books -> EnrollmentBook.in(books).replace(begun))))
                .isOne();
    }

    @Test
    default void aNewEnrollmentReplacesTheEarlierOne() {
        var first = enrollment(Fixtures.eleni().id());
        var second = enrollment(Fixtures.eleni().id());
        change(books -> EnrollmentBook.in(books).open(first));
        change(books -> EnrollmentBook.in(books).replace(withKey(first)));
        change(books -> EnrollmentBook.in(books).open(second));

        assertThat(found(books -> EnrollmentBook.in(books).find(first.account())))
                .contains(second);
    }

    @Test
    default void aRemovedEnrollmentIsGone() {
        var enrollment = enrollment(Fixtures.eleni().id());
        change(books -> EnrollmentBook.in(books).open(enrollment));

        change(books -> EnrollmentBook.in(books).remove(enrollment.account()));

        assertThat(found(books -> EnrollmentBook.in(books).find(enrollment.account())))
                .isEmpty();
    }
}
