package org.sallyport.server.web.api;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.account.Permission;
import org.sallyport.core.api.Program;
import org.sallyport.core.policy.Effective;
import org.sallyport.core.policy.Mfa;
import org.sallyport.core.policy.Policies;
import org.sallyport.core.policy.PolicyKey;
import org.sallyport.core.policy.PolicyKeys;
import org.sallyport.core.policy.Provenance;
import org.sallyport.core.policy.Subject;
import org.sallyport.core.staff.PolicyDesk;
import org.sallyport.server.web.frame.ProblemDetails;
import org.sallyport.server.web.security.Needs;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What is decided for everybody and for groups, key by key.
@RestController
@RequestMapping("/api/v1/policies")
class PolicyApi {
    private final Policies policies;
    private final PolicyDesk desk;

    PolicyApi(Mfa mfa, PolicyDesk desk) {
        this.policies = mfa.policies();
        this.desk = desk;
    }

    /// A value that holds.
    ///
    /// @param own what was decided for the subject itself
    /// @param from person, group, configured-group, everybody or configured
    /// @param group that it comes from
    /// @param choices the values there are; empty where it is a number or a list
    public record ValueView(
            String key,
            String value,
            Optional<String> own,
            String from,
            Optional<String> group,
            List<String> choices,
            Optional<RangeView> range) {
        static ValueView of(Effective effective, Optional<String> own) {
            var key = effective.key();
            return new ValueView(
                    key.code(),
                    effective.value(),
                    own,
                    kind(effective.from()),
                    PolicyApi.group(effective.from()).map(GroupName::value),
                    key.choices(),
                    key.form() == PolicyKey.Form.NUMBER
                            ? Optional.of(new RangeView(key.least(), key.most()))
                            : Optional.empty());
        }
    }

    /// The smallest and the greatest number there is.
    public record RangeView(int least, int most) {}

    /// @param subject everybody or group
    public record PolicyView(String subject, Optional<String> group, List<ValueView> values) {}

    /// @param values by key; null leaves a key to what is decided more widely, and what is left out stays as it is
    /// @param why 3 to 200 characters, for the audit log
    public record WantedValues(
            @Nullable Map<String, @Nullable String> values,
            @Nullable String why) {}

    @Answers(to = "What holds for whoever is in no group.")
    @Needs(Permission.POLICY_SEE)
    @GetMapping("/everybody")
    ResponseEntity<PolicyView> everybody() {
        return StateTag.show(view(new Subject.Everybody()));
    }

    @Answers(to = "What holds for whoever is in one group alone.", parameters = "name:string")
    @Needs(Permission.POLICY_SEE)
    @GetMapping("/group")
    ResponseEntity<PolicyView> group(@RequestParam Map<String, String> said) {
        return StateTag.show(view(SharedSubjects.group(said)));
    }

    @Answers(to = "Decides values for everybody.", proposes = true)
    @Conditional
    @Needs(Permission.POLICY_CHANGE)
    @PatchMapping("/everybody")
    ResponseEntity<PolicyView> decideForEverybody(
            @AuthenticationPrincipal Program program, @RequestBody WantedValues wanted, HttpServletRequest request) {
        return decide(new Subject.Everybody(), wanted, program, request);
    }

    @Answers(to = "Decides values for a group.", parameters = "name:string", proposes = true)
    @Conditional
    @Needs(Permission.POLICY_CHANGE)
    @PatchMapping("/group")
    ResponseEntity<PolicyView> decideForGroup(
            @AuthenticationPrincipal Program program,
            @RequestParam Map<String, String> said,
            @RequestBody WantedValues wanted,
            HttpServletRequest request) {
        return decide(SharedSubjects.group(said), wanted, program, request);
    }

    private ResponseEntity<PolicyView> decide(
            Subject subject, WantedValues wanted, Program program, HttpServletRequest request) {
        var values = values(wanted);
        var reason = PersonFinding.reason(wanted.why());
        var shown = policies.decided().getOrDefault(subject, Map.of());
        StateTag.require(request, view(subject));
        var changes = new LinkedHashMap<PolicyKey<?>, PolicyDesk.Change>();
        values.forEach((key, value) ->
                changes.put(key, new PolicyDesk.Change(Optional.ofNullable(shown.get(key.code())), value)));
        var status = Decided.require(desk.decide(program.actor(), subject, changes, reason));
        return StateTag.show(status, view(subject));
    }

    private PolicyView view(Subject subject) {
        var own = policies.decided().getOrDefault(subject, Map.of());
        return new PolicyView(
                subject instanceof Subject.Everybody ? "everybody" : "group",
                subject instanceof Subject.Group(GroupName name) ? Optional.of(name.value()) : Optional.empty(),
                policies.effective(subject).stream()
                        .map(one -> ValueView.of(
                                one, Optional.ofNullable(own.get(one.key().code()))))
                        .toList());
    }

    static Map<PolicyKey<?>, Optional<String>> values(WantedValues wanted) {
        var errors = new ArrayList<ProblemDetails.Field>();
        var values = new LinkedHashMap<PolicyKey<?>, Optional<String>>();
        Optional.ofNullable(wanted.values()).orElse(Map.of()).forEach((code, typed) -> {
            var key = PolicyKeys.find(code);
            var value = key.flatMap(known -> Optional.ofNullable(typed).flatMap(known::read));
            if (key.isEmpty()) {
                errors.add(new ProblemDetails.Field("#/values/" + code, "There is no such key."));
            } else if (typed != null && value.isEmpty()) {
                errors.add(new ProblemDetails.Field("#/values/" + code, fitting(key.get())));
            } else {
                values.put(key.get(), value);
            }
        });
        if (values.isEmpty() && errors.isEmpty()) {
            errors.add(new ProblemDetails.Field("#/values", "There is nothing to decide."));
        }
        if (!errors.isEmpty()) {
            throw Refusal.unfit(errors);
        }
        return values;
    }

    private static String fitting(PolicyKey<?> key) {
        return switch (key.form()) {
            case NUMBER -> "a number from " + key.least() + " to " + key.most() + ", as text";
            case LIST -> "several of them with blanks between, or any";
            case CHOICE -> "one of " + String.join(", ", key.choices());
        };
    }

    private static String kind(Provenance from) {
        return switch (from) {
            case Provenance.Person _ -> "person";
            case Provenance.Group _ -> "group";
            case Provenance.ConfiguredGroup _ -> "configured-group";
            case Provenance.Everybody _ -> "everybody";
            case Provenance.Configured _ -> "configured";
        };
    }

    private static Optional<GroupName> group(Provenance from) {
        return switch (from) {
            case Provenance.Group(var name) -> Optional.of(name);
            case Provenance.ConfiguredGroup(var name) -> Optional.of(name);
            case Provenance.Person _, Provenance.Everybody _, Provenance.Configured _ -> Optional.empty();
        };
    }
}
