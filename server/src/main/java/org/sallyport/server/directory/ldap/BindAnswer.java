package org.sallyport.server.directory.ldap;

import com.unboundid.ldap.sdk.ResultCode;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a directory says to a bind.
enum BindAnswer {
    RIGHT,
    WRONG,
    /// Right, and the directory wants another one before it lets them in: nobody comes in with it here either.
    MUST_CHANGE,
    /// They may not sign in, whatever the password.
    SHUT_OUT;

    /// `80090308: LdapErr: DSID-0C09042F, comment: AcceptSecurityContext error, data 52e, v2580`
    private static final Pattern ACTIVE_DIRECTORY = Pattern.compile("\\bdata ([0-9a-fA-F]{3,4})\\b");

    /// Empty where it says that it cannot tell: an outage, a locked account, a rule that no password is about.
    static Optional<BindAnswer> of(ResultCode code, @Nullable String message) {
        if (code.equals(ResultCode.NO_SUCH_OBJECT) || code.equals(ResultCode.INAPPROPRIATE_AUTHENTICATION)) {
            return Optional.of(WRONG);
        }
        if (!code.equals(ResultCode.INVALID_CREDENTIALS)) {
            return Optional.empty();
        }
        var found = ACTIVE_DIRECTORY.matcher(message == null ? "" : message);
        return found.find() ? ofActiveDirectory(found.group(1)) : Optional.of(WRONG);
    }

    // Codes of Windows: 532 and 773 a password to be changed, 530 and 531 not now or not from here, 533 disabled,
    // 701 expired, 775 locked out, when nobody can tell whether the password is right.
    private static Optional<BindAnswer> ofActiveDirectory(String data) {
        return switch (data) {
            case "532", "773" -> Optional.of(MUST_CHANGE);
            case "530", "531", "533", "701" -> Optional.of(SHUT_OUT);
            case "775" -> Optional.empty();
            default -> Optional.of(WRONG);
        };
    }
}
