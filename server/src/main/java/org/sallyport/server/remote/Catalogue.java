package org.sallyport.server.remote;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Every command that a server elsewhere can carry out. A resource of the API is one class with its commands, named
/// here.
final class Catalogue {
    /// What the commands of each group are about, where the machine itself has none of them.
    static final Map<String, String> GROUPS = Map.of(
            "device", "See, make, hand over and stop devices.",
            "requirement", "See and decide of whom MFA is required.",
            "policy", "See and decide what holds for app passwords and sign-ins.",
            "rollout", "See, start and change rollouts.",
            "source", "See sources of accounts, have them read, and decide what no rule says.",
            "webhook", "See, make, stop and test webhooks.",
            "staff", "See who has a role.",
            "token", "See what the token in use may.");

    private Catalogue() {}

    static List<RemoteCommand> all() {
        return Stream.of(
                        AccountResource.commands(),
                        RecordResource.commands(),
                        AccessResource.commands(),
                        DecisionResource.commands(),
                        DeviceResource.commands(),
                        RolloutResource.commands(),
                        ProposalResource.commands(),
                        SourceResource.commands(),
                        WebhookResource.commands(),
                        AuditResource.commands(),
                        OverviewResource.commands(),
                        AnyRequest.commands())
                .flatMap(List::stream)
                .toList();
    }
}
