package org.sallyport.server.store.sql;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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
import org.sallyport.core.session.BrowserSessions;
import org.sallyport.core.session.RememberedDevices;
import org.sallyport.core.source.SourceConflicts;
import org.sallyport.core.source.SourceEntries;
import org.sallyport.core.source.SourceLinks;
import org.sallyport.core.source.SourceReadings;
import org.sallyport.core.staff.ProposalBook;
import org.sallyport.core.store.Books;
import org.sallyport.core.throttle.GuessCounts;
import org.sallyport.core.throttle.KnownSources;
import org.sallyport.core.throttle.Nodes;
import org.sallyport.core.webhook.Deliveries;
import org.sallyport.core.webhook.Webhooks;

/// The books of one transaction.
final class SqlBooks implements Books {
    private final Session session;
    private final SqlChanges changes;
    private final SqlAuditLog audit;
    private final Map<Class<?>, Object> books = new HashMap<>();

    SqlBooks(Session session, AuditChain chain) {
        this.session = session;
        this.changes = new SqlChanges(session);
        this.audit = new SqlAuditLog(session, chain);
        books.put(Changes.class, changes);
        books.put(AuditLog.class, audit);
        books.put(Accounts.class, new SqlAccounts(session));
        books.put(ManyAccounts.class, new SqlManyAccounts(session));
        books.put(Deletions.class, new SqlDeletions(session));
        books.put(Tombstones.class, new SqlTombstones(session));
        books.put(Erasure.class, new SqlErasure(session));
        books.put(AuditErasure.class, new SqlAuditErasure(session, audit, chain));
        books.put(ReadableAccounts.class, new SqlReadableAccounts(session));
        books.put(CredentialsBook.class, new SqlCredentials(session));
        books.put(Groups.class, new SqlGroups(session));
        books.put(PeopleIndex.class, new SqlPeopleIndex(session));
        books.put(GroupSizes.class, new SqlGroupSizes(session));
        books.put(PosixAccounts.class, new SqlPosixAccounts(session));
        books.put(PosixGroups.class, new SqlPosixGroups(session));
        books.put(EarlierPasswords.class, new SqlEarlierPasswords(session));
        books.put(Figures.class, new SqlFigures(session));
        books.put(Told.class, new SqlTold(session));
        books.put(GuessCounts.class, new SqlGuessCounts(session));
        books.put(Nodes.class, new SqlNodes(session));
        books.put(KnownSources.class, new SqlKnownSources(session));
        books.put(Senders.class, new SqlSenders(session));
        books.put(Devices.class, new SqlDevices(session));
        books.put(SentMail.class, new SqlSentMail(session));
        books.put(PolicyBook.class, new SqlPolicyBook(session));
        books.put(Requirements.class, new SqlRequirements(session));
        var methods = new SqlMethods(session);
        books.put(Methods.class, methods);
        books.put(Passkeys.class, methods);
        books.put(RecoveryCodeBook.class, new SqlRecoveryCodes(session));
        books.put(EnrollmentBook.class, new SqlEnrollments(session));
        books.put(Challenges.class, new SqlChallenges(session));
        books.put(Tries.class, new SqlTries(session));
        var appPasswords = new SqlAppPasswords(session);
        books.put(AppPasswordBook.class, appPasswords);
        books.put(FirstUses.class, appPasswords);
        books.put(BrowserSessions.class, new SqlBrowserSessions(session));
        books.put(RememberedDevices.class, new SqlRememberedDevices(session));
        var notices = new SqlNotices(session);
        books.put(Notices.class, notices);
        books.put(DeadLetters.class, notices);
        books.put(CodeShares.class, new SqlCodeShares(session));
        ofSources();
        ofAdministration();
    }

    private void ofSources() {
        books.put(SourceLinks.class, new SqlSourceLinks(session));
        books.put(SourceEntries.class, new SqlSourceEntries(session));
        books.put(SourceReadings.class, new SqlSourceReadings(session));
        books.put(SourceConflicts.class, new SqlSourceConflicts(session));
    }

    private void ofAdministration() {
        books.put(Bookmarks.class, new SqlBookmarks(session));
        books.put(SeenServers.class, new SqlSeenServers(session));
        books.put(Webhooks.class, new SqlWebhooks(session));
        books.put(Deliveries.class, new SqlDeliveries(session));
        books.put(ProposalBook.class, new SqlProposals(session));
        books.put(Rollouts.class, new SqlRollouts(session));
        books.put(Switchovers.class, new SqlSwitchovers(session));
        books.put(RolloutPeople.class, new SqlRolloutPeople(session));
        books.put(ApiTokens.class, new SqlApiTokens(session));
        books.put(Jobs.class, new SqlJobs(session));
        books.put(JobFiles.class, new SqlJobFiles(session));
        books.put(KeptAnswers.class, new SqlKeptAnswers(session));
    }

    @Override
    public <B> B book(Class<B> kind) {
        session.requireOpen();
        @Nullable Object book = books.get(kind);
        if (book == null) {
            throw new IllegalArgumentException("this store keeps no " + kind.getSimpleName());
        }
        return kind.cast(book);
    }

    Session session() {
        return session;
    }

    SqlAuditLog audit() {
        return audit;
    }

    /// Writes what was gathered: always the journal first and then the audit log, so that no two transactions wait for
    /// each other's head rows.
    void finish() {
        changes.flush();
        audit.flush();
    }
}
