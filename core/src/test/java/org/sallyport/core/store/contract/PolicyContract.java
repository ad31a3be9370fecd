package org.sallyport.core.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.policy.PolicyBook;
import org.sallyport.core.policy.PolicyValue;
import org.sallyport.core.policy.Subject;

public interface PolicyContract extends StoreUnderTest {
    private static PolicyValue value(Subject subject, String code, String value) {
        return new PolicyValue(subject, code, value, Fixtures.NOW);
    }

    private static Subject group(String name) {
        return new Subject.Group(new GroupName(name));
    }

    private void set(PolicyValue... values) {
        change(books -> List.of(values).forEach(PolicyBook.in(books)::set));
    }

    @Test
    default void valuesAreKeptBySubjectAndKey() {
        var everybody = value(new Subject.Everybody(), "grace-days", "14");
        var press = value(group("press"), "grace-days", "7");
        var contact = value(group("press"), "missing-contact", "refuse");
        set(everybody, press, contact, value(group("Press"), "grace-days", "1"));

        assertThat(listed(books -> PolicyBook.in(books).about(List.of(group("press"), group("staff")))))
                .containsExactlyInAnyOrder(press, contact);
        assertThat(listed(books -> PolicyBook.in(books).about(List.of(new Subject.Everybody(), group("press")))))
                .containsExactlyInAnyOrder(everybody, press, contact);
        assertThat(listed(books -> PolicyBook.in(books).all())).hasSize(4).contains(everybody, press, contact);
    }

    @Test
    default void onePersonsValuesAreTheirOwn() {
        var nikos = new Subject.Person(AccountId.fresh());
        var own = value(nikos, "grace-days", "14");
        set(own, value(new Subject.Person(AccountId.fresh()), "grace-days", "7"));

        assertThat(listed(books -> PolicyBook.in(books).about(List.of(new Subject.Everybody(), nikos))))
                .containsExactly(own);
        change(books -> PolicyBook.in(books).clear(nikos, "grace-days"));
        assertThat(listed(books -> PolicyBook.in(books).about(List.of(nikos)))).isEmpty();
    }

    @Test
    default void aLaterValueReplacesTheEarlierOne() {
        set(value(group("press"), "grace-days", "7"));
        set(value(group("press"), "grace-days", "9"));

        assertThat(listed(books -> PolicyBook.in(books).all()))
                .containsExactly(value(group("press"), "grace-days", "9"));
    }

    @Test
    default void aClearedValueIsGoneAndNoOther() {
        set(value(group("press"), "grace-days", "7"), value(group("press"), "missing-contact", "ask"));

        change(books -> PolicyBook.in(books).clear(group("press"), "grace-days"));

        assertThat(listed(books -> PolicyBook.in(books).all()))
                .containsExactly(value(group("press"), "missing-contact", "ask"));
    }
}
