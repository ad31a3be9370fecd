package org.sallyport.core.source;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.sallyport.core.account.Account;

/// What follows from something that a source said, before any of it is done.
sealed interface Plan {
    /// What it comes to.
    Provisioned outcome();

    /// Nobody can tell whose account it is.
    record Clash(SourceConflict conflict) implements Plan {
        @Override
        public Provisioned outcome() {
            return new Provisioned.Conflict(conflict);
        }
    }

    /// @param before the account as it is; empty where it is to be added
    /// @param linkBefore the link as it is; empty where there is none
    /// @param conflict what an admin has to decide besides
    record Of(
            Optional<Account> before,
            Account after,
            Optional<SourceLink> linkBefore,
            SourceLink link,
            Optional<SourceConflict> conflict)
            implements Plan {

        @Override
        public Provisioned outcome() {
            if (before.isEmpty()) {
                return new Provisioned.Created(after.id());
            }
            if (before.get().status() != after.status()) {
                return after.isActive() ? new Provisioned.Woken(after.id()) : new Provisioned.Suspended(after.id());
            }
            if (conflict.isPresent()) {
                return new Provisioned.Conflict(conflict.get());
            }
            var fields = fields();
            return fields.isEmpty()
                    ? new Provisioned.Unchanged(after.id())
                    : new Provisioned.Updated(after.id(), fields);
        }

        /// Codes of what changes but the status.
        Set<String> fields() {
            var fields = new TreeSet<String>();
            before.ifPresent(account -> {
                add(fields, account.username().equals(after.username()), SourceField.USER_NAME.code());
                var profile = account.profile();
                add(
                        fields,
                        profile.displayName().equals(after.profile().displayName()),
                        SourceField.DISPLAY_NAME.code());
                add(fields, profile.language().equals(after.profile().language()), SourceField.LANGUAGE.code());
                add(fields, profile.groups().equals(after.profile().groups()), "groups");
                add(fields, account.contact().equals(after.contact()), SourceField.CONTACT.code());
            });
            add(fields, linkBefore.isPresent(), "link");
            return fields;
        }

        /// Whether the row of the link has to be written.
        boolean movesLink() {
            return linkBefore
                    .filter(before -> before.state() == link.state()
                            && before.owned().equals(link.owned())
                            && !before.isStale(link.seen()))
                    .isEmpty();
        }

        private static void add(Set<String> fields, boolean same, String code) {
            if (!same) {
                fields.add(code);
            }
        }
    }
}
