package org.sallyport.core.store.memory;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.method.Challenge;
import org.sallyport.core.method.Challenges;

final class MemoryChallenges implements Challenges, Erasable {
    private final Rows<String, Challenge> rows;

    MemoryChallenges(Undo undo) {
        this.rows = new Rows<>(undo);
    }

    @Override
    public void open(Challenge challenge) {
        var oldest = Comparator.comparing(
                (String place) -> rows.find(place).map(Challenge::expires).orElse(Instant.MIN));
        rows.put(places(challenge.account(), challenge.purpose()).min(oldest).orElseThrow(), challenge);
    }

    @Override
    public List<Challenge> of(AccountId account, Challenge.Purpose purpose) {
        return places(account, purpose)
                .flatMap(place -> rows.find(place).stream())
                .toList();
    }

    @Override
    public boolean close(Challenge challenge) {
        return places(challenge.account(), challenge.purpose())
                .filter(place -> rows.find(place)
                        .filter(open -> open.id().equals(challenge.id()))
                        .isPresent())
                .findFirst()
                .filter(rows::remove)
                .isPresent();
    }

    private static Stream<String> places(AccountId account, Challenge.Purpose purpose) {
        return IntStream.range(0, purpose.atOnce()).mapToObj(place -> account + " " + purpose + " " + place);
    }

    @Override
    public void erase(AccountId account) {
        rows.removeIf(challenge -> challenge.account().equals(account));
    }
}
