package org.sallyport.server.web.api;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sallyport.core.account.Permission;
import org.sallyport.core.api.Program;
import org.sallyport.core.apppassword.AppPassword;
import org.sallyport.core.apppassword.AppPasswordId;
import org.sallyport.core.apppassword.AppPasswords;
import org.sallyport.core.apppassword.LastUse;
import org.sallyport.core.apppassword.Revocations;
import org.sallyport.core.caller.ClientName;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.policy.Mfa;
import org.sallyport.server.web.account.Card;
import org.sallyport.server.web.security.Needs;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// One person's app passwords, without their secrets, and ending them.
@RestController
@RequestMapping(PeopleApi.PATH + "/{id}")
class PersonAppPasswords {
    private final PersonFinding finding;
    private final AppPasswords appPasswords;
    private final Revocations revocations;
    private final Mfa mfa;
    private final InstantSource clock;

    PersonAppPasswords(
            PersonFinding finding, AppPasswords appPasswords, Revocations revocations, Mfa mfa, InstantSource clock) {
        this.finding = finding;
        this.appPasswords = appPasswords;
        this.revocations = revocations;
        this.mfa = mfa;
        this.clock = clock;
    }

    /// An app password, of which nobody has the secret.
    ///
    /// @param condition open, open-until, awaited, not-yet, died, expired, put-to-sleep, asleep or not-allowed
    public record AppPasswordView(
            String id,
            String label,
            Instant issued,
            String condition,
            ReachView reach,
            Optional<Instant> expires,
            Optional<UseView> lastUse) {}

    /// @param protocols that it opens at most
    /// @param networks from where alone; empty for anywhere
    /// @param tiedTo kinds of app that its first use tied it to; empty for none
    /// @param tiedNetworks networks that its first use tied it to
    public record ReachView(
            List<String> protocols, List<String> networks, List<String> tiedTo, List<String> tiedNetworks) {}

    /// @param source empty where nobody said
    public record UseView(Instant at, String protocol, String source, Optional<String> client) {}

    @Answers(to = "Lists the app passwords of one person, without their secrets.")
    @Needs(Permission.PEOPLE_SEE)
    @GetMapping("/app-passwords")
    ResponseEntity<ApiPage<AppPasswordView>> appPasswords(@PathVariable String id) {
        var person = finding.require(id);
        var terms = mfa.policies().of(person.account()).terms();
        var now = clock.instant();
        return ResponseEntity.ok(ApiPage.whole(appPasswords.of(person.account().id()).stream()
                .map(one -> view(one, Card.of(one, person.standing(), terms, now)))
                .toList()));
    }

    @Answers(to = "Revokes one app password and closes what it has open.")
    @Needs(Permission.APP_PASSWORDS_REVOKE)
    @DeleteMapping("/app-passwords/{appPassword}")
    ResponseEntity<PersonActs.ReceiptView> revoke(
            @AuthenticationPrincipal Program program, @PathVariable String id, @PathVariable String appPassword) {
        var person = finding.require(id, program, Permission.APP_PASSWORDS_REVOKE);
        return AppPasswordId.parse(appPassword)
                .flatMap(wanted -> revocations.revoke(person.account(), wanted, program.actor()))
                .map(PersonActs.ReceiptView::of)
                .map(ResponseEntity::ok)
                .orElseThrow(() -> Refusal.noSuch("app password that could be revoked"));
    }

    @Answers(to = "Revokes all app passwords of one person for a reason, and closes what they have open.")
    @Needs(Permission.APP_PASSWORDS_REVOKE)
    @PostMapping("/app-passwords/revoke-all")
    ResponseEntity<PersonActs.ReceiptView> revokeAll(
            @AuthenticationPrincipal Program program,
            @PathVariable String id,
            @RequestBody PersonActs.Because because) {
        var person = finding.require(id, program, Permission.APP_PASSWORDS_REVOKE);
        var reason = PersonFinding.reason(because.why());
        return ResponseEntity.ok(
                PersonActs.ReceiptView.of(revocations.revokeAll(person.account(), program.actor(), reason)));
    }

    private static AppPasswordView view(AppPassword one, Card card) {
        var reach = card.reach();
        return new AppPasswordView(
                card.id(),
                card.label(),
                card.issued(),
                condition(card.condition()),
                new ReachView(
                        reach.protocols().stream().map(Protocol::code).toList(),
                        reach.networks(),
                        reach.families(),
                        reach.tiedNetworks().stream().map(Object::toString).toList()),
                one.lifetime().expires(),
                card.lastUse().map(PersonAppPasswords::view));
    }

    static UseView view(LastUse use) {
        return new UseView(
                use.at(),
                use.protocol().code(),
                use.source().toString(),
                use.client().map(ClientName::value));
    }

    /// `put-to-sleep`: how the record of the condition is called.
    private static String condition(Card.Condition condition) {
        return condition
                .getClass()
                .getSimpleName()
                .replaceAll("(?<=.)([A-Z])", "-$1")
                .toLowerCase(Locale.ROOT);
    }
}
