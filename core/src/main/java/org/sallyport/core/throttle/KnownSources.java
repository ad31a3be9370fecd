package org.sallyport.core.throttle;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.caller.Network;
import org.sallyport.core.caller.Source;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Store;

/// The book of the places from which an account was opened lately: what is still served while strangers guess at it.
public interface KnownSources {
    /// How long a place stays known without another success.
    Duration LATELY = Duration.ofDays(30);

    static KnownSources in(Books books) {
        return books.book(KnownSources.class);
    }

    /// Asks this book of a store.
    static GuardedDirectory.Familiar familiar(Store store) {
        return (account, source, now) ->
                store.transact(books -> KnownSources.in(books).knows(account, place(source), now.minus(LATELY)));
    }

    /// The place that a source is. A server that never says where its apps are is one place by itself; else nobody who
    /// comes through it would ever be known.
    static Network place(Source source) {
        return source.prefix().orElseGet(() -> Network.nowhere(source.asker()));
    }

    /// That an account was opened from a place.
    record Sighting(AccountId account, Network place, Instant at) {}

    /// Notes many at once; an earlier one than is on record changes nothing.
    void seen(List<Sighting> sightings);

    /// Whether it was opened from there at or behind `since`.
    boolean knows(AccountId account, Network prefix, Instant since);

    /// Forgets what was last seen before `before`.
    void sweep(Instant before);
}
