package org.sallyport.server.config;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The tree that the declared keys make: which paths hold a value, which hold keys, which hold a list.
///
/// @param leaves paths of values
/// @param branches paths of keys and, ending in `[]`, of the entries of a list
record Shape(Set<String> leaves, Set<String> branches) {
    /// Stands behind the path of something that the file writes as a list.
    static final String ENTRY = "[]";

    static Shape declared() {
        var leaves = new LinkedHashSet<String>();
        var branches = new LinkedHashSet<String>();
        for (var key : Keys.all()) {
            leaves.add(key.path());
            for (int dot = key.path().indexOf('.'); dot > 0; dot = key.path().indexOf('.', dot + 1)) {
                branches.add(key.path().substring(0, dot));
            }
        }
        return new Shape(leaves, branches);
    }

    /// The paths of the lists that hold values and no keys.
    List<String> listsOfValues() {
        return leaves.stream()
                .filter(leaf -> leaf.endsWith(ENTRY))
                .map(leaf -> leaf.substring(0, leaf.length() - ENTRY.length()))
                .toList();
    }

    /// Why this must not hold keys or, where it ends in [#ENTRY], a list; empty where it may, or where what it stands
    /// under is refused already.
    Optional<String> of(String branch) {
        var path = declared(branch);
        boolean listOfValues = branch.endsWith(ENTRY) && leaves.contains(path);
        if (branches.contains(path) || listOfValues) {
            return Optional.empty();
        }
        var bare = path.endsWith(ENTRY) ? path.substring(0, path.length() - ENTRY.length()) : path;
        if (leaves.contains(bare)) {
            return Optional.of("needs one value, found more under it");
        }
        if (branches.contains(bare)) {
            // An entry of such a list needs no second complaint.
            return branch.endsWith(ENTRY) ? Optional.of("needs keys under it, found a list") : Optional.empty();
        }
        if (branches.contains(bare + ENTRY) || leaves.contains(bare + ENTRY)) {
            // As above: an entry that holds keys where a value belongs.
            return Optional.of(
                    branch.endsWith("]") ? "needs one value" : "needs a list (each entry begins with a hyphen)");
        }
        return unknown(bare);
    }

    /// Why no single value may stand here; empty as in [#of].
    Optional<String> ofText(String text) {
        var path = declared(text);
        if (leaves.contains(path)) {
            return Optional.empty();
        }
        if (branches.contains(path)) {
            return Optional.of("needs keys under it, found a single value");
        }
        if (branches.contains(path + ENTRY)) {
            return Optional.of("needs a list (each entry begins with a hyphen)");
        }
        return unknown(path);
    }

    private Optional<String> unknown(String path) {
        int dot = path.lastIndexOf('.');
        var parent = dot < 0 ? "" : path.substring(0, dot);
        if (path.endsWith(ENTRY) || !parent.isEmpty() && !branches.contains(parent)) {
            return Optional.empty();
        }
        var known = new LinkedHashSet<String>(leaves);
        branches.stream().filter(branch -> !branch.endsWith(ENTRY)).forEach(known::add);
        return Optional.of("no such key"
                + Nearest.to(path, known)
                        .map(near -> "; did you mean " + near + "?")
                        .orElse(""));
    }

    private static String declared(String path) {
        return path.replaceAll("\\[[0-9]+]", ENTRY);
    }
}
