package org.sallyport.core.store.memory;

import java.util.Optional;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.method.Challenge;
import org.sallyport.core.method.Challenges;

final class MemoryChallenges implements Challenges {
    private final Rows<String, Challenge> rows;

    MemoryChallenges(Undo undo) {
        this.rows = new Rows<>(undo);
    }

    @Override
    public void open(Challenge challenge) {
        rows.put(key(challenge.account(), challenge.purpose()), challenge);
    }

    @Override
    public Optional<Challenge> find(AccountId account, Challenge.Purpose purpose) {
        return rows.find(key(account, purpose));
    }

    @Override
    public boolean close(Challenge challenge) {
        boolean open = find(challenge.account(), challenge.purpose())
                .filter(c -> c.id().equals(challenge.id()))
                .isPresent();
        return open && rows.remove(key(challenge.account(), challenge.purpose()));
    }

    private static String key(AccountId account, Challenge.Purpose purpose) {
        return account + " " + purpose;
    }
}
