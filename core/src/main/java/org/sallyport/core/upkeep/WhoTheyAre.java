package org.sallyport.core.upkeep;

import java.util.Optional;
import org.sallyport.core.method.PasskeyAnswer;
import org.sallyport.core.method.TypedCode;

/// What somebody brings to prove who they are without the account password.
public sealed interface WhoTheyAre {
    /// How the audit log calls what proved it beside the mailed code, or alone; never changed.
    String method();

    /// A code that was mailed to the contact, and besides that something of another kind.
    sealed interface WithMailedCode extends WhoTheyAre {
        /// What the page was given that asked for the mailed code; no other page's code is looked at.
        String ticket();

        TypedCode mailed();
    }

    /// Two codes by different ways (NIST SP 800-63B section 4.2.2.2): one that was mailed, and one of an authenticator
    /// app.
    record TwoCodes(String ticket, TypedCode mailed, TypedCode app) implements WithMailedCode {
        @Override
        public String method() {
            return "authenticator-app";
        }

        @Override
        public String toString() {
            return "TwoCodes[hidden]";
        }
    }

    /// A code that was mailed, and a passkey that says itself whose it is (NIST SP 800-63B section 4.2.2.2).
    ///
    /// @param answer empty when what the browser sent did not stand up to verification
    record CodeAndPasskey(String ticket, TypedCode mailed, Optional<PasskeyAnswer> answer) implements WithMailedCode {
        @Override
        public String method() {
            return "passkey";
        }

        @Override
        public String toString() {
            return "CodeAndPasskey[hidden]";
        }
    }

    /// A code that an admin handed over in person.
    record HandedOver(TypedCode code) implements WhoTheyAre {
        @Override
        public String method() {
            return "onboarding-code";
        }
    }
}
