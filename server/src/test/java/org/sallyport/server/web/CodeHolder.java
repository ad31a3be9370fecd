package org.sallyport.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.method.Challenge;
import org.sallyport.core.method.ContactCodes;
import org.sallyport.core.method.MethodId;
import org.sallyport.core.method.Methods;
import org.sallyport.core.notice.Notice;
import org.sallyport.core.recovery.Sheet;

/// Somebody who has every second factor, and a code of every kind that counts now.
///
/// @param visit a browser in which the account password was typed; codes were sent for it
/// @param stranger the browser that asked for a new password
record CodeHolder(
        RunningWeb web,
        Account account,
        byte[] key,
        SoftAuthenticator passkey,
        Browser visit,
        Browser stranger,
        Map<CodeHolder.Kind, String> codes) {
    private static final Pattern TICKET = Pattern.compile("name=\"ticket\" value=\"([^\"]+)\"");
    private static final String ORIGIN = "http://localhost";

    enum Kind {
        AUTHENTICATOR_APP,
        /// The answer of a passkey to what the page of the second factor asks.
        PASSKEY,
        RECOVERY_CODE,
        ONBOARDING_CODE,
        PHONE,
        MAILBOX,
        /// For the contact that somebody names while setting up.
        CONTACT,
        /// The half of a forgotten password that is mailed.
        MAILED,
        /// No code: the page that asked for the mailed one.
        TICKET
    }

    /// Asked for the second factor at sign-in.
    static CodeHolder halfway(RunningWeb web, int number) {
        return made(web, number, Duration.ZERO);
    }

    /// Signed in, with a proof that is too old for what asks for a fresh one.
    static CodeHolder toStepUp(RunningWeb web, int number) {
        return made(web, number, Duration.ofMinutes(6));
    }

    private static CodeHolder made(RunningWeb web, int number, Duration inside) {
        var o = web.organisation;
        var passkey = new SoftAuthenticator();
        var guest = web.inside("holder" + number, Account.Role.PERSON);
        guest.register(passkey);
        var phone = o.telephones.register(guest.account(), "+3069100" + (10_000 + number));
        var mailbox = o.telephones.registerMailbox(guest.account(), "codes" + number + "@pine.example");
        web.nextCode();
        var visit = web.browser();
        visit.signIn(guest.name());
        if (inside.isPositive()) {
            visit.open("/second-factor/authenticator-app", "code", o.codeFor(guest.key()));
            o.clock.forward(inside);
        }
        var holder = new CodeHolder(
                web, guest.account(), guest.key(), passkey, visit, web.browser(), new EnumMap<>(Kind.class));
        holder.collect(phone, mailbox);
        return holder;
    }

    private void collect(MethodId phone, MethodId mailbox) {
        var o = web.organisation;
        send("phone", phone);
        codes.put(Kind.PHONE, o.telephones.telephone.code());
        send("mailbox", mailbox);
        codes.put(Kind.MAILBOX, o.codeSent(Notice.Kind.MAILBOX_CODE).orElseThrow());
        stranger.get("/forgot-password");
        var ticket = TICKET.matcher(
                stranger.post("/forgot-password/code", "name", name()).page());
        assertThat(ticket.find()).isTrue();
        codes.put(Kind.TICKET, ticket.group(1));
        codes.put(Kind.MAILED, o.codeSent(Notice.Kind.FORGOTTEN_PASSWORD_CODE).orElseThrow());
        var sheet = (Sheet.Made) o.recoveryCodes.make(id(), o.clock.instant(), _ -> true);
        codes.put(Kind.RECOVERY_CODE, sheet.codes().getFirst().reveal());
        codes.put(
                Kind.ONBOARDING_CODE,
                o.onboardingCodes
                        .make(id(), Duration.ofHours(1), new Actor.Operator())
                        .reveal());
        var contactCodes = new ContactCodes(o.keyset, o.generator);
        codes.put(
                Kind.CONTACT,
                o.store.transact(books -> contactCodes
                        .open(books, id(), Challenge.Purpose.CONTACT, "enrollment", o.clock.instant())
                        .reveal()));
    }

    private void send(String kind, MethodId to) {
        var path = "/second-factor/" + kind;
        visit.get(path);
        assertThat(visit.post(path + "/code", "to", to.toString(), "form", "text")
                        .status())
                .isEqualTo(303);
    }

    AccountId id() {
        return account.id();
    }

    String name() {
        return account.username().canonical();
    }

    /// One of this kind, for what this page asks where it is a passkey that answers.
    String code(Kind kind, String page) {
        return switch (kind) {
            case AUTHENTICATOR_APP -> web.organisation.codeFor(key);
            case PASSKEY -> passkey.get(PasskeysTest.raw(page), ORIGIN);
            default -> Objects.requireNonNull(codes.get(kind));
        };
    }

    /// The page that asks this visit for a passkey.
    String asked() {
        return visit.get("/second-factor/passkey").page();
    }

    int methods() {
        return web.organisation
                .store
                .transact(books -> Methods.in(books).heldBy(id()))
                .size();
    }
}
