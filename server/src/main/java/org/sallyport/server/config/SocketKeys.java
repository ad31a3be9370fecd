package org.sallyport.server.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// The keys of a socket in the file system.
record SocketKeys(Key<Path> path, Key<FileMode> mode, Key<String> owner, Key<String> group) {

    /// @param above the path of the keys above these, `listeners.dovecot.sockets[]`
    /// @param path declared by whoever knows what the socket is for
    static SocketKeys under(String above, Key<Path> path) {
        return new SocketKeys(
                path,
                Key.withDefault(
                        above + ".mode", Kinds.FILE_MODE, "0660", "The mode of this socket; others get nothing."),
                Key.required(above + ".owner", Kinds.LINE, "The user that this socket is given to.", "postfix")
                        .orNothing("the user that Sallyport runs as"),
                Key.required(above + ".group", Kinds.LINE, "The group that this socket is given to.", "postfix")
                        .orNothing("the group that Sallyport runs as"));
    }

    List<Key<?>> all() {
        return List.of(path, mode, owner, group);
    }

    /// @param entry of the list; empty outside of lists
    Settings.Socket settings(Answers answers, OptionalInt entry) {
        return new Settings.Socket(
                find(answers, path, entry).orElseThrow(),
                find(answers, mode, entry).orElseThrow().permissions(),
                find(answers, owner, entry),
                find(answers, group, entry));
    }

    private static <T> Optional<T> find(Answers answers, Key<T> key, OptionalInt entry) {
        return entry.isPresent() ? answers.find(key, entry.getAsInt()) : answers.find(key);
    }
}
