package org.sallyport.core.store.memory;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.Changes;
import org.sallyport.core.account.CredentialsBook;
import org.sallyport.core.account.Deletions;
import org.sallyport.core.account.EarlierPasswords;
import org.sallyport.core.account.Groups;
import org.sallyport.core.account.ManyAccounts;
import org.sallyport.core.account.PosixAccounts;
import org.sallyport.core.account.PosixGroups;
import org.sallyport.core.account.ReadableAccounts;
import org.sallyport.core.account.Tombstones;
import org.sallyport.core.api.ApiTokens;
import org.sallyport.core.api.KeptAnswers;
import org.sallyport.core.apppassword.AppPasswordBook;
import org.sallyport.core.apppassword.FirstUses;
import org.sallyport.core.asking.SeenServers;
import org.sallyport.core.audit.AuditChain;
import org.sallyport.core.audit.AuditErasure;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.audit.Bookmarks;
import org.sallyport.core.deletion.Erasure;
import org.sallyport.core.device.Devices;
import org.sallyport.core.device.SentMail;
import org.sallyport.core.enrollment.EnrollmentBook;
import org.sallyport.core.figures.Figures;
import org.sallyport.core.job.JobFiles;
import org.sallyport.core.job.Jobs;
import org.sallyport.core.method.Challenges;
import org.sallyport.core.method.Methods;
import org.sallyport.core.method.Passkeys;
import org.sallyport.core.method.Tries;
import org.sallyport.core.notice.CodeShares;
import org.sallyport.core.notice.DeadLetters;
import org.sallyport.core.notice.Notices;
import org.sallyport.core.notice.Told;
import org.sallyport.core.observation.Senders;
import org.sallyport.core.policy.PolicyBook;
import org.sallyport.core.policy.Requirements;
import org.sallyport.core.recovery.RecoveryCodeBook;
import org.sallyport.core.rollout.RolloutPeople;
import org.sallyport.core.rollout.Rollouts;
import org.sallyport.core.rollout.Switchovers;
import org.sallyport.core.roster.GroupSizes;
import org.sallyport.core.roster.PeopleIndex;
import org.sallyport.core.secret.Keyset;
import org.sallyport.core.session.BrowserSessions;
import org.sallyport.core.session.RememberedDevices;
import org.sallyport.core.source.SourceConflicts;
import org.sallyport.core.source.SourceEntries;
import org.sallyport.core.source.SourceLinks;
import org.sallyport.core.source.SourceReadings;
import org.sallyport.core.staff.ProposalBook;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Store;
import org.sallyport.core.throttle.GuessCounts;
import org.sallyport.core.throttle.KnownSources;
import org.sallyport.core.throttle.Nodes;
import org.sallyport.core.webhook.Deliveries;
import org.sallyport.core.webhook.Webhooks;

/// A [Store] in memory. Transactions run one after another, in the order in which they were asked for.
public final class MemoryStore implements Store {
    private final ReentrantLock lock = new ReentrantLock(true);
    private final Undo undo = new Undo();
    private final Map<Class<?>, Object> kept;

    /// @param keyset links the audit log
    public MemoryStore(Keyset keyset) {
        undo.begin();
        var credentials = new MemoryCredentials(undo);
        var accounts = new MemoryAccounts(undo, credentials);
        var methods = new MemoryMethods(undo);
        var appPasswords = new MemoryAppPasswords(undo);
        var notices = new MemoryNotices(undo);
        var requirements = new MemoryRequirements(undo);
        var senders = new MemorySenders(undo);
        var audit = new MemoryAuditLog(undo, new AuditChain(keyset));
        kept = new HashMap<>(Map.ofEntries(
                Map.entry(Accounts.class, accounts),
                Map.entry(ReadableAccounts.class, accounts),
                Map.entry(Groups.class, new MemoryGroups(accounts)),
                Map.entry(PosixAccounts.class, new MemoryPosixAccounts(undo)),
                Map.entry(PosixGroups.class, new MemoryPosixGroups(undo)),
                Map.entry(CredentialsBook.class, credentials),
                Map.entry(EarlierPasswords.class, new MemoryEarlierPasswords(undo)),
                Map.entry(Changes.class, new MemoryChanges(undo)),
                Map.entry(Methods.class, methods),
                Map.entry(Passkeys.class, methods),
                Map.entry(RecoveryCodeBook.class, new MemoryRecoveryCodes(undo)),
                Map.entry(EnrollmentBook.class, new MemoryEnrollments(undo)),
                Map.entry(Challenges.class, new MemoryChallenges(undo)),
                Map.entry(Tries.class, new MemoryTries(undo)),
                Map.entry(BrowserSessions.class, new MemoryBrowserSessions(undo)),
                Map.entry(RememberedDevices.class, new MemoryRememberedDevices(undo)),
                Map.entry(Notices.class, notices),
                Map.entry(DeadLetters.class, notices),
                Map.entry(CodeShares.class, new MemoryCodeShares(undo)),
                Map.entry(Figures.class, new MemoryFigures(undo)),
                Map.entry(Told.class, new MemoryTold(undo)),
                Map.entry(GuessCounts.class, new MemoryGuessCounts(undo)),
                Map.entry(Nodes.class, new MemoryNodes(undo)),
                Map.entry(KnownSources.class, new MemoryKnownSources(undo)),
                Map.entry(Senders.class, senders),
                Map.entry(AppPasswordBook.class, appPasswords),
                Map.entry(FirstUses.class, appPasswords),
                Map.entry(Requirements.class, requirements),
                Map.entry(AuditLog.class, audit)));
        kept.putAll(ofProgramsAndDeletions(audit, accounts));
        kept.putAll(ofFollowers());
        kept.putAll(ofSources());
        kept.putAll(ofDevices(accounts));
        kept.putAll(ofPeople(accounts, senders, requirements));
        kept.putAll(ofDecisions(accounts, senders, requirements));
        undo.keep();
        undo.end();
    }

    @Override
    public <R> R transact(Function<Books, R> work) {
        return inTurn(work, undo::begin);
    }

    @Override
    public <R> R look(Function<Books, R> work) {
        return inTurn(work, undo::beginLook);
    }

    private Map<Class<?>, Object> ofFollowers() {
        var files = new MemoryJobFiles(undo);
        return Map.of(
                JobFiles.class,
                files,
                Jobs.class,
                new MemoryJobs(undo, files),
                Bookmarks.class,
                new MemoryBookmarks(undo),
                SeenServers.class,
                new MemorySeenServers(undo),
                Webhooks.class,
                new MemoryWebhooks(undo),
                Deliveries.class,
                new MemoryDeliveries(undo));
    }

    private Map<Class<?>, Object> ofSources() {
        var entries = new MemorySourceEntries(undo);
        return Map.of(
                SourceEntries.class,
                entries,
                SourceLinks.class,
                new MemorySourceLinks(undo, entries),
                SourceReadings.class,
                new MemorySourceReadings(undo),
                SourceConflicts.class,
                new MemorySourceConflicts(undo));
    }

    private Map<Class<?>, Object> ofDevices(MemoryAccounts accounts) {
        return Map.of(
                Devices.class, new MemoryDevices(undo, accounts),
                SentMail.class, new MemorySentMail(undo));
    }

    private Map<Class<?>, Object> ofPeople(
            MemoryAccounts accounts, MemorySenders senders, MemoryRequirements requirements) {
        var people = new MemoryPeopleIndex(undo, accounts, senders, requirements);
        return Map.of(PeopleIndex.class, people, GroupSizes.class, people);
    }

    private Map<Class<?>, Object> ofDecisions(
            MemoryAccounts accounts, MemorySenders senders, MemoryRequirements requirements) {
        var switchovers = new MemorySwitchovers(undo);
        return Map.of(
                PolicyBook.class,
                new MemoryPolicyBook(undo),
                ProposalBook.class,
                new MemoryProposals(undo),
                Rollouts.class,
                new MemoryRollouts(undo),
                Switchovers.class,
                switchovers,
                RolloutPeople.class,
                new MemoryRolloutPeople(accounts, senders, requirements, switchovers));
    }

    private Map<Class<?>, Object> ofProgramsAndDeletions(MemoryAuditLog audit, MemoryAccounts accounts) {
        var tombstones = new MemoryTombstones(undo);
        return Map.of(
                ApiTokens.class,
                new MemoryApiTokens(undo),
                KeptAnswers.class,
                new MemoryKeptAnswers(undo),
                Deletions.class,
                new MemoryDeletions(undo),
                Tombstones.class,
                tombstones,
                ManyAccounts.class,
                new MemoryManyAccounts(accounts, tombstones),
                AuditErasure.class,
                audit,
                Erasure.class,
                (Erasure) this::erase);
    }

    private void erase(AccountId account) {
        kept.values().stream()
                .<Erasable>mapMulti((book, erasable) -> {
                    if (book instanceof Erasable one) {
                        erasable.accept(one);
                    }
                })
                .distinct()
                .forEach(book -> book.erase(account));
    }

    private <R> R inTurn(Function<Books, R> work, Runnable begin) {
        if (lock.isHeldByCurrentThread()) {
            throw new IllegalStateException("this thread has a transaction open already");
        }
        lock.lock();
        try {
            begin.run();
            R result = work.apply(new OpenBooks());
            undo.keep();
            return result;
        } finally {
            undo.end();
            lock.unlock();
        }
    }

    private final class OpenBooks implements Books {
        @Override
        public <B> B book(Class<B> kind) {
            @Nullable Object book = kept.get(kind);
            if (book == null) {
                throw new IllegalArgumentException("this store keeps no " + kind.getSimpleName());
            }
            return kind.cast(book);
        }
    }
}
