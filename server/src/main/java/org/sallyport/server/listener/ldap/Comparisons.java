package org.sallyport.server.listener.ldap;

import com.unboundid.ldap.matchingrules.MatchingRule;
import com.unboundid.ldap.sdk.Entry;
import java.util.Optional;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.account.Username;
import org.sallyport.core.roster.Roster;
import org.sallyport.core.store.Unavailable;
import org.sallyport.core.verify.Verifier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers compares (RFC 4511 section 4.10). Thread-safe; blocks.
final class Comparisons {
    private static final Logger LOG = LoggerFactory.getLogger(Comparisons.class);

    private final Tree tree;
    private final View view;
    private final Roster roster;

    Comparisons(Tree tree, Roster roster, Verifier verifier) {
        this.tree = tree;
        this.view = new View(tree, roster, verifier);
        this.roster = roster;
    }

    Reply answer(LdapRequest.Compare request, Identity identity) {
        if (request.controls().stream()
                .anyMatch(control -> control.isCritical() && !control.getOID().equals(Controls.MANAGE_DSA_IT))) {
            return Reply.CRITICAL_CONTROL;
        }
        if (identity instanceof Identity.Anonymous) {
            return Reply.NEEDS_BIND;
        }
        try {
            return compare(request, identity);
        } catch (Unavailable outage) {
            LOG.atWarn()
                    .setMessage("ldap.compare-deferred")
                    .addKeyValue("part", outage.part())
                    .addKeyValue("why", outage.getMessage())
                    .log();
            return Reply.UNAVAILABLE;
        }
    }

    private Reply compare(LdapRequest.Compare request, Identity identity) {
        if (!view.isInForce(identity)) {
            return Reply.NEEDS_BIND;
        }
        var dn = Tree.parsed(request.question().getDN());
        if (dn.isEmpty()) {
            return Reply.BAD_NAME;
        }
        var entry = view.entry(dn.get(), identity);
        if (entry.isEmpty()) {
            return Reply.NO_SUCH_OBJECT;
        }
        var attribute = SchemaEntry.attribute(request.question().getAttributeName());
        var value = request.question().getAssertionValue();
        var group = tree.group(dn.get());
        if (group.isPresent() && attribute.equals("member")) {
            return isMember(group.get(), Tree.parsed(value.stringValue()).flatMap(tree::person));
        }
        if (group.isPresent() && attribute.equals("memberuid") && entry.get().hasAttribute("gidNumber")) {
            return isMember(group.get(), Username.parse(value.stringValue()));
        }
        return holds(entry.get(), attribute, value.getValue());
    }

    /// Asks the person, who is in few groups, and not the group, which may have many members.
    private Reply isMember(GroupName group, Optional<Username> person) {
        boolean member = person.flatMap(roster::named).stream()
                .flatMap(found -> found.account().profile().groups().stream())
                .anyMatch(name -> name.folded().equals(group.folded()));
        return member ? Reply.COMPARE_TRUE : Reply.COMPARE_FALSE;
    }

    private static Reply holds(Entry entry, String attribute, byte[] value) {
        if (!entry.hasAttribute(attribute)) {
            return Reply.NO_SUCH_ATTRIBUTE;
        }
        var rule = MatchingRule.selectEqualityMatchingRule(attribute, SchemaEntry.SCHEMA);
        return entry.hasAttributeValue(attribute, value, rule) ? Reply.COMPARE_TRUE : Reply.COMPARE_FALSE;
    }
}
