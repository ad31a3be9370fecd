package org.sallyport.core.upkeep;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.Contact;
import org.sallyport.core.account.EmailAddress;
import org.sallyport.core.account.Profile;
import org.sallyport.core.account.Username;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.caller.Source;
import org.sallyport.core.enrollment.OnboardingCodes;
import org.sallyport.core.method.AuthenticatorApps;
import org.sallyport.core.method.Challenge;
import org.sallyport.core.method.Challenges;
import org.sallyport.core.method.CodeCheck;
import org.sallyport.core.method.ContactCodes;
import org.sallyport.core.method.OwnersMail;
import org.sallyport.core.method.PasskeyAnswer;
import org.sallyport.core.method.Tries;
import org.sallyport.core.method.TryGate;
import org.sallyport.core.method.TypedCode;
import org.sallyport.core.notice.CodeShares;
import org.sallyport.core.notice.Notice;
import org.sallyport.core.notice.Notices;
import org.sallyport.core.notice.Told;
import org.sallyport.core.policy.Mfa;
import org.sallyport.core.policy.PasswordRule;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.secret.SecretGenerator;
import org.sallyport.core.signin.PasskeySignIn;
import org.sallyport.core.signin.PasskeyStep;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Store;
import org.sallyport.core.throttle.Recognition;
import org.sallyport.core.throttle.Throttle;
import org.sallyport.core.verify.TypedName;

/// Sets a new password for somebody who has forgotten theirs and proves in two ways who they are: with a code that was
/// mailed to their contact and one of a registered authenticator app or a registered passkey, or with a code that an
/// admin handed over. A mail alone, or a phone or passkey alone, is never enough (NIST SP 800-63B section 4.2.2.2).
/// Thread-safe.
///
/// Whoever asks has proved nothing yet: answers and work are the same whether there is such an account or not. What is
/// mailed, and whether anything is, is decided and written behind the answer. Tries are counted by account and source
/// with those of the sign-in page. An app's code or a passkey is looked at behind a right mailed one only, so that
/// nobody who does not read the contact's mail can guess at the one or learn of the other; and whoever does read it has
/// a hundred guesses in a row, on however many days. What a stranger asks for closes nothing that its owner asked for.
public final class ForgottenPasswords {
    private static final AccountId NOBODY = AccountId.fresh();
    // RFC 2606 section 2: no mail gets there.
    private static final String NOWHERE = "@sallyport.invalid";
    private static final Duration TOLD_EVERY = Duration.ofDays(1);
    private static final long CODE_CHANGES_EVERY = 30;
    private static final Tries.Factor FORGOTTEN = Tries.Factor.FORGOTTEN_PASSWORD;
    private static final Challenge.Purpose MAILED = Challenge.Purpose.FORGOTTEN_PASSWORD;

    private final Store store;
    private final Proofs proofs;
    private final Throttle throttle;
    private final Recognition recognition;
    private final PasswordChanges passwords;
    private final InstantSource clock;
    private final Executor behindTheAnswer;

    /// @param throttle the one of the pages
    /// @param behindTheAnswer does what nobody waits for
    public ForgottenPasswords(
            Store store,
            Proofs proofs,
            Throttle throttle,
            Recognition recognition,
            PasswordChanges passwords,
            InstantSource clock,
            Executor behindTheAnswer) {
        this.store = store;
        this.proofs = proofs;
        this.throttle = throttle;
        this.recognition = recognition;
        this.passwords = passwords;
        this.clock = clock;
        this.behindTheAnswer = behindTheAnswer;
    }

    /// What judges the codes and passkeys, and whether they count.
    public record Proofs(
            AuthenticatorApps apps, PasskeySignIn passkeys, ContactCodes codes, Mfa mfa, SecretGenerator generator) {}

    /// Mails a code to the contact of whoever has this name, if their second factor is in force and neither they nor
    /// `source` have had their share of codes. Whoever asks is not told, and does not wait for it: the time of an
    /// answer would tell them.
    ///
    /// @return the ticket of the page that will take the code, which nobody else is given
    /// @throws org.sallyport.core.store.Unavailable when nobody can tell
    public Secret mailCode(TypedName name, Source source) {
        // An outage is told at once, whoever it is.
        var _ = store.transact(books -> Challenges.in(books).of(NOBODY, MAILED));
        var ticket = proofs.generator().token();
        var bound = ticket.reveal();
        behindTheAnswer.execute(() -> mailCode(name, source, bound));
        return ticket;
    }

    private void mailCode(TypedName name, Source source, String ticket) {
        Instant now = clock.instant();
        store.transact(books -> {
            var owner = name.canonical()
                    .flatMap(Accounts.in(books)::named)
                    .filter(Account::isActive)
                    .filter(account -> mayProveIt(books, account));
            owner.ifPresent(account -> Tries.in(books).hold(account.id()));
            // Counted for names that nobody has too: the store writes as much.
            var to = owner.flatMap(Account::contact).map(Contact::address).orElseGet(() -> nobodys(name));
            // Whoever asks is a stranger, whoever put the address on record.
            var blocked = CodeShares.in(books).reserve(to, Contact.Origin.PERSON, source, now);
            owner.filter(account -> blocked.isEmpty() && reaches(books, account))
                    .ifPresent(account -> mail(books, account, ticket, source));
            return blocked;
        });
    }

    private boolean reaches(Books books, Account account) {
        return proofs.mfa().policies().of(books, account).contacts().reaches(account);
    }

    private static EmailAddress nobodys(TypedName name) {
        var canonical = name.canonical().map(Username::canonical).orElse("");
        return new EmailAddress(UUID.nameUUIDFromBytes(canonical.getBytes(StandardCharsets.UTF_8)) + NOWHERE);
    }

    // While it is not required, a phone that was lost and not yet removed opens nothing.
    private boolean mayProveIt(Books books, Account account) {
        return proofs.mfa().isInForce(books, account);
    }

    private void mail(Books books, Account owner, String ticket, Source source) {
        Instant now = clock.instant();
        try (var code = proofs.codes().open(books, owner.id(), MAILED, ticket, now)) {
            var values = Map.of("code", code.reveal(), "minutes", Long.toString(ContactCodes.GOOD_FOR.toMinutes()));
            Notice.toOwner(Notice.Kind.FORGOTTEN_PASSWORD_CODE, owner, values, now)
                    .ifPresent(Notices.in(books)::add);
        }
        note(books, AuditKind.FORGOTTEN_PASSWORD_CODE_SENT, Optional.of(owner), source, Map.of(), now);
    }

    /// What a password has to be as far as anybody is told who has proved nothing.
    public PasswordRule usualRule() {
        return passwords.usualRule();
    }

    /// Sets the new password, if it is proved who asks, and does with the app passwords what is usual.
    ///
    /// @throws org.sallyport.core.store.Unavailable when nobody can tell; a code may be used up then
    public Recovery recover(TypedName name, WhoTheyAre proof, Secret password, Source source) {
        var canonical = name.canonical();
        if (canonical.isEmpty()) {
            return new Recovery.Refused();
        }
        // By what was typed alone and what every rule asks for, so that it says nothing of who there is.
        var weakness = passwords.weaknessOf(password, somebodyCalled(canonical.get()), PasswordRule.loosest());
        if (weakness.isPresent()) {
            return new Recovery.Weak(weakness.get(), passwords.usualRule().shortest());
        }
        Instant now = clock.instant();
        var found = store.transact(books -> Accounts.in(books).named(canonical.get()));
        var key = found.map(account -> account.id().toString())
                .orElseGet(() -> canonical.get().canonical());
        var pair = Throttle.Pair.of(key, source);
        var caution = throttle.caution(pair, now);
        if (caution.isPresent()) {
            return new Recovery.Later(caution.get().time());
        }
        return switch (throttle.reserve(pair, recognised(key, proof, now), now)) {
            case Throttle.Admission.Known _ -> new Recovery.Refused();
            case Throttle.Admission.Wait(var time) -> new Recovery.Later(time);
            case Throttle.Admission.Go(var reservation) ->
                judge(found, new Wanted(proof, password, source), reservation);
        };
    }

    private record Wanted(WhoTheyAre proof, Secret password, Source source) {}

    // A code that is wrong now may be right a while later.
    private long recognised(String key, WhoTheyAre proof, Instant now) {
        long second = now.getEpochSecond() / CODE_CHANGES_EVERY * CODE_CHANGES_EVERY;
        var typed = switch (proof) {
            case WhoTheyAre.TwoCodes(var _, var mailed, var app) -> mailed.capitals() + " " + app.capitals();
            case WhoTheyAre.CodeAndPasskey(var _, var mailed, var answer) -> mailed.capitals() + " " + nameOf(answer);
            case WhoTheyAre.HandedOver(var code) -> code.capitals();
        };
        try (var secret = Secret.of(typed)) {
            return Recognition.shortened(recognition.of(key, Instant.ofEpochSecond(second), secret));
        }
    }

    private static String nameOf(Optional<PasskeyAnswer> answer) {
        return answer.map(given -> given.credentialId() + " " + given.challenge())
                .orElse("");
    }

    private Recovery judge(Optional<Account> found, Wanted wanted, Throttle.Reservation reservation) {
        // Outside the transaction, which must be short. Looked at whoever it is, and told only to whoever proves it.
        var somebody = found.orElseGet(ForgottenPasswords::nobody);
        var rule = passwords.ruleFor(somebody);
        var weakness = passwords.weaknessOf(wanted.password(), somebody, rule);
        boolean judged = false;
        Judgement judgement;
        try {
            judgement = store.transact(books -> prove(books, found, wanted, weakness.isPresent()));
            judged = true;
        } finally {
            if (!judged) {
                throttle.giveBack(reservation);
            }
        }
        return switch (judgement) {
            case WRONG, SWITCHED_OFF -> {
                throttle.wrong(reservation);
                behindTheAnswer.execute(() -> tell(found.filter(Account::isActive)));
                yield new Recovery.Refused();
            }
            case RIGHT_BUT_WEAK -> {
                throttle.right(reservation);
                yield weakness.<Recovery>map(why -> new Recovery.Weak(why, rule.shortest()))
                        .orElseGet(Recovery.Refused::new);
            }
            case RIGHT -> {
                throttle.right(reservation);
                yield set(found, wanted.password());
            }
        };
    }

    private Recovery set(Optional<Account> proved, Secret password) {
        return proved.map(owner -> passwords.set(owner, password, new Actor.Person(owner.id())))
                .<Recovery>map(change -> switch (change) {
                    case PasswordChange.Changed _ -> new Recovery.Recovered();
                    case PasswordChange.Weak(var why, int shortest) -> new Recovery.Weak(why, shortest);
                    case PasswordChange.NotHere(var source) -> new Recovery.NotHere(source);
                    case PasswordChange.NoSuchAccount _,
                            PasswordChange.StepUpNeeded _,
                            PasswordChange.WrongPresent _,
                            PasswordChange.Later _,
                            PasswordChange.Same _ -> new Recovery.Refused();
                })
                .orElseGet(Recovery.Refused::new);
    }

    private enum Judgement {
        RIGHT,
        /// The codes are right and not used up.
        RIGHT_BUT_WEAK,
        WRONG,
        /// The mailed code is right, and the other is not looked at any more.
        SWITCHED_OFF
    }

    private Judgement prove(Books books, Optional<Account> found, Wanted wanted, boolean isWeak) {
        Instant now = clock.instant();
        var owner = found.filter(Account::isActive);
        var id = owner.map(Account::id).orElse(NOBODY);
        var judgement = switch (wanted.proof()) {
            case WhoTheyAre.WithMailedCode both -> {
                // Asked of nobody too.
                boolean mayProveIt = mayProveIt(books, owner.orElseGet(ForgottenPasswords::nobody));
                yield both(books, owner.filter(account -> mayProveIt), both, isWeak);
            }
            case WhoTheyAre.HandedOver(var code) -> handedOver(books, id, code, isWeak);
        };
        if (judgement == Judgement.RIGHT) {
            Tries.in(books).clear(id, FORGOTTEN);
            TryGate.switchOn(books, id);
            var details = Map.of("method", wanted.proof().method());
            note(books, AuditKind.FORGOTTEN_PASSWORD_PROVED, owner, wanted.source(), details, now);
        } else if (judgement != Judgement.RIGHT_BUT_WEAK) {
            var details = Map.of("reason", judgement == Judgement.WRONG ? "wrong-secret" : "switched-off");
            note(books, AuditKind.FORGOTTEN_PASSWORD_REJECTED, found, wanted.source(), details, now);
        }
        return judgement;
    }

    private Judgement both(Books books, Optional<Account> owner, WhoTheyAre.WithMailedCode typed, boolean isWeak) {
        var account = owner.map(Account::id).orElse(NOBODY);
        Instant now = clock.instant();
        var codes = proofs.codes();
        // Who has not asked for a code with this page takes no try from whoever has.
        boolean isOpen = codes.isOpen(books, account, MAILED, typed.ticket(), now);
        boolean mayLook = isOpen ? isCounted(books, account, now) : isCountedForNobody(books, now);
        if (!mayLook || !codes.wouldBeRight(books, account, MAILED, typed.ticket(), typed.mailed(), now)) {
            return Judgement.WRONG;
        }
        if (isWeak) {
            return Judgement.RIGHT_BUT_WEAK;
        }
        if (!TryGate.reserveOneOfAll(books, account, FORGOTTEN, now)) {
            return Judgement.SWITCHED_OFF;
        }
        return isRight(books, owner, typed)
                        && codes.check(books, account, MAILED, typed.ticket(), typed.mailed(), now)
                                == ContactCodes.Answer.RIGHT
                ? Judgement.RIGHT
                : Judgement.WRONG;
    }

    private static boolean isCounted(Books books, AccountId account, Instant now) {
        return TryGate.reserve(books, account, FORGOTTEN, now).isEmpty();
    }

    // As much is written where no code was asked for as where one was. Somebody else each time, so that no two wait for
    // each other.
    private static boolean isCountedForNobody(Books books, Instant now) {
        var somebody = AccountId.fresh();
        boolean counted = isCounted(books, somebody, now);
        Tries.in(books).clear(somebody, FORGOTTEN);
        return counted;
    }

    private boolean isRight(Books books, Optional<Account> owner, WhoTheyAre.WithMailedCode typed) {
        return switch (typed) {
            case WhoTheyAre.TwoCodes(var _, var _, var app) ->
                proofs.apps().checkCounted(books, owner.map(Account::id).orElse(NOBODY), app)
                        instanceof CodeCheck.Accepted;
            case WhoTheyAre.CodeAndPasskey(var _, var _, var answer) ->
                owner.isPresent()
                        && answer.map(given -> proofs.passkeys().judgeAlone(books, owner.get(), given))
                                .filter(PasskeyStep.Accepted.class::isInstance)
                                .isPresent();
        };
    }

    // Of 60 bit and more: what slows down whoever guesses is the throttle, so that no stranger takes it from its owner.
    private Judgement handedOver(Books books, AccountId account, TypedCode code, boolean isWeak) {
        Instant now = clock.instant();
        var codes = proofs.codes();
        var purpose = Challenge.Purpose.ONBOARDING;
        if (isWeak) {
            return codes.wouldBeRight(books, account, purpose, OnboardingCodes.BINDING, code, now)
                    ? Judgement.RIGHT_BUT_WEAK
                    : Judgement.WRONG;
        }
        return codes.check(books, account, purpose, OnboardingCodes.BINDING, code, now) == ContactCodes.Answer.RIGHT
                ? Judgement.RIGHT
                : Judgement.WRONG;
    }

    private static void note(
            Books books,
            AuditKind kind,
            Optional<Account> about,
            Source source,
            Map<String, String> details,
            Instant now) {
        var all = new HashMap<>(details);
        all.put("source", source.toString());
        AuditLog.in(books).append(new AuditEvent(now, kind, about.map(Account::id), new Actor.Stranger(), all));
    }

    private void tell(Optional<Account> somebody) {
        Instant now = clock.instant();
        somebody.ifPresent(owner -> store.transact(books -> {
            boolean isDue = Told.in(books).isDue(owner.id(), "forgotten-password", now, TOLD_EVERY);
            if (isDue) {
                // Whoever tried it may be who reads the contact's mail.
                OwnersMail.tell(books, Notice.Kind.FORGOTTEN_PASSWORD_TRIED, owner, Map.of(), now);
            }
            return isDue;
        }));
    }

    private static Account nobody() {
        return somebodyCalled(new Username("nobody"));
    }

    private static Account somebodyCalled(Username name) {
        var profile = new Profile(name.canonical(), Locale.ROOT, Set.of());
        return new Account(NOBODY, name, profile, Account.Role.PERSON, Account.Status.ACTIVE, Optional.empty(), 0);
    }
}
