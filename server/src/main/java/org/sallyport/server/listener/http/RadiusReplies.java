package org.sallyport.server.listener.http;

import org.sallyport.core.verify.Verdict;

/// The reply table of `/radius`. FreeRADIUS looks at the status alone, and takes 200 with any body for something other
/// than a yes: no answer has one.
final class RadiusReplies implements ReplyTable {
    private static final Reply ACCEPTED = Reply.bare(Status.NO_CONTENT, FieldLines.NONE);
    private static final Reply REFUSED = Reply.bare(Status.UNAUTHORIZED, VerifyReplies.CHALLENGE);
    private static final Reply LATER = Reply.bare(Status.UNAVAILABLE, FieldLines.NONE);

    @Override
    public Reply to(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Accepted _ -> ACCEPTED;
            case Verdict.Rejected _ -> REFUSED;
            case Verdict.Deferred(var _, var after) -> LATER.after(after);
        };
    }
}
