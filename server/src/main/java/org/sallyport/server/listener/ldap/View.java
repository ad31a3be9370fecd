package org.sallyport.server.listener.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.account.Username;
import org.sallyport.core.roster.Group;
import org.sallyport.core.roster.Listed;
import org.sallyport.core.roster.Roster;
import org.sallyport.core.store.Unavailable;
import org.sallyport.core.verify.Verifier;

/// Who may see what. A service sees everything; a person sees their own entry, and to them it is as if there were no
/// other; whoever has not bound sees nothing here. Blocks.
final class View {
    /// A group with more members is not shown whole, and therefore not at all.
    static final int MOST_MEMBERS = 5000;

    private static final int MEMBERS_AT_A_TIME = 500;

    private final Tree tree;
    private final Entries entries;
    private final Roster roster;
    private final Verifier verifier;

    View(Tree tree, Roster roster, Verifier verifier) {
        this.tree = tree;
        this.verifier = verifier;
        this.entries = new Entries(tree);
        this.roster = roster;
    }

    /// Whether an entry of a group is wanted with its members.
    enum Members {
        WANTED,
        NOT_WANTED
    }

    /// A group has more members than are shown.
    static final class TooManyMembers extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooManyMembers() {
            super("more than " + MOST_MEMBERS, null, false, false);
        }
    }

    /// Whether somebody who has bound may still see what they see: connections outlive app passwords. Blocks.
    ///
    /// @throws Unavailable when nobody can tell
    boolean isInForce(Identity identity) {
        return switch (identity) {
            case Identity.Anonymous() -> true;
            case Identity.Person(var attempt, var verdict, var _) -> verifier.stillAccepts(attempt, verdict);
            case Identity.Service(var _, var _, var signIn) ->
                signIn.isEmpty()
                        || verifier.stillAccepts(
                                signIn.get().attempt(), signIn.get().verdict());
        };
    }

    /// What a search below this name looks through; empty where there is nothing of that name for this caller.
    Optional<List<Section>> sections(DN base, Reach scope, Members members, Identity identity) {
        return switch (identity) {
            case Identity.Anonymous() -> Optional.empty();
            case Identity.Person person -> ofPerson(base, scope, person.name());
            case Identity.Service _ -> ofService(base, scope, members);
        };
    }

    /// The entry of exactly this name, without members; empty where there is none for this caller.
    Optional<Entry> entry(DN dn, Identity identity) {
        var sections = sections(dn, Reach.BASE, Members.NOT_WANTED, identity).orElse(List.of());
        return sections.stream()
                .flatMap(section -> section instanceof Section.Fixed(var some) ? some.stream() : null)
                .findFirst();
    }

    Entry person(Listed person, Branch branch) {
        return entries.person(person, branch);
    }

    /// @throws TooManyMembers where it has more than are shown
    Entry group(Group group, Members members) {
        return entries.group(group, members == Members.WANTED ? members(group.name()) : List.of());
    }

    private Optional<List<Section>> ofPerson(DN base, Reach scope, Username own) {
        var branch = tree.branchOver(base);
        if (branch.isPresent()) {
            boolean isOwn = tree.person(base).filter(own::equals).isPresent();
            return isOwn ? Optional.of(own(own, branch.get(), scope != Reach.ONE)) : Optional.empty();
        }
        var below = base.equals(tree.suffix()) ? Optional.of(tree.people()) : tree.branch(base);
        boolean reaches =
                scope == Reach.SUB || scope == Reach.ONE && tree.branch(base).isPresent();
        return scope == Reach.BASE ? Optional.empty() : below.map(found -> own(own, found, reaches));
    }

    private List<Section> own(Username own, Branch branch, boolean reached) {
        var found = reached ? roster.named(own) : Optional.<Listed>empty();
        return List.of(new Section.Fixed(
                found.map(person -> entries.person(person, branch)).stream().toList()));
    }

    private Optional<List<Section>> ofService(DN base, Reach scope, Members members) {
        if (base.equals(tree.suffix())) {
            return Optional.of(belowSuffix(scope));
        }
        if (base.equals(tree.groups())) {
            return Optional.of(below(base, scope, new Section.Groups()));
        }
        var branch = tree.branch(base);
        if (branch.isPresent()) {
            return Optional.of(below(base, scope, new Section.People(branch.get())));
        }
        return leaf(base, members)
                .map(entry -> List.of(new Section.Fixed(scope == Reach.ONE ? List.of() : List.of(entry))));
    }

    private Optional<Entry> leaf(DN base, Members members) {
        var group = tree.group(base).flatMap(roster::group);
        if (group.isPresent()) {
            return Optional.of(group(group.get(), members));
        }
        return tree.person(base)
                .flatMap(roster::named)
                .map(person -> entries.person(person, tree.branchOver(base).orElseThrow()));
    }

    private List<Section> belowSuffix(Reach scope) {
        var above = entries.above();
        var sections = new ArrayList<Section>();
        if (scope == Reach.BASE) {
            sections.add(new Section.Fixed(above.subList(0, 1)));
        } else if (scope == Reach.ONE) {
            sections.add(new Section.Fixed(above.subList(1, above.size())));
        } else {
            sections.add(new Section.Fixed(above));
            sections.add(new Section.People(tree.people()));
            sections.add(new Section.Groups());
        }
        return sections;
    }

    private List<Section> below(DN base, Reach scope, Section children) {
        var itself = new Section.Fixed(List.of(entries.unit(base)));
        if (scope == Reach.BASE) {
            return List.of(itself);
        }
        return scope == Reach.ONE ? List.of(children) : List.of(itself, children);
    }

    private List<Username> members(GroupName group) {
        var members = new ArrayList<Username>();
        Optional<Username> after = Optional.empty();
        while (true) {
            var page = roster.members(group, after, MEMBERS_AT_A_TIME);
            page.forEach(person -> members.add(person.account().username()));
            if (page.isEmpty()) {
                return members;
            }
            if (members.size() > MOST_MEMBERS) {
                throw new TooManyMembers();
            }
            after = Optional.of(members.getLast());
        }
    }
}
