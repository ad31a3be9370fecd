package org.sallyport.server.listener.http;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// The reply table of `/dovecot-policy`. Dovecot knows three answers: 0 goes on, a positive number waits so many
/// seconds first, and a negative one refuses, which is never said here. Anything but 2xx lets Dovecot go on as it is
/// configured: by itself, it does (`auth_policy_reject_on_fail = no`).
final class PolicyReplies {
    static final Reply GO_ON = status(0);
    static final Reply LATER = Reply.FAULT;

    private PolicyReplies() {}

    /// @param patience zero or more
    static Reply after(Duration patience) {
        return patience.isPositive() ? status(Reply.wholeSeconds(patience)) : GO_ON;
    }

    private static Reply status(long seconds) {
        var body = "{\"status\":" + seconds + ",\"msg\":\"\"}";
        return new Reply(Status.OK, FieldLines.NONE, body.getBytes(StandardCharsets.US_ASCII), 0);
    }
}
