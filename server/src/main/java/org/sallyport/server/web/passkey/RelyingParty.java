package org.sallyport.server.web.passkey;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.enrollment.PasskeySetup;
import org.sallyport.core.method.Methods;
import org.sallyport.core.method.Passkey;
import org.sallyport.core.method.PasskeyAnswer;
import org.sallyport.core.method.Passkeys;
import org.sallyport.core.store.Store;
import org.sallyport.server.web.WebSettings;
import org.springframework.stereotype.Component;

/// This site, as passkeys know it: its id is the host of the public URL, and answers are taken from the origin of the
/// public URL only.
@Component
public final class RelyingParty {
    private final Store store;
    private final Challenges challenges;
    private final Ceremonies ceremonies;
    private final boolean possible;

    RelyingParty(Store store, Challenges challenges, WebSettings settings) {
        this.store = store;
        this.challenges = challenges;
        this.possible = settings.canHavePasskeys();
        this.ceremonies = new Ceremonies(
                settings.host(),
                settings.origin(),
                settings.organisation(),
                id -> store.transact(books -> Passkeys.in(books).find(id)));
    }

    /// Whether browsers use passkeys at the public URL at all.
    public boolean isPossible() {
        return possible;
    }

    public Prompt toRegister(HttpServletRequest request, PasskeySetup.Wanted wanted) {
        var challenge = challenges.make(request, Challenge.Purpose.REGISTER);
        return new Prompt(ceremonies.creationOptions(challenge, wanted), challenge.ticket());
    }

    /// The passkey that was made; empty when it is not what was asked for, or too late.
    public Optional<Passkey.Credential> registered(
            HttpServletRequest request, PasskeySetup.Wanted wanted, Prompt.Reply reply) {
        return challenges
                .find(request, Challenge.Purpose.REGISTER, reply.ticket())
                .flatMap(challenge -> ceremonies.made(challenge, wanted, reply.json()));
    }

    /// Asks for any passkey of this account; empty when it has none.
    public Optional<Prompt> toConfirm(HttpServletRequest request, AccountId account) {
        var held = heldBy(account);
        if (held.isEmpty()) {
            return Optional.empty();
        }
        var challenge = challenges.make(request, Challenge.Purpose.SECOND_FACTOR);
        return Optional.of(new Prompt(ceremonies.requestOptions(challenge, held), challenge.ticket()));
    }

    /// The answer of one of the account's passkeys; empty when it does not stand up, or is too late.
    public Optional<PasskeyAnswer> confirmed(HttpServletRequest request, AccountId account, Prompt.Reply reply) {
        var held = heldBy(account);
        return held.isEmpty()
                ? Optional.empty()
                : challenges
                        .find(request, Challenge.Purpose.SECOND_FACTOR, reply.ticket())
                        .flatMap(challenge -> ceremonies.answer(challenge, held, reply.json()));
    }

    /// Asks whoever wants to sign in for a passkey: the same for everybody, so that nobody learns who has one. Empty
    /// where browsers use none.
    public Optional<Prompt> toSignIn(HttpServletRequest request) {
        return toAnybody(request, Challenge.Purpose.SIGN_IN);
    }

    /// What whoever it is answered, with its user verified; empty when it does not stand up, or is too late.
    public Optional<PasskeyAnswer> signedIn(HttpServletRequest request, Prompt.Reply reply) {
        return fromAnybody(request, Challenge.Purpose.SIGN_IN, reply);
    }

    /// Asks whoever has forgotten their password, as [#toSignIn] asks.
    public Optional<Prompt> toReplacePassword(HttpServletRequest request) {
        return toAnybody(request, Challenge.Purpose.FORGOTTEN_PASSWORD);
    }

    /// What whoever it is answered, as [#signedIn] says.
    public Optional<PasskeyAnswer> replacingPassword(HttpServletRequest request, Prompt.Reply reply) {
        return fromAnybody(request, Challenge.Purpose.FORGOTTEN_PASSWORD, reply);
    }

    private Optional<Prompt> toAnybody(HttpServletRequest request, Challenge.Purpose purpose) {
        if (!possible) {
            return Optional.empty();
        }
        var challenge = challenges.make(request, purpose);
        return Optional.of(new Prompt(ceremonies.requestOptions(challenge, List.of()), challenge.ticket()));
    }

    private Optional<PasskeyAnswer> fromAnybody(
            HttpServletRequest request, Challenge.Purpose purpose, Prompt.Reply reply) {
        return challenges
                .find(request, purpose, reply.ticket())
                .flatMap(challenge -> ceremonies.answer(challenge, List.of(), reply.json()));
    }

    private List<Passkey.Credential> heldBy(AccountId account) {
        return store.transact(books -> Methods.in(books).heldBy(account)).stream()
                .flatMap(method -> method instanceof Passkey passkey ? Stream.of(passkey.credential()) : Stream.empty())
                .toList();
    }
}
