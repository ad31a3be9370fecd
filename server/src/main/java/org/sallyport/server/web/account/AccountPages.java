package org.sallyport.server.web.account;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.sallyport.core.apppassword.AppPasswords;
import org.sallyport.core.apppassword.Revocations;
import org.sallyport.core.device.Devices;
import org.sallyport.core.history.SignInHistory;
import org.sallyport.core.method.Method;
import org.sallyport.core.method.Methods;
import org.sallyport.core.observation.Senders;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.policy.MfaState;
import org.sallyport.core.recovery.RecoveryCodeBook;
import org.sallyport.core.recovery.RecoveryCodes;
import org.sallyport.core.store.Store;
import org.sallyport.server.web.Visitor;
import org.sallyport.server.web.frame.Moments;
import org.sallyport.server.web.frame.Page;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// Everything about one's own account on one page.
@Controller
class AccountPages {
    /// What another page can say it has done, as the end of a message key.
    private static final Set<String> DONE =
            Set.of("revoked", "revoked-all", "renamed", "allowed", "woken", "password", "sender-forgotten");

    private static final Pattern PLACE = Pattern.compile("[0-9]{1,18}");
    private static final Duration RECEIPT_SHOWN = Duration.ofMinutes(1);

    private final AppPasswords appPasswords;
    private final Store store;
    private final SignInHistory history;
    private final Revocations revocations;
    private final Moments moments;
    private final InstantSource clock;

    AccountPages(
            AppPasswords appPasswords,
            Store store,
            SignInHistory history,
            Revocations revocations,
            Moments moments,
            InstantSource clock) {
        this.moments = moments;
        this.revocations = revocations;
        this.history = history;
        this.appPasswords = appPasswords;
        this.store = store;
        this.clock = clock;
    }

    @GetMapping("/account")
    ModelAndView account(@AuthenticationPrincipal Visitor visitor, @RequestParam(defaultValue = "") String done) {
        Instant now = clock.instant();
        var state = visitor.standing().state();
        List<Method> methods = store.transact(books -> Methods.in(books).heldBy(visitor.id()));
        int codesLeft = store.transact(
                books -> RecoveryCodeBook.in(books).heldBy(visitor.id()).size());
        var cards = appPasswords.of(visitor.id()).stream()
                .map(appPassword -> Card.of(appPassword, visitor.standing(), visitor.terms(), now))
                .toList();
        return Page.of("account")
                .with("visitor", visitor)
                .with("state", state)
                .with("graceEnds", visitor.standing().graceEnds())
                .with("methods", methods)
                .with("codesLeft", codesLeft)
                .with("codesAreFew", state == MfaState.ENFORCED && codesLeft <= RecoveryCodes.FEW)
                .with("cards", cards)
                .with("made", cards.stream().filter(card -> card.isNew(now)).toList())
                .with("mayHold", visitor.terms().areAllowed())
                .with(
                        "elsewhere",
                        history.refusedElsewhere(visitor.id(), visitor.terms().tying()))
                .with("usedCodes", history.usedCodes(visitor.id()))
                .with("stillSending", history.stillSending(visitor.id()))
                .with("senders", store.look(books -> Senders.in(books).of(visitor.id())))
                .with("devices", store.look(books -> Devices.in(books).ownedBy(visitor.id())))
                .with(
                        "observedUntil",
                        visitor.standing().observedUntil(now).filter(_ -> mayUseAccountPassword(visitor, now)))
                .with("sendersMay", mayUseAccountPassword(visitor, now))
                .with("maximum", visitor.policy().limits().appPasswordsPerAccount())
                .with("mayClose", visitor.policy().limits().upkeep().closeAccount() == Limits.CloseAccount.BY_PERSON)
                .with("done", DONE.contains(done) ? done : "")
                .with(
                        "receipt",
                        done.startsWith("revoked") || done.equals("password")
                                ? receipt(visitor, now)
                                : Optional.empty())
                .show();
    }

    private static boolean mayUseAccountPassword(Visitor visitor, Instant now) {
        return visitor.standing()
                .appsMayUseAccountPassword(now, visitor.policy().limits());
    }

    // Whoever comes back to this address later is told nothing of an older revocation.
    private Optional<Receipt> receipt(Visitor visitor, Instant now) {
        return revocations.latest(visitor.id(), now.minus(RECEIPT_SHOWN)).map(Receipt::of);
    }

    /// Who signed in lately, and who was refused and why.
    @GetMapping("/account/sign-ins")
    ModelAndView signIns(@AuthenticationPrincipal Visitor visitor, @RequestParam(defaultValue = "") String before) {
        var found = PLACE.matcher(before).matches()
                ? history.lately(visitor.id(), moments.zone(), Long.parseLong(before))
                : history.lately(visitor.id(), moments.zone());
        return Page.of("sign-ins")
                .with("signIns", found.signIns())
                .with("earlier", found.earlier())
                .with("days", SignInHistory.REACH.toDays())
                .show();
    }
}
