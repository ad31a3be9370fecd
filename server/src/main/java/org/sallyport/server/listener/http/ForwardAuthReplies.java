package org.sallyport.server.listener.http;

import org.sallyport.core.account.EmailAddress;
import org.sallyport.core.apppassword.AppPasswordId;
import org.sallyport.core.verify.Verdict;

/// The reply table of `/forward-auth`. No answer has a body, so that it may be one to HEAD.
///
/// An answer of 200 always has every identity field, with or without a value: what a proxy copies from here overwrites
/// whatever the browser sent under the same name.
final class ForwardAuthReplies implements ReplyTable {
    private static final Reply LATER = Reply.bare(Status.UNAVAILABLE, FieldLines.NONE);

    private final Reply challenge;

    /// @param realm printable ASCII
    ForwardAuthReplies(String realm) {
        var quoted = realm.replace("\\", "\\\\").replace("\"", "\\\"");
        // RFC 7617 section 2.1
        challenge = Reply.bare(
                Status.UNAUTHORIZED,
                FieldLines.of("WWW-Authenticate", "Basic realm=\"" + quoted + "\", charset=\"UTF-8\""));
    }

    /// 401: for wrong credentials and for none, which look the same.
    Reply challenge() {
        return challenge;
    }

    @Override
    public Reply to(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Accepted accepted -> accepted(accepted);
            case Verdict.Rejected _ -> challenge;
            case Verdict.Deferred(var _, var after) -> LATER.after(after);
        };
    }

    private static Reply accepted(Verdict.Accepted accepted) {
        var name = accepted.canonical().canonical();
        return Reply.bare(
                Status.OK,
                FieldLines.of(
                        "Remote-User",
                        name,
                        "Remote-Email",
                        EmailAddress.parse(name).map(EmailAddress::value).orElse(""),
                        "X-Sallyport-Account",
                        accepted.account().toString(),
                        "X-Sallyport-Id",
                        accepted.appPassword().map(AppPasswordId::toString).orElse("")));
    }
}
