package org.sallyport.server.web.frame;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What stands around a page.
///
/// @param language the page's own
/// @param languages all there are
/// @param here the page's path, to come back to after changing the language
/// @param formToken what every form brings back; empty when none can be had, and then no form is shown
/// @param who is signed in, if anybody
/// @param organisation as people know it
/// @param assets where styles and scripts are
public record Frame(
        Languages.Language language,
        List<Languages.Language> languages,
        String here,
        String formToken,
        Optional<Who> who,
        String organisation,
        Assets assets) {

    /// Whether the page is one of the administration's, which have styles and a script of their own.
    public boolean isAdministration() {
        return here.equals("/admin") || here.startsWith("/admin/") || here.startsWith("/admin?");
    }

    /// @param complete whether every page of theirs is open to them, so that the frame may link to it
    /// @param duties the codes of what they may do in the administration, so that only that is linked to
    public record Who(String name, boolean complete, Set<String> duties) {
        public Who {
            duties = Set.copyOf(duties);
        }

        /// Whether the frame links to the admin pages.
        public boolean admin() {
            return !duties.isEmpty();
        }

        public boolean may(String permission) {
            return duties.contains(permission);
        }
    }
}
