package org.sallyport.server.web.passkey;

/// What a page asks a passkey.
///
/// @param options for `navigator.credentials`, as JSON with base64url in the place of bytes
/// @param ticket comes back with the answer
public record Prompt(String options, String ticket) {
    /// What comes back.
    ///
    /// @param json the browser's credential, as `toJSON()` would write it
    public record Reply(String ticket, String json) {}
}
