package org.sallyport.server.config;

/// One key of the configuration file, declared once: reading, refusing, explaining and the manual all come from here.
///
/// @param path from the top of the file with dots; `[]` stands behind the name of a list
/// @param meaning one or two sentences for an operator
/// @param example a value as it stands in the file
public record Key<T>(String path, Kind<T> kind, WhenAbsent whenAbsent, String meaning, String example) {

    /// What holds where the file does not have the key.
    public sealed interface WhenAbsent {
        /// The file is refused.
        record Required() implements WhenAbsent {}

        /// As if this text stood there.
        record Default(String text) implements WhenAbsent {}

        /// No value; what that means, in a few words.
        record Nothing(String means) implements WhenAbsent {}
    }

    static <T> Key<T> required(String path, Kind<T> kind, String meaning, String example) {
        return new Key<>(path, kind, new WhenAbsent.Required(), meaning, example);
    }

    static <T> Key<T> withDefault(String path, Kind<T> kind, String text, String meaning) {
        return new Key<>(path, kind, new WhenAbsent.Default(text), meaning, text);
    }

    Key<T> orNothing(String means) {
        return new Key<>(path, kind, new WhenAbsent.Nothing(means), meaning, example);
    }

    /// The list whose entries hold this key, `listeners.verify.servers`; empty for a key outside of lists.
    java.util.Optional<String> list() {
        int mark = path.indexOf("[]");
        return mark < 0 ? java.util.Optional.empty() : java.util.Optional.of(path.substring(0, mark));
    }

    /// The path of this key in one entry of its list.
    String inEntry(int index) {
        return path.replace("[]", "[" + index + "]");
    }

    /// `required`, the default, or what the absence means.
    public String absence() {
        return switch (whenAbsent) {
            case WhenAbsent.Required() -> "required";
            case WhenAbsent.Default(var text) -> text;
            case WhenAbsent.Nothing(var means) -> means;
        };
    }
}
