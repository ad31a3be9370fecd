package org.sallyport.server.remote;

import java.util.List;
import java.util.stream.Stream;

/// Something a command is given for the API.
///
/// @param label as the command line has it: `--why` for an option, `NAME` for what stands by itself
/// @param place where the request carries it
/// @param field how the API calls it; `limits.senders` for a part of a part
/// @param does what the help says
record Input(String label, Place place, String field, Kind kind, String does, Need need) {
    enum Place {
        PATH,
        QUERY,
        BODY
    }

    enum Kind {
        TEXT("TEXT"),
        NUMBER("NUMBER"),
        MOMENT("MOMENT"),
        /// Given or not.
        FLAG(""),
        /// May be given again.
        TEXTS("TEXT"),
        /// May be given again; `any` is the empty list.
        TEXTS_OR_ANY("TEXT"),
        /// May be given again; `none` is the empty list.
        TEXTS_OR_NONE("TEXT"),
        /// The user name or the id of a device; the API has the id.
        DEVICE("NAME"),
        /// A user name or an id; the API has the id.
        PERSON("NAME"),
        /// Such people, at least one.
        PEOPLE("NAME"),
        /// KEY=VALUE, or KEY= for null; may be given again.
        PAIRS("KEY=VALUE");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    enum Need {
        ALWAYS,
        WHERE_WANTED
    }

    static Input path(String label, String field, String does) {
        return new Input(label, Place.PATH, field, Kind.TEXT, does, Need.ALWAYS);
    }

    static Input person() {
        return new Input("NAME", Place.PATH, "id", Kind.PERSON, "The account's user name, or its id.", Need.ALWAYS);
    }

    static Input query(String label, String field, Kind kind, String does) {
        return new Input(label, Place.QUERY, field, kind, does, Need.WHERE_WANTED);
    }

    static Input body(String label, String field, Kind kind, String does) {
        return new Input(label, Place.BODY, field, kind, does, Need.WHERE_WANTED);
    }

    static Input why() {
        return body("--why", "why", Kind.TEXT, "Why, for the audit log: 3 to 200 characters.")
                .always();
    }

    static Input[] join(List<Input> first, Input... more) {
        return Stream.concat(first.stream(), Stream.of(more)).toArray(Input[]::new);
    }

    Input always() {
        return new Input(label, place, field, kind, does, Need.ALWAYS);
    }

    boolean isOption() {
        return label.startsWith("--");
    }

    /// What the help shows for its value.
    String word() {
        return isOption() ? kind.word() : label;
    }
}
