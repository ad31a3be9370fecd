package org.sallyport.server.config;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.source.Merge;
import org.sallyport.core.source.SourceName;

/// An identity provider that people sign in at, by OpenID Connect.
///
/// @param issuer exactly as the provider writes it into what it signs
/// @param marks what says that it asked for a second factor; empty where its word is not taken for one
public record OpenIdSource(
        SourceName name, Label label, URI issuer, Client client, Claims claims, List<Mark> marks, Rules rules) {
    public OpenIdSource {
        marks = List.copyOf(marks);
    }

    /// What its button says.
    public record Label(String english, String greek) {
        public String in(Locale language) {
            return language.getLanguage().equals("el") ? greek : english;
        }
    }

    /// As what Sallyport is known there.
    ///
    /// @param scopes that are asked for; `openid` among them
    /// @param hosts where its endpoints may be, besides the issuer's host
    public record Client(String id, Secret secret, Set<String> scopes, Set<String> hosts) {
        public Client {
            scopes = Set.copyOf(scopes);
            hosts = Set.copyOf(hosts);
        }
    }

    /// Which claims say what.
    ///
    /// @param id who it is for ever
    /// @param groups empty where it says nothing of groups
    public record Claims(String id, String username, Optional<String> groups) {}

    /// A value of `amr` or `acr` that says that a second factor was asked for.
    public record Mark(String claim, String value) {}

    /// @param creates whether whoever has no account gets one
    /// @param isStraight whether the sign-in page leads there at once
    /// @param domains whose people sign in there, by what stands behind the `@` of the name they type
    public record Rules(boolean creates, Merge merge, boolean isStraight, Set<String> domains) {
        public Rules {
            domains = Set.copyOf(domains);
        }
    }
}
