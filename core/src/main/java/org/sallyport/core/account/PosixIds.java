package org.sallyport.core.account;

import java.util.regex.Pattern;

/// What Unix machines know of an account (RFC 2307).
///
/// @param uid [#LEAST_UID] to [#GREATEST]: below it a number means a machine's own accounts, and 0 its administrator
/// @param gid 1 to [#GREATEST]
/// @param home an absolute path
/// @param shell an absolute path
public record PosixIds(long uid, long gid, String home, String shell) {
    public static final long LEAST_UID = 1000;

    /// Greater numbers mean different things to different systems.
    public static final long GREATEST = Integer.MAX_VALUE;

    // A colon or a line break would add a field or a line to a passwd file.
    private static final Pattern PATH = Pattern.compile("/[\\p{L}\\p{N}@._/+-]{0,254}");

    public PosixIds {
        if (uid < LEAST_UID || uid > GREATEST) {
            throw new IllegalArgumentException(
                    "a uid is a number from " + LEAST_UID + " to " + GREATEST + ", found " + uid);
        }
        requireGid(gid);
        requirePath(home, "a home directory");
        requirePath(shell, "a shell");
    }

    /// @throws IllegalArgumentException when no group may have this number
    public static void requireGid(long gid) {
        if (gid < 1 || gid > GREATEST) {
            throw new IllegalArgumentException("a gid is a number from 1 to " + GREATEST + ", found " + gid);
        }
    }

    private static void requirePath(String path, String what) {
        if (!PATH.matcher(path).matches()) {
            throw new IllegalArgumentException(
                    what + " is an absolute path of letters, digits and @._/+-, found something else");
        }
    }
}
