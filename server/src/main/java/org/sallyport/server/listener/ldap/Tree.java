package org.sallyport.server.listener.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.RDN;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.account.Username;
import org.sallyport.core.verify.TypedName;

/// Which names there are: the suffix with people, groups and services below it, and the one way from a typed name to
/// what it means. Names are compared as RFC 4514 and their attributes' rules say, in any letter case and escaping.
/// Immutable.
final class Tree {
    /// Longer names of binds are nobody's: user names have at most 254 characters, each at most three when escaped.
    static final int LONGEST_NAME = 2048;

    private static final String UID = "uid=";

    // Nothing that is escaped in a name or means something there (RFC 4514 section 2.4).
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9@._-]+");

    private final DN suffix;
    private final Branch people;
    private final DN groups;
    private final DN services;
    private final Map<DN, Branch> branches = new HashMap<>();
    private final Map<String, Branch> spelledAsHere = new HashMap<>();

    Tree(String suffix, List<LdapService> ofServices) {
        this.suffix = parsed(suffix).orElseThrow();
        this.people = new Branch(below("people"), Optional.empty());
        this.groups = below("groups");
        this.services = below("services");
        branches.put(people.dn(), people);
        for (var service : ofServices) {
            service.base()
                    .map(base -> new Branch(below(base), Optional.of(service)))
                    .ifPresent(branch -> branches.put(branch.dn(), branch));
        }
        branches.forEach((dn, branch) -> spelledAsHere.put(dn.toString(), branch));
    }

    // What programs send a thousand times a second is mostly spelled as it is here, and then needs no reading.
    private Optional<BindName> plain(String typed) {
        int comma = typed.indexOf(',');
        var branch = comma < 0 || !typed.startsWith(UID) ? null : spelledAsHere.get(typed.substring(comma + 1));
        if (branch == null) {
            return Optional.empty();
        }
        var name = typed.substring(UID.length(), comma);
        return PLAIN.matcher(name).matches()
                ? Optional.of(new BindName.OfPerson(new TypedName(name), branch))
                : Optional.empty();
    }

    DN suffix() {
        return suffix;
    }

    Branch people() {
        return people;
    }

    DN groups() {
        return groups;
    }

    DN service(String name) {
        return new DN(new RDN("cn", name), services);
    }

    DN of(GroupName group) {
        return new DN(new RDN("cn", group.value()), groups);
    }

    /// The branch of exactly this name.
    Optional<Branch> branch(DN dn) {
        return Optional.ofNullable(branches.get(dn));
    }

    /// The branch that a person of this name would be in.
    Optional<Branch> branchOver(DN dn) {
        var parent = dn.getParent();
        return parent == null ? Optional.empty() : branch(parent);
    }

    /// The person whose name this would be, in whatever branch; says nothing about whether there is such a person.
    Optional<Username> person(DN dn) {
        return branchOver(dn).flatMap(_ -> value(dn, "uid", "userid")).flatMap(Username::parse);
    }

    /// The group whose name this would be.
    Optional<GroupName> group(DN dn) {
        boolean isBelow = groups.equals(dn.getParent());
        return isBelow ? value(dn, "cn", "commonname").flatMap(Tree::groupName) : Optional.empty();
    }

    /// Whom a bind under this name means: a full name in any writing, or, as printers send it, the user name alone.
    BindName bindName(String typed) {
        if (typed.isEmpty()) {
            return new BindName.Nobody();
        }
        var plain = plain(typed);
        if (plain.isPresent()) {
            return plain.get();
        }
        // A user name may hold an equals sign, and a full name always does.
        var dn = typed.length() <= LONGEST_NAME && typed.indexOf('=') > 0 ? parsed(typed) : Optional.<DN>empty();
        var service =
                dn.filter(name -> services.equals(name.getParent())).flatMap(name -> value(name, "cn", "commonname"));
        if (service.isPresent()) {
            return new BindName.OfService(service.get());
        }
        var branch = dn.flatMap(this::branchOver);
        var name = branch.isPresent() ? dn.flatMap(full -> value(full, "uid", "userid")) : Optional.<String>empty();
        return name.isPresent()
                ? new BindName.OfPerson(new TypedName(name.get()), branch.orElseThrow())
                : new BindName.OfPerson(new TypedName(typed), people);
    }

    static Optional<DN> parsed(String name) {
        try {
            return Optional.of(new DN(name, SchemaEntry.SCHEMA));
        } catch (LDAPException notAName) {
            return Optional.empty();
        }
    }

    static Optional<GroupName> groupName(String text) {
        try {
            return Optional.of(new GroupName(text));
        } catch (IllegalArgumentException notAName) {
            return Optional.empty();
        }
    }

    /// The value of a name's last part, where that is a single one of the kind wanted.
    private static Optional<String> value(DN dn, String type, String alias) {
        @Nullable RDN last = dn.getRDN();
        if (last == null || last.isMultiValued()) {
            return Optional.empty();
        }
        var found = last.getAttributeNames()[0].toLowerCase(Locale.ROOT);
        return found.equals(type) || found.equals(alias) ? Optional.of(last.getAttributeValues()[0]) : Optional.empty();
    }

    private DN below(String unit) {
        return new DN(new RDN("ou", unit), suffix);
    }
}
