package org.sallyport.core.audit;

import java.util.Optional;
import java.util.UUID;
import org.sallyport.core.account.AccountId;

/// Who did it.
public sealed interface Actor {
    /// How it is written in the log and in exports.
    String code();

    /// The account by whose rights it acts; empty where it is none's.
    default Optional<AccountId> behind() {
        return switch (this) {
            case Person(var account) -> Optional.of(account);
            case Program(var account, var _) -> Optional.of(account);
            case Operator _, App _, Sallyport _, Stranger _ -> Optional.empty();
        };
    }

    /// The actor that is written with exactly this code; empty where it is nobody's.
    static Optional<Actor> find(String code) {
        int colon = code.indexOf(':');
        var rest = code.substring(colon + 1);
        Optional<Actor> actor = switch (colon < 0 ? code : code.substring(0, colon + 1)) {
            case "person:" -> AccountId.parse(rest).map(Person::new);
            case "program:" -> Program.parse(rest);
            case "app:" -> Optional.of(new App(rest));
            case "operator" -> Optional.of(new Operator());
            case "sallyport" -> Optional.of(new Sallyport());
            case "stranger" -> Optional.of(new Stranger());
            default -> Optional.empty();
        };
        return actor.filter(a -> a.code().equals(code));
    }

    /// The person themselves or an admin, signed in to the pages.
    record Person(AccountId account) implements Actor {
        @Override
        public String code() {
            return "person:" + account;
        }
    }

    /// A program, through the API.
    ///
    /// @param account who made its token
    /// @param token the personal token or the client
    record Program(AccountId account, UUID token) implements Actor {
        private static Optional<Actor> parse(String text) {
            int slash = text.indexOf('/');
            try {
                return slash < 0
                        ? Optional.empty()
                        : AccountId.parse(text.substring(0, slash))
                                .map(account -> new Program(account, UUID.fromString(text.substring(slash + 1))));
            } catch (IllegalArgumentException notOne) {
                return Optional.empty();
            }
        }

        @Override
        public String code() {
            return "program:" + account + "/" + token;
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
