package org.sallyport.server.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.source.Merge;
import org.sallyport.core.source.SourceName;

/// Where accounts come from besides Sallyport itself.
public record Sources(List<Ldap> ldap) {
    public Sources {
        ldap = List.copyOf(ldap);
    }

    /// A directory.
    ///
    /// @param merge what makes one of them and an account that is there already one
    public record Ldap(
            SourceName source, Way way, People people, Groups groups, Rounds rounds, Binds binds, Merge merge) {}

    /// @param trust certificates to trust it by; those of the machine where empty
    public record Way(
            List<URI> urls,
            boolean startTls,
            Optional<Path> trust,
            Optional<String> bindDn,
            Optional<Secret> password) {
        public Way {
            urls = List.copyOf(urls);
        }
    }

    /// Who its people are, and what it calls what is known of them.
    ///
    /// @param base below which they are
    /// @param filter whom it counts among them
    public record People(
            String base,
            String filter,
            String id,
            String username,
            String displayName,
            String mail,
            Optional<String> language) {}

    public record Groups(Kind kind, Optional<String> base, String filter, String name, boolean nested) {
        public enum Kind {
            NONE,
            MEMBER_OF,
            MEMBERS
        }
    }

    public record Rounds(Duration every, Duration fullEvery, int pageSize, int fusePercent) {}

    /// @param passwordPage where its people change their password; empty where nobody is told
    public record Binds(int wrong, Duration within, Optional<URI> passwordPage) {}
}
