package org.sallyport.server.web.api;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Permission;
import org.sallyport.core.api.Program;
import org.sallyport.core.caller.ClientName;
import org.sallyport.core.history.ActivityHistory;
import org.sallyport.core.history.PastEvent;
import org.sallyport.core.observation.Sender;
import org.sallyport.core.policy.Mfa;
import org.sallyport.core.policy.PolicyKey;
import org.sallyport.core.policy.Subject;
import org.sallyport.core.staff.PolicyDesk;
import org.sallyport.core.store.Store;
import org.sallyport.server.web.admin.People;
import org.sallyport.server.web.security.Needs;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What holds for one person, what sends their account password, and what was done to their account.
@RestController
@RequestMapping(PeopleApi.PATH + "/{id}")
class PersonKnowledge {
    private final PersonFinding finding;
    private final People people;
    private final ActivityHistory history;
    private final Mfa mfa;
    private final PolicyDesk desk;
    private final Store store;

    PersonKnowledge(
            PersonFinding finding, People people, ActivityHistory history, Mfa mfa, PolicyDesk desk, Store store) {
        this.finding = finding;
        this.people = people;
        this.history = history;
        this.mfa = mfa;
        this.desk = desk;
        this.store = store;
    }

    /// An app that sends the account password.
    ///
    /// @param client what it calls itself
    /// @param times how often it came between first and last
    public record SenderView(
            String protocol,
            String network,
            String server,
            Optional<String> client,
            Instant first,
            Instant last,
            long times) {
        static SenderView of(Sender sender) {
            var seen = sender.seen();
            return new SenderView(
                    sender.protocol().code(),
                    sender.network().toString(),
                    sender.server(),
                    sender.client().map(ClientName::value),
                    seen.first(),
                    seen.last(),
                    seen.times());
        }
    }

    /// @param by you, admin, operator, app, sallyport or stranger, as far as the person is concerned
    public record PastEventView(long number, Instant at, String kind, String by, Map<String, String> details) {
        static PastEventView of(PastEvent event) {
            return new PastEventView(
                    event.number(), event.at(), event.kind().code(), event.by().code(), event.details());
        }
    }

    @Answers(to = "What holds for one person, key by key, and where each value comes from.")
    @Needs(Permission.PEOPLE_SEE)
    @GetMapping("/policy")
    ResponseEntity<ApiPage<PolicyApi.ValueView>> policy(@PathVariable String id) {
        var person = finding.require(id);
        return StateTag.show(policy(person.account()));
    }

    @Answers(to = "Decides values for one person alone; null leaves one to wider decisions.", proposes = true)
    @Conditional
    @Needs(Permission.POLICY_CHANGE)
    @PatchMapping("/policy")
    ResponseEntity<ApiPage<PolicyApi.ValueView>> decide(
            @AuthenticationPrincipal Program program,
            @PathVariable String id,
            @RequestBody PolicyApi.WantedValues wanted,
            HttpServletRequest request) {
        var account = finding.require(id, program, Permission.POLICY_CHANGE).account();
        var values = PolicyApi.values(wanted);
        var reason = PersonFinding.reason(wanted.why());
        var subject = new Subject.Person(account.id());
        var shown = decided(subject);
        StateTag.require(request, policy(account));
        var changes = new LinkedHashMap<PolicyKey<?>, PolicyDesk.Change>();
        values.forEach((key, value) ->
                changes.put(key, new PolicyDesk.Change(Optional.ofNullable(shown.get(key.code())), value)));
        var status = Decided.require(desk.decide(program.actor(), subject, changes, reason));
        return StateTag.show(status, policy(account));
    }

    private ApiPage<PolicyApi.ValueView> policy(Account account) {
        var own = decided(new Subject.Person(account.id()));
        return ApiPage.whole(mfa.policies().effective(account).stream()
                .map(one -> PolicyApi.ValueView.of(
                        one, Optional.ofNullable(own.get(one.key().code()))))
                .toList());
    }

    private Map<String, String> decided(Subject subject) {
        return store.look(books -> mfa.policies().decided(books, subject));
    }

    @Answers(to = "Lists what sends the account password of one person.")
    @Needs(Permission.PEOPLE_SEE)
    @GetMapping("/senders")
    ResponseEntity<ApiPage<SenderView>> senders(@PathVariable String id) {
        var person = finding.require(id);
        return ResponseEntity.ok(ApiPage.whole(people.senders(person.account().id()).stream()
                .map(SenderView::of)
                .toList()));
    }

    @Answers(
            to = "What was done to the account of one person within thirty days, latest first.",
            parameters = "after:string")
    @Needs(Permission.PEOPLE_SEE)
    @GetMapping("/history")
    ResponseEntity<ApiPage<PastEventView>> history(@PathVariable String id, @RequestParam Map<String, String> said) {
        var query = new Query(said).only("after");
        var person = finding.require(id);
        var page = history.before(person.account().id(), query.place("after"));
        List<PastEventView> events =
                page.events().stream().map(PastEventView::of).toList();
        return ResponseEntity.ok(new ApiPage<>(events, page.earlier().map(String::valueOf), Optional.empty()));
    }
}
