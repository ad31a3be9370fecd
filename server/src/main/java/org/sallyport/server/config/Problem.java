package org.sallyport.server.config;

import java.util.OptionalInt;

/// One thing that is wrong in the configuration file. Prints as `listeners.verify.listen: needs host:port, found "x"
/// (line 14)`.
///
/// @param path of the key; empty where the file as a whole is concerned
/// @param what is wrong, what was found, what would be right
/// @param line counted from 1; empty where nothing stands in the file
public record Problem(String path, String what, OptionalInt line) {
    static Problem at(String path, String what, int line) {
        return new Problem(path, what, OptionalInt.of(line));
    }

    static Problem absent(String path, String what) {
        return new Problem(path, what, OptionalInt.empty());
    }

    @Override
    public String toString() {
        var where = line.isPresent() ? " (line " + line.getAsInt() + ")" : "";
        return path.isEmpty() ? what + where : path + ": " + what + where;
    }
}
