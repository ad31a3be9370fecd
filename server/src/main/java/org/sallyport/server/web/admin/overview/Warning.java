package org.sallyport.server.web.admin.overview;

import java.util.Optional;
import org.sallyport.core.account.Permission;
import org.sallyport.server.web.frame.Said;

/// Something that somebody should see to.
///
/// @param grave whether it is more than a matter of time
/// @param link where whoever may goes from here
public record Warning(Said said, boolean grave, Optional<Link> link) {
    /// @param path a page of the administration
    /// @param words the key of what the link says
    public record Link(String path, String words, Permission needed) {}

    public static Warning caution(Said said) {
        return new Warning(said, false, Optional.empty());
    }

    public static Warning grave(Said said) {
        return new Warning(said, true, Optional.empty());
    }

    /// The same with a link to where it can be seen, or seen to.
    public Warning leadingTo(String path, String words, Permission needed) {
        return new Warning(said, grave, Optional.of(new Link(path, words, needed)));
    }
}
