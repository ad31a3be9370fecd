package org.sallyport.core.audit;

import org.sallyport.core.account.AccountId;

/// Who did it.
public sealed interface Actor {
    /// How it is written in the log and in exports.
    String code();

    /// The person themselves or an admin, signed in to the pages.
    record Person(AccountId account) implements Actor {
        @Override
        public String code() {
            return "person:" + account;
        }
    }

    /// Somebody at the machine's own command line.
    record Operator() implements Actor {
        @Override
        public String code() {
            return "operator";
        }
    }

    /// An app, through the server that asked.
    record App(String server) implements Actor {
        @Override
        public String code() {
            return "app:" + server;
        }
    }

    /// Sallyport by itself.
    record Sallyport() implements Actor {
        @Override
        public String code() {
            return "sallyport";
        }
    }

    /// Somebody who has not signed in.
    record Stranger() implements Actor {
        @Override
        public String code() {
            return "stranger";
        }
    }
}
