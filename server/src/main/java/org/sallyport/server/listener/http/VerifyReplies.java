package org.sallyport.server.listener.http;

import org.sallyport.core.apppassword.AppPasswordId;
import org.sallyport.core.verify.Verdict;

/// The reply table of `POST /verify`.
final class VerifyReplies implements ReplyTable {
    // RFC 9110 section 15.5.2: a 401 carries a challenge. This one names no scheme that a browser or curl would try.
    static final FieldLines CHALLENGE = FieldLines.of("WWW-Authenticate", "AppPassword");
    static final Reply REFUSED = Reply.error(Status.UNAUTHORIZED, CHALLENGE, "refused");

    @Override
    public Reply to(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Accepted accepted -> accepted(accepted);
            case Verdict.Rejected _ -> REFUSED;
            case Verdict.Deferred(var _, var after) -> Reply.FAULT.after(after);
        };
    }

    private static Reply accepted(Verdict.Accepted accepted) {
        var json = Json.object(
                new Json.Member("user", accepted.canonical().canonical()),
                new Json.Member(
                        "id",
                        accepted.appPassword().map(AppPasswordId::toString).orElse("")),
                new Json.Member("account", accepted.account().toString()));
        return new Reply(Status.OK, FieldLines.NONE, json, 0);
    }
}
