package org.sallyport.server.directory.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Filter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.source.SourceName;

/// How a directory is asked.
///
/// @param base below which its people are
/// @param filter whom it counts among them
/// @param pageSize how many are read at once
public record DirectorySettings(
        SourceName source, Way way, DN base, Filter filter, Attributes attributes, Groups groups, int pageSize) {

    /// The way there.
    ///
    /// @param urls `ldap://host:port` or `ldaps://host:port`, the first that answers is asked
    /// @param trust certificates to trust it by; those of the machine where empty
    /// @param bindDn who asks; nobody, where empty
    public record Way(
            List<URI> urls, StartTls startTls, Optional<Path> trust, Optional<DN> bindDn, Optional<Secret> password) {
        public Way {
            urls = List.copyOf(urls);
        }
    }

    public enum StartTls {
        YES,
        NO
    }

    /// What it calls things.
    ///
    /// @param id what names somebody there for ever
    public record Attributes(String id, String username, String displayName, String mail, Optional<String> language) {}

    /// Where groups are.
    ///
    /// @param base empty where they are known by their names in `memberOf` alone
    public record Groups(Kind kind, Optional<DN> base, Filter filter, String name, Nested nested) {
        public enum Kind {
            NONE,
            /// What stands in `memberOf` of a person.
            MEMBER_OF,
            /// Whoever stands in `member` of a group.
            MEMBERS
        }
    }

    public enum Nested {
        YES,
        NO
    }

    /// How many wrong passwords of one person reach the directory within some time, so that it has no cause to lock
    /// them out.
    public record Binds(int wrong, Duration within) {}
}
