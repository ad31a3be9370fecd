package org.sallyport.core.verify;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.apppassword.AppPassword;
import org.sallyport.core.apppassword.AppPasswordBook;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.caller.ClientName;
import org.sallyport.core.caller.Network;
import org.sallyport.core.method.Methods;
import org.sallyport.core.notice.Notice;
import org.sallyport.core.notice.Notices;
import org.sallyport.core.notice.Told;
import org.sallyport.core.store.Books;

/// What sign-ins of one kind leave in the books: an entry of the audit log; a word to the owner, where something still
/// sends an old secret, needs an app password, or sends one from elsewhere.
final class Aftermath {
    private static final Duration TOLD_OF_OLD_SECRETS_EVERY = Duration.ofDays(7);

    private static final Duration TOLD_EVERY = Duration.ofDays(1);
    private static final int MOST_A_DAY = 5;

    private final Books books;
    private final Tally.Kind kind;
    private final Instant last;
    private final Optional<ClientName> client;

    /// @param tally of these sign-ins
    Aftermath(Books books, Tally tally) {
        this.books = books;
        this.kind = tally.kind();
        this.last = tally.last();
        this.client = tally.client();
    }

    /// @param times how many there were since this was last written
    void write(long times, Instant now) {
        var account = Optional.ofNullable(kind.account());
        var appPassword = appPassword();
        AuditLog.in(books)
                .append(new AuditEvent(
                        last, what(), account, new Actor.App(kind.asker()), details(appPassword, times)));
        if (kind.why() == null) {
            return;
        }
        if (kind.why().isOldSecret()) {
            account.flatMap(Accounts.in(books)::find).ifPresent(owner -> tellOfOldSecret(owner, appPassword, now));
        } else if (kind.why() == Rejection.APP_PASSWORD_NEEDED) {
            account.flatMap(Accounts.in(books)::find).ifPresent(owner -> offerHelp(owner, now));
        } else if (kind.why() == Rejection.ELSEWHERE) {
            account.flatMap(Accounts.in(books)::find).ifPresent(owner -> askWhetherItIsTheirs(owner, appPassword, now));
        }
    }

    private AuditKind what() {
        if (kind.why() == null) {
            return AuditKind.APP_SIGN_IN_ACCEPTED;
        }
        return kind.why().isOldSecret() ? AuditKind.APP_SENT_OLD_SECRET : AuditKind.APP_SIGN_IN_REJECTED;
    }

    private Map<String, String> details(Optional<AppPassword> appPassword, long times) {
        var details = new HashMap<String, String>();
        details.put("protocol", kind.protocol().code());
        details.put("source", kind.source().toString());
        details.put("times", Long.toString(times));
        // Where nobody knows whose it was, a stranger could leave messages in it.
        if (kind.account() != null) {
            client.ifPresent(name -> details.put("client", name.value()));
        }
        if (kind.appPassword() != null) {
            details.put("app-password", kind.appPassword().toString());
        }
        if (kind.why() != null) {
            details.put("reason", kind.why().code());
            appPassword.ifPresent(known -> details.put("label", known.label().value()));
        }
        return details;
    }

    private Optional<AppPassword> appPassword() {
        return kind.why() == null || kind.account() == null || kind.appPassword() == null
                ? Optional.empty()
                : AppPasswordBook.in(books).find(kind.account(), kind.appPassword());
    }

    // The account password was right, so this is an app of the owner's that MFA has shut out: one mail a day for each
    // place, and a handful in all, lead to an app password for it.
    private void offerHelp(Account owner, Instant now) {
        boolean canMakeOne =
                owner.isActive() && !Methods.in(books).heldBy(owner.id()).isEmpty();
        if (canMakeOne && isDue(owner.id(), "rescue:" + place(), now) && isOneOfAFew("rescue", owner.id(), now)) {
            var values = new HashMap<String, String>();
            values.put("protocol", kind.protocol().code());
            values.put("source", kind.source().toString());
            client.filter(ClientName::isFitForMail).ifPresent(name -> values.put("client", name.value()));
            Notice.toOwner(Notice.Kind.ACCOUNT_PASSWORD_REFUSED, owner, values, now)
                    .ifPresent(Notices.in(books)::add);
        }
    }

    // One mail a day for each place, and a handful in all: whoever has the app password may come from many.
    private void askWhetherItIsTheirs(Account owner, Optional<AppPassword> appPassword, Instant now) {
        appPassword
                .filter(known -> isDue(
                                owner.id(),
                                "elsewhere:" + known.id() + ":" + kind.source().neighbourhood(),
                                now)
                        && isOneOfAFew("elsewhere", owner.id(), now))
                .flatMap(known -> Notice.toOwner(
                        Notice.Kind.APP_PASSWORD_SENT_ELSEWHERE,
                        owner,
                        Map.of(
                                "label", known.label().value(),
                                "source", kind.source().toString()),
                        now))
                .ifPresent(Notices.in(books)::add);
    }

    private String place() {
        return kind.source().prefix().map(Network::toString).orElse("unknown");
    }

    private boolean isOneOfAFew(String what, AccountId owner, Instant now) {
        for (int nth = 1; nth <= MOST_A_DAY; nth++) {
            if (isDue(owner, what + "-number-" + nth, now)) {
                return true;
            }
        }
        return false;
    }

    private boolean isDue(AccountId owner, String subject, Instant now) {
        return Told.in(books).isDue(owner, subject, now, TOLD_EVERY);
    }

    private void tellOfOldSecret(Account owner, Optional<AppPassword> appPassword, Instant now) {
        var which = appPassword.map(known -> known.id().toString()).orElse("account-password");
        if (!Told.in(books).isDue(owner.id(), "old-secret:" + which, now, TOLD_OF_OLD_SECRETS_EVERY)) {
            return;
        }
        appPassword
                .map(known -> Notice.toOwner(
                        Notice.Kind.OLD_APP_PASSWORD_SENT,
                        owner,
                        Map.of("label", known.label().value()),
                        now))
                .orElseGet(() -> Notice.toOwner(
                        Notice.Kind.OLD_ACCOUNT_PASSWORD_SENT,
                        owner,
                        Map.of("source", kind.source().toString()),
                        now))
                .ifPresent(Notices.in(books)::add);
    }
}
