package org.sallyport.server.web.frame;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.sallyport.core.account.AccountId;

/// Places for the streams of this node: so many in all, and a few for each person, whose oldest makes room for a new
/// one. So nobody takes the places of others, and a stream that a phone has lost keeps nothing from being heard.
/// Thread-safe.
public final class Streams {
    private final int most;
    private final int mostOfOne;
    private final Map<AccountId, Deque<Place>> taken = new HashMap<>();
    private int open;

    /// @param most of all people
    /// @param mostOfOne of one person
    public Streams(int most, int mostOfOne) {
        this.most = most;
        this.mostOfOne = mostOfOne;
    }

    /// A place for the stream that the calling thread writes; empty where others have them all.
    public synchronized Optional<Place> take(AccountId person) {
        var own = taken.getOrDefault(person, new ArrayDeque<>());
        if (own.size() >= mostOfOne || open >= most && !own.isEmpty()) {
            own.getFirst().makeRoom();
        }
        if (open >= most) {
            return Optional.empty();
        }
        var place = new Place(person);
        own.addLast(place);
        taken.put(person, own);
        open++;
        return Optional.of(place);
    }

    private synchronized void giveBack(Place place) {
        var own = taken.getOrDefault(place.person, new ArrayDeque<>());
        if (own.remove(place)) {
            open--;
        }
        if (own.isEmpty()) {
            taken.remove(place.person);
        }
    }

    /// One stream's place, until it is closed.
    public final class Place implements AutoCloseable {
        private final AccountId person;
        private final Thread writer = Thread.currentThread();
        private volatile boolean isOver;

        private Place(AccountId person) {
            this.person = person;
        }

        /// Whether it has been given to a newer stream of the same person.
        public boolean isOver() {
            return isOver;
        }

        private void makeRoom() {
            isOver = true;
            giveBack(this);
            // It may be resting between two looks.
            LockSupport.unpark(writer);
        }

        @Override
        public void close() {
            giveBack(this);
        }
    }
}
