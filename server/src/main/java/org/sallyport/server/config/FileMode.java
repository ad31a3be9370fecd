package org.sallyport.server.config;

import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Who may connect to a socket in the file system: its owner and its group, and nobody else.
public record FileMode(Set<PosixFilePermission> permissions) {
    private static final Pattern FORM = Pattern.compile("0?([0-7])([0-7])0");
    private static final String[] LETTERS = {"---", "--x", "-w-", "-wx", "r--", "r-x", "rw-", "rwx"};

    public FileMode {
        permissions = Set.copyOf(permissions);
    }

    /// Reads `0660`; empty for what is no such mode, and for one that gives others anything.
    public static Optional<FileMode> parse(String text) {
        var form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        var letters = LETTERS[Integer.parseInt(form.group(1))] + LETTERS[Integer.parseInt(form.group(2))] + LETTERS[0];
        return Optional.of(new FileMode(PosixFilePermissions.fromString(letters)));
    }
}
