package org.sallyport.server.doveadm;

import java.util.regex.Pattern;
import org.sallyport.core.account.Username;

/// How doveadm reads what `who` and `kick` are asked about. A user name is a mask there, and there is no way to write
/// it so that it is none: where it could mean others, it must not be sent.
final class Mask {
    // Dovecot, src/lib/wildcard-match.c; where later versions escape, two backslashes are one.
    private static final Pattern WILDCARDS = Pattern.compile("[*?]|\\\\\\\\");

    // Dovecot, src/doveadm/doveadm-who.c: what net_parse_range() can read chooses by address. It reads numbers as
    // inet_aton(3) does, from one to four of them, so that 1234 is 0.0.4.210.
    private static final String NUMBER = "(?:0x[0-9a-f]*|[0-9]+)";
    private static final Pattern ADDRESS =
            Pattern.compile("(?:" + NUMBER + "(?:\\." + NUMBER + "){0,3}|\\[?[0-9a-f:.]*:[0-9a-f:.]*\\]?)(?:/.*)?");

    private Mask() {}

    /// Whether this name means this user and nobody else.
    static boolean isExact(Username user) {
        var name = user.canonical();
        return !WILDCARDS.matcher(name).find() && !ADDRESS.matcher(name).matches();
    }
}
