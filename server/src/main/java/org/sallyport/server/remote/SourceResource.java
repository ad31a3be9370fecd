package org.sallyport.server.remote;

import java.util.List;
import org.sallyport.server.remote.Input.Kind;

/// `source`: directories that say which accounts there are.
final class SourceResource {
    private static final String SOURCES = "/api/v1/sources";

    private SourceResource() {}

    static List<RemoteCommand> commands() {
        return List.of(
                RemoteCommand.of(
                                "source list",
                                "List the sources that are read again and again.",
                                Operation.list("sourceApi.list", SOURCES))
                        .shows(Show.table("name", "read", "full", "wanted", "held.people", "conflicts")),
                RemoteCommand.of(
                                "source reports",
                                "List what readings came to, newest first of each source.",
                                Operation.list("sourceApi.reports", SOURCES + "/reports", only()))
                        .shows(Show.table("source", "kind", "began", "ended", "counts", "trouble")),
                RemoteCommand.of(
                                "source conflicts",
                                "List people of sources of whom no rule says which account is theirs.",
                                Operation.list("sourceApi.conflicts", SOURCES + "/conflicts", only()))
                        .shows(Show.table("source", "id", "user_name", "why", "account", "since", "decision")),
                RemoteCommand.of("source read", "Have a source read, which begins within seconds.", read())
                        .shows(Show.sentence("{SOURCE} will be read.")),
                RemoteCommand.of(
                                "source release",
                                "Let suspensions go on that were held back since they are so many.",
                                Operation.post("sourceApi.release", SOURCES + "/release", source(), Input.why()))
                        .shows(Show.sentence("{SOURCE} may suspend them.")),
                RemoteCommand.of(
                                "source decide",
                                "Make somebody of a source and an account one, or leave them two.",
                                decide())
                        .shows(Show.sentence("It is decided.")),
                RemoteCommand.of(
                                "source unlink",
                                "Take an account away from a source: Sallyport keeps it itself then.",
                                Operation.post("sourceApi.unlink", SOURCES + "/unlink", source(), id(), Input.why()))
                        .shows(Show.sentence("It is unlinked.")),
                RemoteCommand.of(
                                "account sources",
                                "List the sources that know somebody.",
                                Operation.list("sourceApi.links", "/api/v1/people/{id}/sources", Input.person()))
                        .shows(Show.table("source", "id", "state", "since", "seen")));
    }

    private static Operation read() {
        return Operation.post(
                "sourceApi.read",
                SOURCES + "/readings",
                source(),
                Input.body("KIND", "kind", Kind.TEXT, "full, or dry-run: what it would come to.")
                        .always());
    }

    private static Operation decide() {
        return Operation.post(
                "sourceApi.decide",
                SOURCES + "/decisions",
                source(),
                id(),
                Input.body("CHOICE", "choice", Kind.TEXT, "link: make them one; or leave.")
                        .always(),
                Input.why());
    }

    private static Input source() {
        return Input.body("SOURCE", "source", Kind.TEXT, "Its name, like ldap/acme.")
                .always();
    }

    private static Input id() {
        return Input.body("ID", "id", Kind.TEXT, "How the source calls them for ever.")
                .always();
    }

    private static Input only() {
        return Input.query("--source", "source", Kind.TEXT, "Only of this source.");
    }
}
