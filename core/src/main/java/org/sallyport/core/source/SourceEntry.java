package org.sallyport.core.source;

import java.time.Instant;
import java.util.Optional;

/// What a source that writes here wrote of a person or a group, word for word: what is made of it stands in the
/// account, and the source reads its own words back.
///
/// @param name of the group, or the user name in canonical form: what it is looked up by
/// @param externalId how the source calls it, where it says so
/// @param content in the source's own form
/// @param modified when it was written last
public record SourceEntry(
        Key key, String name, Optional<String> externalId, String content, Instant created, Instant modified) {
    /// @param id how Sallyport calls it towards the source, for ever
    public record Key(SourceName source, Kind kind, String id) {}

    public enum Kind {
        PERSON,
        GROUP
    }
}
