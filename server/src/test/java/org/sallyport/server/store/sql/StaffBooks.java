package org.sallyport.server.store.sql;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.audit.Bookmarks;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.Person;
import org.sallyport.core.job.Job;
import org.sallyport.core.job.JobFiles;
import org.sallyport.core.job.JobId;
import org.sallyport.core.job.Jobs;
import org.sallyport.core.policy.PolicyBook;
import org.sallyport.core.policy.PolicyValue;
import org.sallyport.core.policy.Subject;
import org.sallyport.core.rollout.Rollout;
import org.sallyport.core.rollout.RolloutId;
import org.sallyport.core.rollout.Rollouts;
import org.sallyport.core.rollout.Switchover;
import org.sallyport.core.rollout.Switchovers;
import org.sallyport.core.secret.Seal;
import org.sallyport.core.source.Owned;
import org.sallyport.core.source.SourceConflict;
import org.sallyport.core.source.SourceConflicts;
import org.sallyport.core.source.SourceEntries;
import org.sallyport.core.source.SourceEntry;
import org.sallyport.core.source.SourceField;
import org.sallyport.core.source.SourceKey;
import org.sallyport.core.source.SourceLink;
import org.sallyport.core.source.SourceLinks;
import org.sallyport.core.source.SourceName;
import org.sallyport.core.source.SourceReading;
import org.sallyport.core.source.SourceReadings;
import org.sallyport.core.source.SourceState;
import org.sallyport.core.staff.GraveAct;
import org.sallyport.core.staff.Proposal;
import org.sallyport.core.staff.ProposalBook;
import org.sallyport.core.staff.Proposed;
import org.sallyport.core.store.Books;
import org.sallyport.core.webhook.Deliveries;
import org.sallyport.core.webhook.Delivery;
import org.sallyport.core.webhook.Target;
import org.sallyport.core.webhook.Webhook;
import org.sallyport.core.webhook.WebhookEvent;
import org.sallyport.core.webhook.WebhookId;
import org.sallyport.core.webhook.Webhooks;

/// Something in every book that staff work with, for two people: what is to be kept, moved about or sealed anew.
final class StaffBooks {
    private static final Person ELENI = FullBooks.ELENI;
    private static final Person MARIA = FullBooks.MARIA;

    /// Looks at all there is, of both.
    static final List<Consumer<Books>> LOOKS = List.of(
            books -> PolicyBook.in(books).all(),
            books -> ProposalBook.in(books).all(),
            books -> List.of(ELENI, MARIA)
                    .forEach(p -> Rollouts.in(books).find(rollout(p).id())),
            books -> List.of(ELENI, MARIA)
                    .forEach(p -> Switchovers.in(books).find(rollout(p).id(), p.id())),
            books -> List.of(ELENI, MARIA).forEach(p -> {
                SourceLinks.in(books).of(p.id());
                SourceLinks.in(books).find(sourceLink(p).key());
                SourceConflicts.in(books).find(sourceLink(p).key());
                SourceEntries.in(books).find(sourceEntry(p).key());
                SourceReadings.in(books).find(sourceLink(p).key().source());
            }),
            books -> List.of(ELENI, MARIA).forEach(p -> {
                follow(books, p);
                Webhooks.in(books).find(webhook(p).id());
                Deliveries.in(books).find(delivery(p).id());
            }),
            books -> List.of(ELENI, MARIA).forEach(p -> {
                Jobs.in(books).find(job(p).id());
                JobFiles.in(books).find(job(p).id());
            }));

    private StaffBooks() {}

    static void fill(Books books, Person p) {
        PolicyBook.in(books).set(policyValue(p));
        SourceLinks.in(books).put(sourceLink(p));
        SourceConflicts.in(books).put(sourceConflict(p));
        SourceEntries.in(books).put(sourceEntry(p));
        SourceReadings.in(books).put(sourceReading(p));
        Rollouts.in(books).put(rollout(p));
        Switchovers.in(books)
                .put(new Switchover(
                        rollout(p).id(),
                        p.id(),
                        Switchover.Why.TAKEN_BACK,
                        Fixtures.NOW,
                        Optional.of(rollout(p).until())));
        follow(books, p);
        Webhooks.in(books).put(webhook(p));
        Deliveries.in(books).put(delivery(p));
        ProposalBook.in(books).add(proposal(p));
        Jobs.in(books).put(job(p));
        JobFiles.in(books).put(job(p).id(), sealed("job_file", p));
    }

    private static Job job(Person person) {
        boolean first = person.equals(ELENI);
        return new Job(
                new JobId(person.id().value()),
                Job.Kind.PEOPLE_IMPORT,
                first ? Job.State.CHECKED : Job.State.TO_BE_DONE,
                Optional.of(person.id()),
                Fixtures.NOW.plusSeconds(first ? 0 : 9),
                Fixtures.NOW.plusSeconds(first ? 1 : 8),
                sealed("job", person));
    }

    private static byte[] sealed(String table, Person person) {
        var place = new Seal.Place(table, "content", person.id().toString());
        return new Seal(Fixtures.keyset(), Fixtures.generator())
                .seal(place, person.id().toString().getBytes(UTF_8));
    }

    private static Rollout rollout(Person person) {
        return new Rollout(
                new RolloutId(person.id().value()),
                new Subject.Group(new GroupName(person.id().toString())),
                Fixtures.NOW,
                Fixtures.NOW.plusSeconds(person.equals(ELENI) ? 1 : 2),
                Duration.ofDays(person.equals(ELENI) ? 1 : 2),
                person.equals(ELENI) ? Rollout.Status.RUNNING : Rollout.Status.PAUSED,
                Optional.empty());
    }

    /// For a group of the same name, so that its row can be found by whom it is about.
    private static PolicyValue policyValue(Person person) {
        boolean first = person.equals(ELENI);
        var group = new Subject.Group(new GroupName(person.id().toString()));
        return new PolicyValue(
                group,
                first ? "grace-days" : "app-passwords",
                first ? "14" : "allowed",
                Fixtures.NOW.plusSeconds(first ? 0 : 9));
    }

    private static SourceLink sourceLink(Person person) {
        boolean first = person.equals(ELENI);
        var key = new SourceKey(new SourceName(first ? "ldap/acme" : "scim/okta"), first ? "7" : "8");
        var owned = new Owned(
                Set.of(first ? SourceField.CONTACT : SourceField.LANGUAGE),
                Set.of(new GroupName(first ? "Press" : "Sales")));
        var since = Fixtures.NOW.plusSeconds(first ? 0 : 9);
        return new SourceLink(
                person.id(), key, first ? SourceState.PRESENT : SourceState.GONE, since, since.plusSeconds(1), owned);
    }

    private static Proposal proposal(Person person) {
        boolean first = person.equals(ELENI);
        var made = Fixtures.NOW.plusSeconds(first ? 0 : 9);
        var what = new Proposed(
                first ? GraveAct.ROLES : GraveAct.EXEMPTIONS,
                Optional.of(person.id()),
                first ? Map.of("role", "admin") : Map.of("required", "NO"));
        return new Proposal(
                new UUID(7, first ? 1 : 2),
                first ? MARIA.id() : ELENI.id(),
                what,
                first ? "ticket 12" : "ticket 13",
                made,
                made.plus(Proposal.GOOD_FOR));
    }

    private static SourceEntry sourceEntry(Person person) {
        boolean first = person.equals(ELENI);
        var kind = first ? SourceEntry.Kind.PERSON : SourceEntry.Kind.GROUP;
        var written = Fixtures.NOW.plusSeconds(first ? 0 : 9);
        return new SourceEntry(
                new SourceEntry.Key(
                        new SourceName(first ? "scim/okta" : "scim/entra"),
                        kind,
                        person.id().toString()),
                first ? "eleni" : "Sales",
                Optional.of(first ? "00u7" : "00g8"),
                first ? "{\"userName\":\"eleni\"}" : "{\"displayName\":\"Sales\"}",
                written,
                written.plusSeconds(1));
    }

    /// With their id as its mark, so that its row can be found by whom it is about.
    private static SourceReading sourceReading(Person person) {
        boolean first = person.equals(ELENI);
        var time = Fixtures.NOW.plusSeconds(first ? 0 : 9);
        var release = first ? SourceReading.Release.NOT_YET : SourceReading.Release.YES;
        return new SourceReading(
                sourceLink(person).key().source(),
                Optional.of(person.id().toString()),
                Optional.of(time),
                Optional.of(time.plusSeconds(1)),
                Optional.of(first ? SourceReading.Wanted.FULL : SourceReading.Wanted.DRY_RUN),
                Optional.of(new SourceReading.Lease("node " + person.id(), time.plusSeconds(2))),
                Optional.of(new SourceReading.Held(first ? 7 : 8, first ? 70 : 80, time.plusSeconds(3), release)));
    }

    private static SourceConflict sourceConflict(Person person) {
        boolean first = person.equals(ELENI);
        return new SourceConflict(
                sourceLink(person).key(),
                person.account().username(),
                person.account().profile().displayName(),
                first ? SourceConflict.Why.STAFF : SourceConflict.Why.NAME_TAKEN,
                Optional.of(person.id()),
                Fixtures.NOW.plusSeconds(first ? 0 : 9),
                first ? SourceConflict.Decision.OPEN : SourceConflict.Decision.LEFT);
    }

    /// With the id of its person.
    private static Webhook webhook(Person person) {
        boolean first = person.equals(ELENI);
        var id = new WebhookId(UUID.fromString(person.id().toString()));
        var sealed = FullBooks.seal().seal(new Seal.Place("webhook", "secrets", id.toString()), new byte[] {1, 2, 3});
        return new Webhook(
                id,
                first ? "Chat" : "Tickets",
                new Target(URI.create(first ? "https://chat.example/hook" : "https://tickets.example/hook")),
                Set.of(first ? WebhookEvent.ISSUE : WebhookEvent.REVOKE),
                first ? Optional.empty() : Optional.of(Webhook.Pause.GONE),
                Fixtures.NOW.plusSeconds(first ? 0 : 9),
                sealed);
    }

    private static Delivery delivery(Person person) {
        boolean first = person.equals(ELENI);
        return new Delivery(
                new UUID(7, first ? 1 : 2),
                webhook(person).id(),
                first ? 7 : 9,
                first ? "issue" : "revoke",
                first ? "{}" : "{\"type\": \"revoke\"}",
                Fixtures.NOW.plusSeconds(first ? 0 : 9),
                new Delivery.State(Delivery.Fate.WAITING, 0, Fixtures.NOW, Optional.empty()));
    }

    /// Called like them, so that its row can be found by whom it is about.
    private static void follow(Books books, Person person) {
        var turn = new Bookmarks.Turn(person.id().toString(), new UUID(0, 1), Fixtures.NOW);
        Bookmarks.in(books).take(turn, person.equals(ELENI) ? 7 : 9, Fixtures.NOW);
    }
}
