package org.sallyport.core.upkeep;

import org.sallyport.core.method.TypedCode;

/// What somebody types to prove who they are without the account password.
public sealed interface WhoTheyAre {
    /// Two codes by different ways (NIST SP 800-63B section 4.2.2.2): one that was mailed to the contact, and one of an
    /// authenticator app.
    ///
    /// @param ticket what the page was given that asked for the mailed code; no other page's code is looked at
    record TwoCodes(String ticket, TypedCode mailed, TypedCode app) implements WhoTheyAre {
        @Override
        public String toString() {
            return "TwoCodes[hidden]";
        }
    }

    /// A code that an admin handed over in person.
    record HandedOver(TypedCode code) implements WhoTheyAre {
        @Override
        public String toString() {
            return "HandedOver[hidden]";
        }
    }
}
