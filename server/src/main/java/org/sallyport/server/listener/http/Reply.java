package org.sallyport.server.listener.http;

import java.time.Duration;

/// One answer.
///
/// @param fields header lines beside those that every answer has
/// @param body JSON, or nothing; never written to
/// @param retryAfter whole seconds for the Retry-After field, 0 for none
record Reply(Status status, FieldLines fields, byte[] body, long retryAfter) {
    static final byte[] NO_CONTENT = {};

    static final Reply BAD_TOKEN = error(
            Status.FORBIDDEN,
            "this port is for connected servers: needs the header Authorization: Bearer <token>, "
                    + "or X-Sallyport-Token: <token> with forward-auth");
    static final Reply NOT_FOUND = error(Status.NOT_FOUND, "there is nothing here: ask POST /verify");
    static final Reply ASK_WITH_POST =
            error(Status.METHOD_NOT_ALLOWED, FieldLines.of("Allow", "POST"), "ask with POST");
    static final Reply TOO_SLOW = error(Status.REQUEST_TIMEOUT, "the request took too long to arrive");
    static final Reply LENGTH_REQUIRED =
            error(Status.LENGTH_REQUIRED, "needs a Content-Length, and no Transfer-Encoding");
    static final Reply TOO_LARGE =
            error(Status.CONTENT_TOO_LARGE, "the body has at most " + HeadReader.MAX_BODY + " bytes");
    static final Reply NO_BODY = error(Status.CONTENT_TOO_LARGE, "ask without a body: only the head is looked at");
    static final Reply NOT_JSON = error(
            Status.UNSUPPORTED_MEDIA_TYPE,
            FieldLines.of("Accept", "application/json, application/x-www-form-urlencoded"),
            "needs the header Content-Type: application/json, or application/x-www-form-urlencoded");
    static final Reply NOT_JSON_ALONE = error(
            Status.UNSUPPORTED_MEDIA_TYPE,
            FieldLines.of("Accept", "application/json"),
            "needs the header Content-Type: application/json");
    static final Reply NOT_ITS_ROLE = error(
            Status.FORBIDDEN, "this token may not be used here: see listeners.verify.servers[].role of Sallyport");
    static final Reply NOT_A_FORM = error(
            Status.UNSUPPORTED_MEDIA_TYPE,
            FieldLines.of("Accept", "application/x-www-form-urlencoded"),
            "needs the header Content-Type: application/x-www-form-urlencoded");
    static final Reply ASK_WITH_GET = error(Status.METHOD_NOT_ALLOWED, FieldLines.of("Allow", "GET"), "ask with GET");
    static final Reply UNKNOWN_EXPECTATION =
            error(Status.EXPECTATION_FAILED, "the only expectation known here is 100-continue");
    static final Reply HEAD_TOO_LARGE = error(
            Status.HEAD_TOO_LARGE, "request line and headers together have at most " + HeadReader.MAX_HEAD + " bytes");
    static final Reply NOT_HTTP = error(
            Status.BAD_REQUEST, "needs a request of HTTP/1.1 that can be read in one way only, found something else");
    static final Reply WRONG_VERSION = error(Status.VERSION_NOT_SUPPORTED, "needs HTTP/1.1 or HTTP/1.0");
    static final Reply FAULT = error(Status.UNAVAILABLE, "try again later").after(Duration.ofSeconds(1));

    /// What was found in the question and what would be right.
    static Reply unclear(String sentence) {
        return error(Status.BAD_REQUEST, sentence);
    }

    static Reply error(Status status, FieldLines fields, String sentence) {
        return new Reply(status, fields, Json.object(new Json.Member("error", sentence)), 0);
    }

    private static Reply error(Status status, String sentence) {
        return error(status, FieldLines.NONE, sentence);
    }

    /// A reply without a body.
    static Reply bare(Status status, FieldLines fields) {
        return new Reply(status, fields, NO_CONTENT, 0);
    }

    /// The same, to be asked again after this time.
    Reply after(Duration time) {
        return new Reply(status, fields, body, wholeSeconds(time));
    }

    // RFC 9110 section 10.2.3 knows whole seconds only; none at all would mean "at once".
    static long wholeSeconds(Duration time) {
        return Math.max(1, time.plusNanos(999_999_999).toSeconds());
    }
}
