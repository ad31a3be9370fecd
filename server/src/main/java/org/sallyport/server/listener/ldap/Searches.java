package org.sallyport.server.listener.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.asking.Outcome;
import org.sallyport.core.roster.Roster;
import org.sallyport.core.store.Unavailable;
import org.sallyport.core.verify.Verifier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers searches (RFC 4511 section 4.5). Thread-safe; blocks, but for what [#atOnce] answers.
final class Searches {
    /// How deep conditions may stand within each other.
    static final int MOST_DEPTH = 32;

    private static final Logger LOG = LoggerFactory.getLogger(Searches.class);

    private final Tree tree;
    private final View view;
    private final Roster roster;
    private final Entry rootDse;
    private final InstantSource clock;
    private final AnswerRoom room;
    private final Cookies cookies = new Cookies();

    Searches(Tree tree, Roster roster, Verifier verifier, Entry rootDse, InstantSource clock, AnswerRoom room) {
        this.room = room;
        this.tree = tree;
        this.view = new View(tree, roster, verifier);
        this.roster = roster;
        this.rootDse = rootDse;
        this.clock = clock;
    }

    /// The answer where nobody has to be looked up: the root DSE and the schema, which anybody may read, and refusals.
    Optional<List<byte[]>> atOnce(LdapRequest.Search request, Identity identity) {
        var question = request.question();
        var refusal = refusal(request);
        if (refusal.isPresent()) {
            return Optional.of(Answers.only(request, refusal.get()));
        }
        var base = Tree.parsed(question.getBaseDN());
        if (base.isEmpty()) {
            return Optional.of(Answers.only(request, Reply.BAD_NAME));
        }
        var open = Reach.of(question.getScope()).filter(Reach.BASE::equals).flatMap(_ -> open(base.get()));
        if (open.isPresent()) {
            return Optional.of(open(request, open.get()));
        }
        return identity instanceof Identity.Anonymous
                ? Optional.of(Answers.only(request, Reply.NEEDS_BIND))
                : Optional.empty();
    }

    /// The entries and the result, as messages. An outage is an answer too, and never an empty one.
    Found answer(LdapRequest.Search request, Identity identity) {
        var share = room.share();
        var found = new Found(List.of(), share, Outcome.UNAVAILABLE);
        try {
            found = answer(request, identity, share);
            return found;
        } finally {
            // The result alone, or a defect: what was found before it is not told.
            if (found.messages().size() <= 1) {
                share.giveBack();
            }
        }
    }

    /// The same where none of it can be told now.
    Found busy(LdapRequest.Search request) {
        return new Found(Answers.only(request, Reply.BUSY), room.share(), Outcome.UNAVAILABLE);
    }

    /// What is the same for everybody. It is told before its caller is heard again, and takes no room until then: the
    /// share is that of whoever finds something, and nobody would give it back.
    private List<byte[]> open(LdapRequest.Search request, Entry entry) {
        var share = room.share();
        try {
            var answers = new Answers(request.id(), request.question(), share);
            var cannot = Answers.matches(request.question().getFilter(), entry)
                    ? answers.add(entry)
                    : Optional.<Reply>empty();
            return cannot.map(reply -> Answers.only(request, reply))
                    .orElseGet(() -> answers.with(Reply.SUCCESS, List.of()));
        } finally {
            share.giveBack();
        }
    }

    private Found answer(LdapRequest.Search request, Identity identity, AnswerRoom.Share share) {
        try {
            return new Found(look(request, identity, share), share, Outcome.ANSWERED);
        } catch (Unavailable outage) {
            LOG.atWarn()
                    .setMessage("ldap.search-deferred")
                    .addKeyValue("part", outage.part())
                    .addKeyValue("why", outage.getMessage())
                    .log();
            return new Found(Answers.only(request, Reply.UNAVAILABLE), share, Outcome.UNAVAILABLE);
        } catch (View.TooManyMembers tooMany) {
            return new Found(Answers.only(request, Reply.ADMIN_LIMIT), share, Outcome.REFUSED);
        }
    }

    private List<byte[]> look(LdapRequest.Search request, Identity identity, AnswerRoom.Share share) {
        if (!view.isInForce(identity)) {
            return Answers.only(request, Reply.NEEDS_BIND);
        }
        var question = request.question();
        var base = Tree.parsed(question.getBaseDN()).orElseThrow();
        var members = Wanted.members(question.getAttributes(), question.getFilter());
        var reach = Reach.of(question.getScope()).orElseThrow();
        var sections = view.sections(base, reach, members, identity);
        if (sections.isEmpty()) {
            return Answers.only(request, Reply.NO_SUCH_OBJECT);
        }
        var filter = Wanted.canonical(question.getFilter(), tree);
        var finder = new Finder(roster, Leads.toPeople(filter, tree), Leads.toGroups(filter, tree));
        var page = Page.of(request, identity, cookies, clock.instant());
        if (page.isEmpty()) {
            return Answers.only(request, Reply.protocolError("the cookie is not of this search"));
        }
        var answers = new Answers(request.id(), question, share);
        return new Walk(answers, filter, members, view, page.get(), clock).through(sections.get(), finder);
    }

    private static Optional<Reply> refusal(LdapRequest.Search request) {
        boolean unknown = request.controls().stream()
                .anyMatch(control -> control.isCritical() && !Controls.KNOWN.contains(control.getOID()));
        if (unknown) {
            return Optional.of(Reply.CRITICAL_CONTROL);
        }
        if (Reach.of(request.question().getScope()).isEmpty()) {
            return Optional.of(Reply.protocolError("a scope is 0, 1 or 2"));
        }
        if (depth(request.question().getFilter()) > MOST_DEPTH) {
            return Optional.of(Reply.ADMIN_LIMIT);
        }
        try {
            boolean impossible = Controls.paging(request.controls())
                    .filter(paging -> paging.size() < 0)
                    .isPresent();
            return impossible ? Optional.of(Reply.protocolError("a page has a size")) : Optional.empty();
        } catch (LDAPException unreadable) {
            return Optional.of(Reply.protocolError("a control cannot be read"));
        }
    }

    private Optional<Entry> open(DN base) {
        if (base.isNullDN()) {
            return Optional.of(rootDse);
        }
        return base.equals(SchemaEntry.ENTRY_NAME) ? Optional.of(SchemaEntry.ENTRY) : Optional.empty();
    }

    private static int depth(Filter filter) {
        int below = 0;
        for (var component : filter.getComponents()) {
            below = Math.max(below, depth(component));
        }
        var not = filter.getNOTComponent();
        return 1 + (not == null ? below : depth(not));
    }
}
