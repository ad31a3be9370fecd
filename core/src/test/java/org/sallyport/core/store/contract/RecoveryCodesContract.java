package org.sallyport.core.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.fixture.Crowd;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.method.MethodId;
import org.sallyport.core.recovery.RecoveryCode;
import org.sallyport.core.recovery.RecoveryCodeBook;

public interface RecoveryCodesContract extends StoreUnderTest {
    private List<RecoveryCode> sheet(AccountId account, int count) {
        var codes = IntStream.range(0, count)
                .mapToObj(i -> new RecoveryCode(MethodId.fresh(), account, "$digest$" + i, Fixtures.NOW))
                .toList();
        change(books -> RecoveryCodeBook.in(books).replaceAll(account, codes));
        return codes;
    }

    private List<RecoveryCode> held(AccountId account) {
        return listed(books -> RecoveryCodeBook.in(books).heldBy(account));
    }

    @Test
    default void aSetTakesThePlaceOfTheOneBefore() {
        var eleni = Fixtures.eleni().id();
        var nikos = sheet(Fixtures.nikos().id(), 2);
        var first = sheet(eleni, 3);

        var second = sheet(eleni, 2);

        assertThat(held(eleni)).containsExactlyInAnyOrderElementsOf(second);
        assertThat(held(Fixtures.nikos().id())).containsExactlyInAnyOrderElementsOf(nikos);
        assertThat(succeeds(books -> RecoveryCodeBook.in(books).use(first.getFirst())))
                .isFalse();
    }

    @Test
    default void anEmptySetLeavesNone() {
        var eleni = Fixtures.eleni().id();
        sheet(eleni, 3);

        sheet(eleni, 0);

        assertThat(held(eleni)).isEmpty();
    }

    @Test
    default void T24_ofManyWhoUseOneCodeAtOnceExactlyOneSucceeds() {
        var eleni = Fixtures.eleni().id();
        for (var code : sheet(eleni, 5)) {
            assertThat(Crowd.of(50)
                            .succeeding(
                                    i -> in(books -> RecoveryCodeBook.in(books).use(code))))
                    .isOne();
        }
        assertThat(held(eleni)).isEmpty();
    }
}
