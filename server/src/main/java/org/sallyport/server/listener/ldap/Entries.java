package org.sallyport.server.listener.ldap;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.RDN;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.sallyport.core.account.EmailAddress;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.account.Username;
import org.sallyport.core.roster.Group;
import org.sallyport.core.roster.Listed;

/// People and groups as entries. There is no attribute for anything of a password, and none for the contact on record:
/// that is where codes go, and nobody else's affair. Immutable.
final class Entries {
    /// What an entry of a person may have, as [SchemaEntry#attribute] writes it.
    static final Set<String> OF_PEOPLE = Set.of(
            "objectclass",
            "uid",
            "cn",
            "sn",
            "givenname",
            "displayname",
            "mail",
            "preferredlanguage",
            "memberof",
            "entryuuid",
            "nsaccountlock",
            "subschemasubentry",
            "uidnumber",
            "gidnumber",
            "homedirectory",
            "loginshell");

    /// What an entry of a group may have.
    static final Set<String> OF_GROUPS =
            Set.of("objectclass", "cn", "member", "memberuid", "gidnumber", "entryuuid", "subschemasubentry");

    private final Tree tree;

    Entries(Tree tree) {
        this.tree = tree;
    }

    Entry person(Listed person, Branch branch) {
        var account = person.account();
        var name = account.profile().displayName();
        int lastBlank = name.lastIndexOf(' ');
        var attributes = new ArrayList<Attribute>();
        var classes = new ArrayList<>(List.of("top", "person", "organizationalPerson", "inetOrgPerson"));
        person.posix().ifPresent(_ -> classes.add("posixAccount"));
        attributes.add(new Attribute("objectClass", SchemaEntry.SCHEMA, classes));
        attributes.add(attribute("uid", account.username().canonical()));
        attributes.add(attribute("cn", name));
        attributes.add(attribute("sn", name.substring(lastBlank + 1)));
        if (lastBlank > 0) {
            attributes.add(attribute("givenName", name.substring(0, lastBlank)));
        }
        attributes.add(attribute("displayName", name));
        EmailAddress.parse(account.username().canonical())
                .ifPresent(address -> attributes.add(attribute("mail", address.value())));
        attributes.add(
                attribute("preferredLanguage", account.profile().language().toLanguageTag()));
        var groups = account.profile().groups().stream()
                .sorted()
                .map(group -> tree.of(group).toString())
                .toList();
        if (!groups.isEmpty()) {
            attributes.add(new Attribute("memberOf", SchemaEntry.SCHEMA, groups));
        }
        person.posix().ifPresent(ids -> {
            attributes.add(attribute("uidNumber", Long.toString(ids.uid())));
            attributes.add(attribute("gidNumber", Long.toString(ids.gid())));
            attributes.add(attribute("homeDirectory", ids.home()));
            attributes.add(attribute("loginShell", ids.shell()));
        });
        if (!account.isActive()) {
            attributes.add(attribute("nsAccountLock", "TRUE"));
        }
        addOperational(attributes, account.id().value());
        return new Entry(branch.of(account.username()), SchemaEntry.SCHEMA, attributes);
    }

    /// @param members all of them, or none where nobody asks for them
    Entry group(Group group, List<Username> members) {
        var attributes = new ArrayList<Attribute>();
        var classes = new ArrayList<>(List.of("top", "groupOfNames"));
        group.gid().ifPresent(_ -> classes.add("posixGroup"));
        attributes.add(new Attribute("objectClass", SchemaEntry.SCHEMA, classes));
        attributes.add(attribute("cn", group.name().value()));
        if (!members.isEmpty()) {
            var names = members.stream()
                    .map(name -> tree.people().of(name).toString())
                    .toList();
            attributes.add(new Attribute("member", SchemaEntry.SCHEMA, names));
        }
        group.gid().ifPresent(gid -> {
            attributes.add(attribute("gidNumber", Long.toString(gid)));
            if (!members.isEmpty()) {
                var names = members.stream().map(Username::canonical).toList();
                attributes.add(new Attribute("memberUid", SchemaEntry.SCHEMA, names));
            }
        });
        addOperational(attributes, uuid(group.name()));
        return new Entry(tree.of(group.name()), SchemaEntry.SCHEMA, attributes);
    }

    /// The entries above people and groups, from the top.
    List<Entry> above() {
        return List.of(suffix(), unit(tree.people().dn()), unit(tree.groups()));
    }

    Entry unit(DN dn) {
        var attributes = new ArrayList<Attribute>();
        attributes.add(new Attribute("objectClass", SchemaEntry.SCHEMA, "top", "organizationalUnit"));
        attributes.add(attribute("ou", last(dn).getAttributeValues()[0]));
        addOperational(
                attributes, UUID.nameUUIDFromBytes(dn.toNormalizedString().getBytes(UTF_8)));
        return new Entry(dn, SchemaEntry.SCHEMA, attributes);
    }

    /// A group's number that never changes: it has no other identity than its name.
    static UUID uuid(GroupName group) {
        return UUID.nameUUIDFromBytes(("group:" + group.folded()).getBytes(UTF_8));
    }

    private Entry suffix() {
        var first = last(tree.suffix());
        var type = first.getAttributeNames()[0];
        var attributes = new ArrayList<Attribute>();
        var classes = switch (type.toLowerCase(Locale.ROOT)) {
            case "dc" -> List.of("top", "organization", "dcObject");
            case "ou" -> List.of("top", "organizationalUnit");
            default -> List.of("top", "organization");
        };
        attributes.add(new Attribute("objectClass", SchemaEntry.SCHEMA, classes));
        attributes.add(attribute(type, first.getAttributeValues()[0]));
        if (type.equalsIgnoreCase("dc")) {
            attributes.add(attribute("o", first.getAttributeValues()[0]));
        }
        addOperational(
                attributes,
                UUID.nameUUIDFromBytes(tree.suffix().toNormalizedString().getBytes(UTF_8)));
        return new Entry(tree.suffix(), SchemaEntry.SCHEMA, attributes);
    }

    private static void addOperational(List<Attribute> attributes, UUID uuid) {
        attributes.add(attribute("entryUUID", uuid.toString()));
        attributes.add(attribute("subschemaSubentry", SchemaEntry.NAME));
    }

    private static RDN last(DN dn) {
        return Objects.requireNonNull(dn.getRDN());
    }

    private static Attribute attribute(String name, String value) {
        return new Attribute(name, SchemaEntry.SCHEMA, value);
    }
}
