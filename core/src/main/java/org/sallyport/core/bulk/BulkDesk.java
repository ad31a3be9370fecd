package org.sallyport.core.bulk;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.account.Profile;
import org.sallyport.core.apppassword.Revocations;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.audit.Reason;
import org.sallyport.core.bulk.BulkReport.Outcome;
import org.sallyport.core.directory.Editing;
import org.sallyport.core.directory.Enabling;
import org.sallyport.core.directory.LocalAccounts;
import org.sallyport.core.directory.ProfileDesk;
import org.sallyport.core.policy.MfaState;
import org.sallyport.core.policy.Subject;
import org.sallyport.core.staff.Acting;
import org.sallyport.core.staff.RequirementDesk;
import org.sallyport.core.store.Store;
import org.sallyport.core.store.Unavailable;

/// Where one of the staff does the same to many people: to one after the other, each in transactions of their own, so
/// that nobody else waits for long, and one who cannot be changed keeps nobody else from it. Where it is broken off,
/// whoever it was done to is in the audit log, and doing it again changes nothing for them. Thread-safe.
public final class BulkDesk {
    /// So many people at once.
    public static final int MOST = 500;

    private final Store store;
    private final LocalAccounts accounts;
    private final ProfileDesk profiles;
    private final RequirementDesk requirements;
    private final Revocations revocations;
    private final InstantSource clock;

    public BulkDesk(
            Store store,
            LocalAccounts accounts,
            ProfileDesk profiles,
            RequirementDesk requirements,
            Revocations revocations,
            InstantSource clock) {
        this.store = store;
        this.accounts = accounts;
        this.profiles = profiles;
        this.requirements = requirements;
        this.revocations = revocations;
        this.clock = clock;
    }

    /// Does it to each of them to whom `asks` may.
    public BulkReport carryOut(AccountId asks, List<AccountId> whom, BulkAct act, Reason why) {
        return carryOut(new Actor.Person(asks), whom, act, why);
    }

    /// The same by somebody, or by a program of theirs.
    public BulkReport carryOut(Actor by, List<AccountId> whom, BulkAct act, Reason why) {
        if (whom.size() > MOST) {
            throw new IllegalArgumentException("it is done to " + MOST + " at most, found " + whom.size());
        }
        note(by, whom.size(), act, why);
        return new BulkReport(whom.stream()
                .distinct()
                .map(one -> new BulkReport.Line(one, outcome(by, one, act, why)))
                .toList());
    }

    private Outcome outcome(Actor by, AccountId whom, BulkAct act, Reason why) {
        try {
            var account = store.transact(books -> Accounts.in(books).find(whom));
            if (account.isEmpty()) {
                return Outcome.GONE;
            }
            boolean may = store.<Boolean>transact(
                    books -> Acting.may(books, asks(by), whom, act.kind().needs()));
            return may ? done(by, account.get(), act, why) : Outcome.NOT_ALLOWED;
        } catch (Unavailable now) {
            return Outcome.FAILED;
        }
    }

    private static AccountId asks(Actor by) {
        return by.behind().orElseThrow();
    }

    private Outcome done(Actor by, Account whom, BulkAct act, Reason why) {
        return switch (act.kind()) {
            case REQUIRE_MFA -> required(by, whom, why);
            case SIGN_OUT -> signedOut(by, whom);
            case REVOKE_APP_PASSWORDS -> {
                revocations.revokeAll(whom, by, why);
                yield Outcome.DONE;
            }
            case DISABLE -> disabled(by, whom, why);
            case ENABLE -> enabled(whom, by, why);
            case JOIN_GROUP, LEAVE_GROUP -> edited(whom, act, by, why);
        };
    }

    private Outcome required(Actor by, Account whom, Reason why) {
        var subject = new Subject.Person(whom.id());
        var before = requirements.decided(subject);
        if (before.filter(MfaState.Required.YES::equals).isPresent()) {
            return Outcome.UNCHANGED;
        }
        var change = new RequirementDesk.Change(before, Optional.of(MfaState.Required.YES));
        return switch (requirements.decide(by, subject, change, why)) {
            // Requiring it never needs a second admin; whatever did would wait and not be done.
            case DECIDED -> Outcome.DONE;
            case PROPOSED -> Outcome.UNCHANGED;
            case NO_SUCH_ACCOUNT -> Outcome.GONE;
            case CHANGED_MEANWHILE -> Outcome.FAILED;
            case NOT_ALLOWED, NOT_YOURSELF, STAFF_NEED_IT -> Outcome.NOT_ALLOWED;
        };
    }

    // Whoever did it to themselves would be out in the middle of it.
    private Outcome signedOut(Actor by, Account whom) {
        if (asks(by).equals(whom.id())) {
            return Outcome.NOT_YOURSELF;
        }
        accounts.signOutEverywhere(whom.id(), by);
        return Outcome.DONE;
    }

    private Outcome disabled(Actor by, Account whom, Reason why) {
        if (asks(by).equals(whom.id())) {
            return Outcome.NOT_YOURSELF;
        }
        if (whom.status() == Account.Status.DISABLED) {
            return Outcome.UNCHANGED;
        }
        if (!accounts.disableButTheLastOwner(whom.id(), by, why)) {
            return Outcome.LAST_OWNER;
        }
        revocations.closeAll(whom, by);
        return Outcome.DONE;
    }

    private Outcome enabled(Account whom, Actor by, Reason why) {
        if (whom.isActive()) {
            return Outcome.UNCHANGED;
        }
        return switch (accounts.enable(whom.id(), by, why)) {
            case Enabling.ENABLED -> Outcome.DONE;
            case Enabling.SOURCE_SAYS_NO -> Outcome.BELONGS_TO_SOURCE;
            case Enabling.NO_SUCH_ACCOUNT -> Outcome.GONE;
        };
    }

    private Outcome edited(Account whom, BulkAct act, Actor by, Reason why) {
        var group = act.group().orElseThrow();
        var profile = whom.profile();
        var groups =
                act.kind() == BulkAct.Kind.JOIN_GROUP ? joined(profile.groups(), group) : left(profile.groups(), group);
        var wanted = new Profile(profile.displayName(), profile.language(), groups);
        return switch (profiles.edit(whom.id(), wanted, by, why)) {
            case Editing.Edited() -> Outcome.DONE;
            case Editing.Unchanged() -> Outcome.UNCHANGED;
            case Editing.BelongsToSource(var _) -> Outcome.BELONGS_TO_SOURCE;
            case Editing.NoSuchAccount(), Editing.NoCodesThere() -> Outcome.GONE;
        };
    }

    private static Set<GroupName> joined(Set<GroupName> groups, GroupName group) {
        var more = new HashSet<>(groups);
        more.add(group);
        return more;
    }

    private static Set<GroupName> left(Set<GroupName> groups, GroupName group) {
        var fewer = new HashSet<>(groups);
        fewer.remove(group);
        return fewer;
    }

    private void note(Actor by, int count, BulkAct act, Reason why) {
        var details = new HashMap<String, String>();
        details.put("act", act.kind().code());
        details.put("people", Integer.toString(count));
        details.put("why", why.value());
        act.group().ifPresent(group -> details.put("group", group.value()));
        var event = new AuditEvent(clock.instant(), AuditKind.BULK_ACT_BEGAN, Optional.empty(), by, details);
        var _ = store.transact(books -> {
            AuditLog.in(books).append(event);
            return true;
        });
    }
}
