package org.sallyport.core.verify;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.account.Profile;
import org.sallyport.core.apppassword.AppPassword;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.Mailbag;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.notice.Notice;
import org.sallyport.core.policy.AppPasswordTerms;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.policy.Tying;
import org.sallyport.core.store.memory.MemoryStore;

/// An organisation on given terms, and what Eleni's app may do there.
final class OnTerms {
    static final String ELENI = "eleni@olive.example";
    static final Duration A_QUARTER = Duration.ofMinutes(15);
    static final Verdict NEVER_USED = new Verdict.Rejected(Rejection.NEVER_USED);
    static final Verdict ELSEWHERE = new Verdict.Rejected(Rejection.ELSEWHERE);

    private OnTerms() {}

    static Organisation olive(AppPasswordTerms terms) {
        return new Organisation(
                new MemoryStore(Fixtures.keyset()),
                Fixtures.keyset(),
                Limits.standard().with(terms));
    }

    static Organisation tying(Tying tying) {
        return olive(new AppPasswordTerms(Optional.of(A_QUARTER), tying, Set.of(), Set.of()));
    }

    static Verdict asks(Organisation olive, String letters, Protocol protocol, String from) {
        return olive.verifier.verify(olive.attempt(ELENI, letters, protocol, from));
    }

    static Verdict asks(Organisation olive, String letters) {
        return asks(olive, letters, Protocol.IMAP, "192.0.2.1");
    }

    static AppPassword held(Organisation olive, Account account) {
        return olive.appPasswords.of(account.id()).getFirst();
    }

    static List<AuditEvent> audited(Organisation olive, AuditKind kind) {
        return olive.store.transact(books -> AuditLog.in(books).since(0, 1000)).stream()
                .map(AuditLog.Entry::event)
                .filter(event -> event.kind() == kind)
                .toList();
    }

    static List<Notice> mail(Organisation olive, Notice.Kind kind) {
        return Mailbag.notices(olive.store, olive.clock.instant(), kind);
    }

    static Account in(Organisation olive, Account account, GroupName group) {
        var profile =
                new Profile(account.profile().displayName(), account.profile().language(), Set.of(group));
        return olive.store.transact(books -> {
            var now = Accounts.in(books).find(account.id()).orElseThrow();
            Accounts.in(books).replace(now.withProfile(profile));
            return Accounts.in(books).find(account.id()).orElseThrow();
        });
    }
}
