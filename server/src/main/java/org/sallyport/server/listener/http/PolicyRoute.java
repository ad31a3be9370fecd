package org.sallyport.server.listener.http;

import java.util.List;
import java.util.Optional;
import org.sallyport.server.config.ServerRole;

/// `POST /dovecot-policy?command=allow` and `command=report`: what Dovecot calls a policy server
/// (`auth_policy_server_url`). Only for servers whose role is to report.
final class PolicyRoute implements Route {
    private static final List<FieldName> FIELDS = List.of(FieldName.AUTHORIZATION, FieldName.CONTENT_TYPE);

    private final Command command;

    enum Command {
        ALLOW,
        REPORT
    }

    PolicyRoute(Command command) {
        this.command = command;
    }

    @Override
    public List<FieldName> fields() {
        return FIELDS;
    }

    @Override
    public boolean isFor(ServerRole role) {
        return role.mayReport();
    }

    @Override
    public Optional<Reply> refusal(RequestHead head) {
        return Bodies.refusalOfPost(head, Reply.NOT_JSON_ALONE, Bodies.JSON);
    }

    @Override
    public Reading read(RequestHead head, byte[] bytes, int from, int length) {
        try {
            var reader = PolicyReader.of(bytes, from, length);
            return new Reading.Told(
                    switch (command) {
                        case ALLOW -> reader.allow();
                        case REPORT -> reader.report();
                    });
        } catch (PolicyReader.Unclear unclear) {
            return Reading.unclear(unclear.sentence());
        }
    }
}
