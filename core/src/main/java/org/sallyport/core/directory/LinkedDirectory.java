package org.sallyport.core.directory;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.source.SourceKey;
import org.sallyport.core.source.SourceLink;
import org.sallyport.core.source.SourceLinks;
import org.sallyport.core.source.SourceName;
import org.sallyport.core.store.Store;

/// The directory of all accounts: whose password a source knows is asked there, everybody else's here. Thread-safe.
///
/// How long an answer takes may tell who is of which: a source is asked over the network. That somebody is there at all
/// it does not tell, as long as some are kept here.
public final class LinkedDirectory implements Directory {
    /// A source's word that a password is wrong is worth this long: it may become the right one there at any moment.
    private static final Duration WORTH = Duration.ofMinutes(30);

    private static final AccountId NOBODY = AccountId.fresh();

    private final Directory local;
    private final Map<SourceName, SourcePasswords> sources;
    private final Store store;

    public LinkedDirectory(Directory local, List<SourcePasswords> sources, Store store) {
        this.local = local;
        this.sources = sources.stream().collect(Collectors.toMap(SourcePasswords::source, Function.identity()));
        this.store = store;
    }

    @Override
    public PasswordCheck check(AccountId account, Secret typed) {
        var known = known(account);
        return known.isPresent() ? known.get().check(typed) : local.check(account, typed);
    }

    @Override
    public Instant heldSince(AccountId account, Instant passwordChanged, Instant now) {
        if (known(account).isEmpty()) {
            return local.heldSince(account, passwordChanged, now);
        }
        long begun = now.toEpochMilli() - Math.floorMod(now.toEpochMilli(), WORTH.toMillis());
        var since = Instant.ofEpochMilli(begun);
        return since.isAfter(passwordChanged) ? since : passwordChanged;
    }

    @Override
    public void isNobodysPassword(Secret typed) {
        var _ = known(NOBODY);
        local.isNobodysPassword(typed);
    }

    /// Who knows somebody's password, and as whom.
    private record Known(SourcePasswords source, SourceKey key) {
        PasswordCheck check(Secret typed) {
            return source.check(key, typed);
        }
    }

    private Optional<Known> known(AccountId account) {
        return sources.isEmpty()
                ? Optional.empty()
                : store.look(books -> SourceLinks.in(books).of(account)).stream()
                        .map(SourceLink::key)
                        .flatMap(key -> Optional.ofNullable(sources.get(key.source())).stream()
                                .map(source -> new Known(source, key)))
                        .findFirst();
    }
}
