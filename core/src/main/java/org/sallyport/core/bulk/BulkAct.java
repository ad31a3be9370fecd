package org.sallyport.core.bulk;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.account.Permission;

/// What is done to many.
///
/// @param group which they join or leave; empty for any other kind
public record BulkAct(Kind kind, Optional<GroupName> group) {
    public enum Kind {
        REQUIRE_MFA(Permission.POLICY_CHANGE),
        SIGN_OUT(Permission.SESSIONS_END),
        REVOKE_APP_PASSWORDS(Permission.APP_PASSWORDS_REVOKE),
        DISABLE(Permission.PEOPLE_DISABLE),
        ENABLE(Permission.PEOPLE_DISABLE),
        JOIN_GROUP(Permission.PEOPLE_CHANGE),
        LEAVE_GROUP(Permission.PEOPLE_CHANGE);

        private final Permission needs;

        Kind(Permission needs) {
            this.needs = needs;
        }

        /// What one needs to be permitted to do it.
        public Permission needs() {
            return needs;
        }

        /// `require-mfa`: how forms and the audit log call it; never changed.
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /// Whether it is about a group.
        public boolean namesGroup() {
            return this == JOIN_GROUP || this == LEAVE_GROUP;
        }

        /// The kind with exactly this code.
        public static Optional<Kind> find(String code) {
            return Arrays.stream(values())
                    .filter(kind -> kind.code().equals(code))
                    .findFirst();
        }
    }

    public BulkAct {
        if (kind.namesGroup() != group.isPresent()) {
            throw new IllegalArgumentException(kind + " is about " + (kind.namesGroup() ? "a group" : "no group"));
        }
    }
}
