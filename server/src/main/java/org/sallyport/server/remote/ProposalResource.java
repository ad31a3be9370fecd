package org.sallyport.server.remote;

import java.util.List;

/// `proposal`: what waits for a second one of the staff.
final class ProposalResource {
    private static final String PROPOSALS = "/api/v1/proposals";
    private static final String PROPOSAL = PROPOSALS + "/{id}";

    private ProposalResource() {}

    static List<RemoteCommand> commands() {
        return List.of(
                RemoteCommand.of(
                                "proposal list",
                                "List what waits for a second one of the staff.",
                                Operation.list("proposalApi.list", PROPOSALS))
                        .shows(Show.table(
                                "id", "act.kind", "act.person", "act.values", "proposer", "made", "until", "why")),
                RemoteCommand.of(
                        "proposal show", "Show one proposal.", Operation.get("proposalApi.read", PROPOSAL, id())),
                RemoteCommand.of(
                                "proposal approve",
                                "Do what was proposed, by a token made within the last five minutes.",
                                Operation.post("proposalApi.approve", PROPOSAL + "/approve", id()))
                        .shows(Show.sentence("It is approved and done.")),
                RemoteCommand.of(
                                "proposal decline",
                                "Decline a proposal; its proposer reads why.",
                                Operation.post("proposalApi.decline", PROPOSAL + "/decline", id(), Input.why()))
                        .shows(Show.sentence("It is declined.")),
                RemoteCommand.of(
                                "proposal withdraw",
                                "Take back what whoever made the token has proposed.",
                                Operation.post("proposalApi.withdraw", PROPOSAL + "/withdraw", id()))
                        .shows(Show.sentence("It is withdrawn.")));
    }

    private static Input id() {
        return Input.path("ID", "id", "As proposal list shows it.");
    }
}
