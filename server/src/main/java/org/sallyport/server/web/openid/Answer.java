package org.sallyport.server.web.openid;

/// What the browser brought back from a provider, as it stands in the address (RFC 6749 section 4.1.2, RFC 9207).
/// Each is empty where it is not there.
///
/// @param described what the provider says about its error, in its own words
public record Answer(String code, String state, String issuer, String error, String described) {
    private static final int LONGEST = 8 * 1024;

    public Answer {
        if (code.length() > LONGEST || state.length() > LONGEST) {
            throw new IllegalArgumentException("no provider's answer is that long");
        }
    }
}
