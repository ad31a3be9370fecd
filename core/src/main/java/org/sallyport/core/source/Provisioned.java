package org.sallyport.core.source;

import java.util.Optional;
import java.util.Set;
import org.sallyport.core.account.AccountId;

/// What came of something that a source said of somebody.
public sealed interface Provisioned {
    /// Whose account it is about; empty for a conflict before anybody has one.
    Optional<AccountId> about();

    record Created(AccountId account) implements Provisioned {
        @Override
        public Optional<AccountId> about() {
            return Optional.of(account);
        }
    }

    /// Something of the account changed, or it became one with somebody of the source.
    ///
    /// @param fields codes of what changed: those of [SourceField], `groups` and `link`
    record Updated(AccountId account, Set<String> fields) implements Provisioned {
        public Updated {
            fields = Set.copyOf(fields);
        }

        @Override
        public Optional<AccountId> about() {
            return Optional.of(account);
        }
    }

    record Unchanged(AccountId account) implements Provisioned {
        @Override
        public Optional<AccountId> about() {
            return Optional.of(account);
        }
    }

    /// They sign in nowhere from now on, and what their apps had open is closed.
    record Suspended(AccountId account) implements Provisioned {
        @Override
        public Optional<AccountId> about() {
            return Optional.of(account);
        }
    }

    record Woken(AccountId account) implements Provisioned {
        @Override
        public Optional<AccountId> about() {
            return Optional.of(account);
        }
    }

    /// An admin has to decide; it stands in the book of conflicts. What else could be done was done.
    record Conflict(SourceConflict what) implements Provisioned {
        @Override
        public Optional<AccountId> about() {
            return what.with();
        }
    }
}
