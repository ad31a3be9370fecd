package org.sallyport.server.listener.http;

import java.time.Duration;
import org.sallyport.core.apppassword.AppPasswordId;
import org.sallyport.core.verify.Verdict;

/// One answer, and the table that turns a verdict into it.
///
/// @param json the body; never written to
/// @param retryAfter whole seconds for the Retry-After field, 0 for none
record Reply(Status status, byte[] json, long retryAfter) {
    static final Reply REFUSED = error(Status.UNAUTHORIZED, "refused");
    static final Reply BAD_TOKEN = error(
            Status.FORBIDDEN, "this port is for connected servers: needs the header Authorization: Bearer <token>");
    static final Reply NOT_FOUND = error(Status.NOT_FOUND, "there is nothing here: ask POST /verify");
    static final Reply METHOD_NOT_ALLOWED = error(Status.METHOD_NOT_ALLOWED, "ask with POST");
    static final Reply TOO_SLOW = error(Status.REQUEST_TIMEOUT, "the request took too long to arrive");
    static final Reply LENGTH_REQUIRED =
            error(Status.LENGTH_REQUIRED, "needs a Content-Length, and no Transfer-Encoding");
    static final Reply TOO_LARGE =
            error(Status.CONTENT_TOO_LARGE, "the body has at most " + HeadReader.MAX_BODY + " bytes");
    static final Reply NOT_JSON =
            error(Status.UNSUPPORTED_MEDIA_TYPE, "needs the header Content-Type: application/json");
    static final Reply UNKNOWN_EXPECTATION =
            error(Status.EXPECTATION_FAILED, "the only expectation known here is 100-continue");
    static final Reply HEAD_TOO_LARGE = error(
            Status.HEAD_TOO_LARGE, "request line and headers together have at most " + HeadReader.MAX_HEAD + " bytes");
    static final Reply NOT_HTTP = error(
            Status.BAD_REQUEST, "needs a request of HTTP/1.1 that can be read in one way only, found something else");
    static final Reply WRONG_VERSION = error(Status.VERSION_NOT_SUPPORTED, "needs HTTP/1.1 or HTTP/1.0");
    static final Reply FAULT = new Reply(Status.UNAVAILABLE, error("try again later"), 1);

    /// The reply table. Neither why an answer is no nor why it has to wait crosses the wire.
    static Reply to(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Accepted accepted -> accepted(accepted);
            case Verdict.Rejected _ -> REFUSED;
            case Verdict.Deferred(var _, var after) -> new Reply(Status.UNAVAILABLE, FAULT.json, wholeSeconds(after));
        };
    }

    /// What was found in the question and what would be right.
    static Reply unclear(String sentence) {
        return error(Status.BAD_REQUEST, sentence);
    }

    private static Reply accepted(Verdict.Accepted accepted) {
        var json = Json.object(members -> members.writeStringProperty(
                        "user", accepted.canonical().canonical())
                .writeStringProperty(
                        "id",
                        accepted.appPassword().map(AppPasswordId::toString).orElse(""))
                .writeStringProperty("account", accepted.account().toString()));
        return new Reply(Status.OK, json, 0);
    }

    // RFC 9110 section 10.2.3 knows whole seconds only; none at all would mean "at once".
    private static long wholeSeconds(Duration after) {
        return Math.max(1, after.plusNanos(999_999_999).toSeconds());
    }

    private static Reply error(Status status, String sentence) {
        return new Reply(status, error(sentence), 0);
    }

    private static byte[] error(String sentence) {
        return Json.object(members -> members.writeStringProperty("error", sentence));
    }
}
