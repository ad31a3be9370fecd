package org.sallyport.core.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sallyport.core.api.KeptAnswer;
import org.sallyport.core.api.KeptAnswers;
import org.sallyport.core.fixture.Crowd;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.secret.Digest;
import org.sallyport.core.secret.Purpose;
import org.sallyport.core.secret.Seal;

public interface KeptAnswersContract extends StoreUnderTest {
    private static Digest digest(String text) {
        return Fixtures.keyset().digest(Purpose.API_TOKEN, text.getBytes(StandardCharsets.US_ASCII));
    }

    private static KeptAnswer open(String key) {
        return new KeptAnswer(digest(key), digest("request"), Fixtures.NOW, Optional.empty());
    }

    private static KeptAnswer done(String key) {
        var place = new Seal.Place("kept_answer", "content", digest(key).text());
        var sealed = new Seal(Fixtures.keyset(), Fixtures.generator()).seal(place, new byte[] {1, 2, 3});
        return new KeptAnswer(digest(key), digest("request"), Fixtures.NOW, Optional.of(sealed));
    }

    @Test
    default void anAnswerTakesThePlaceOfTheRequestThatWasUnderWay() {
        var done = done("key");
        change(books -> KeptAnswers.in(books).begin(open("key")));
        assertThat(found(books -> KeptAnswers.in(books).find(digest("key"))).flatMap(KeptAnswer::sealed))
                .isEmpty();

        change(books -> KeptAnswers.in(books).finish(done));

        var found = in(books -> KeptAnswers.in(books).find(digest("key"))).orElseThrow();
        assertThat(found).usingRecursiveComparison().isEqualTo(done);
    }

    @Test
    default void ofManyWithOneKeyOneBegins() {
        assertThat(Crowd.of(20)
                        .succeeding(i -> in(books -> KeptAnswers.in(books).begin(open("key")))))
                .isOne();
    }

    @Test
    default void anAnswerThatNobodyBeganIsNotKept() {
        change(books -> KeptAnswers.in(books).finish(done("key")));

        assertThat(found(books -> KeptAnswers.in(books).find(digest("key")))).isEmpty();
    }

    @Test
    default void answersAreRemovedAndSwept() {
        change(books -> {
            KeptAnswers.in(books).begin(open("one"));
            KeptAnswers.in(books).begin(open("two"));
        });

        change(books -> KeptAnswers.in(books).remove(digest("one")));
        change(books -> KeptAnswers.in(books).sweep(Fixtures.NOW.minusMillis(1)));
        assertThat(found(books -> KeptAnswers.in(books).find(digest("one")))).isEmpty();
        assertThat(found(books -> KeptAnswers.in(books).find(digest("two")))).isPresent();

        change(books -> KeptAnswers.in(books).sweep(Fixtures.NOW));
        assertThat(found(books -> KeptAnswers.in(books).find(digest("two")))).isEmpty();
    }
}
