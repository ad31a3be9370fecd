package org.sallyport.server.wire.dovecot;

/// One line of a client.
public sealed interface Command {
    /// The request it is about; 0 where it is about none.
    default long id() {
        return 0;
    }

    /// `VERSION`: of which the major number has to be ours.
    record Version(int major, int minor) implements Command {}

    /// `CPID`: the client has said everything about itself.
    record Introduced() implements Command {}

    /// `AUTH`: a sign-in begins.
    ///
    /// @param id names the request in its answers; 1 to 2^32-1
    /// @param mechanism as it was sent
    /// @param service `protocol=` where it is there, else `service=`, else empty
    /// @param remoteIp `rip=`: the app's address as it was sent, or empty
    /// @param clientId `client_id=`: what the app says about itself, or empty
    record Auth(long id, String mechanism, String service, String remoteIp, String clientId, Response response)
            implements Command {}

    /// `CONT`: more of a sign-in.
    record Continue(long id, Response response) implements Command {}

    /// `CANCEL`: the sign-in is not wanted any more.
    record Cancel(long id) implements Command {}

    /// `USER`: whether there is such an account; on the socket for that only.
    record User(long id, String name) implements Command {}

    /// A line that nothing can be made of.
    ///
    /// @param id of the request it belongs to; 0 where it says none, and so cannot be answered
    record Unclear(long id) implements Command {}

    /// A command that is not known here. Later versions have more of them.
    record Unknown() implements Command {}

    /// What a line brings of the SASL exchange.
    sealed interface Response {
        /// @param message decoded; whoever holds it clears it
        record Message(byte[] message) implements Response {
            @Override
            public String toString() {
                return "Message[hidden]";
            }
        }

        /// Everything that is no message.
        enum None implements Response {
            /// There is no `resp`.
            ABSENT,
            /// `resp=` with nothing behind it: an empty message since version 1.2, and no message before.
            BLANK,
            NOT_BASE64
        }
    }
}
