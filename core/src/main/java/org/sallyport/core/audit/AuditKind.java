package org.sallyport.core.audit;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What can happen. The name in lower case with hyphens is what exports hold, so a constant is never renamed.
public enum AuditKind {
    ACCOUNT_ADDED,
    ACCOUNT_DISABLED,
    ACCOUNT_ENABLED,
    /// A source of theirs says that they sign in nowhere; the source stands beside it.
    ACCOUNT_SUSPENDED,
    /// The source says that they may again.
    ACCOUNT_WOKEN,
    /// Somebody of a source and an account became one, by a rule or because an admin said so.
    SOURCE_LINKED,
    /// An account was taken away from its source.
    SOURCE_UNLINKED,
    /// No rule says whose account somebody of a source has.
    SOURCE_CONFLICT,
    /// An admin wants such a conflict left as it is.
    SOURCE_CONFLICT_LEFT,
    /// It is disabled, and deleted after the days that stand beside it.
    ACCOUNT_DELETION_PLANNED,
    ACCOUNT_DELETION_TAKEN_BACK,
    /// All that was kept of it is erased.
    ACCOUNT_DELETED,
    /// An operator let the user name of a deleted account be given again before its time.
    NAME_FREED,
    /// A source would have so many suspended at once that nobody was.
    SOURCE_HELD,
    /// An admin says that they are right to be suspended.
    SOURCE_RELEASED,
    /// Somebody wants a source to be read at once.
    SOURCE_READING_ASKED,
    ROLE_SET,
    /// One of the staff wants something done that another has to approve.
    PROPOSAL_MADE,
    /// That was approved, declined, withdrawn, or cannot be done any more.
    PROPOSAL_DECIDED,
    /// One of the staff wanted to do what their role does not permit.
    STAFF_REFUSED,
    ACCOUNT_PASSWORD_SET,
    /// Somebody who is signed in typed a wrong account password where it is asked for once more.
    ACCOUNT_PASSWORD_REJECTED,
    /// Somebody who had forgotten it asked for a code, which was mailed.
    FORGOTTEN_PASSWORD_CODE_SENT,
    /// Somebody who had forgotten it proved otherwise who they are; the new one follows.
    FORGOTTEN_PASSWORD_PROVED,
    FORGOTTEN_PASSWORD_REJECTED,
    CONTACT_ADDED,
    CONTACT_VERIFIED,
    POSIX_IDS_SET,
    POSIX_IDS_CLEARED,
    /// Somebody took a list of people away as a file; the query stands beside it.
    PEOPLE_EXPORTED,
    /// One of the staff began to do the same to many people: what, to how many and why stands beside it.
    BULK_ACT_BEGAN,
    /// Somebody brought people in from a file; how many were added and changed stands beside it.
    PEOPLE_IMPORTED,
    /// Such an import was undone; how many were taken away, restored and left stands beside it.
    PEOPLE_IMPORT_UNDONE,
    /// Name, language or groups of an account.
    PROFILE_CHANGED,
    /// One of the staff made a token or a client for programs; what it is for stands beside it.
    API_TOKEN_MADE,
    API_TOKEN_REVOKED,
    /// A program presented one that is not good, or not any more; at most once an hour for each.
    API_TOKEN_REFUSED,
    MFA_REQUIREMENT_SET,
    MFA_REQUIREMENT_CLEARED,
    /// A value of a policy was decided for everybody or a group.
    POLICY_SET,
    POLICY_CLEARED,
    /// Apps of a group, or of everybody, are to use app passwords from some date on.
    ROLLOUT_STARTED,
    ROLLOUT_CHANGED,
    /// Nothing is left to do of it.
    ROLLOUT_OVER,
    /// Somebody's apps may use app passwords alone from here on, by a rollout.
    SWITCHED_TO_APP_PASSWORDS,
    /// Somebody's apps may use the account password again for a while.
    SWITCH_TAKEN_BACK,
    /// Somebody said of an app that they no longer use it, so that it does not count as sending the account password.
    SENDER_FORGOTTEN,
    ENROLLMENT_STARTED,
    METHOD_REGISTERED,
    METHOD_RENAMED,
    /// Its owner put it before the others.
    DEFAULT_METHOD_SET,
    METHOD_REMOVED,
    /// One of the staff had all methods registered anew.
    METHODS_RESET,
    RECOVERY_CODES_MADE,
    ONBOARDING_CODE_MADE,
    /// It opened the way to a new method in the place of all that were lost.
    ONBOARDING_CODE_USED,
    APP_PASSWORD_ISSUED,
    /// What it is tied to from here on stands beside it.
    APP_PASSWORD_FIRST_USED,
    /// Its owner allowed it somewhere else besides.
    APP_PASSWORD_PLACE_ALLOWED,
    APP_PASSWORD_RENAMED,
    APP_PASSWORD_REVOKED,
    /// It opens nothing until its owner wakes it.
    APP_PASSWORD_PUT_TO_SLEEP,
    APP_PASSWORD_WOKEN,
    /// Connected servers were asked to close what apps had open.
    CONNECTIONS_CLOSED,
    APP_SIGN_IN_ACCEPTED,
    APP_SIGN_IN_REJECTED,
    /// An app sent what was right once: an app password that ended, or the account password of before. No guess.
    APP_SENT_OLD_SECRET,
    /// A connected server told of a sign-in that was not judged here.
    APP_SIGN_IN_REPORTED,
    SIGN_IN_PASSWORD_ACCEPTED,
    /// A passkey stood for the account password and the second factor.
    SIGN_IN_PASSKEY_ACCEPTED,
    /// Somebody signed in at the organisation's identity provider.
    SIGN_IN_PROVIDER_ACCEPTED,
    SIGN_IN_REJECTED,
    /// An identity provider said that somebody has signed out there.
    PROVIDER_SIGNED_OUT,
    /// A code was handed on to be sent to a telephone or a mailbox.
    CODE_SENT,
    /// A code was asked for and did not go out.
    CODE_NOT_SENT,
    SECOND_FACTOR_ACCEPTED,
    SECOND_FACTOR_REJECTED,
    SIGNED_OUT,
    /// A browser that is signed in came from a network from which it had not come before.
    BROWSER_MOVED,
    /// Somebody signed other browsers of theirs out, or an admin all of somebody's.
    BROWSERS_SIGNED_OUT,
    /// A browser that has proved a second factor is spared it at sign-in for a while.
    DEVICE_REMEMBERED,
    /// A browser was spared the second factor.
    DEVICE_RECOGNISED,
    DEVICES_FORGOTTEN,
    /// So many guesses that apps open the account only from places it was opened from lately.
    ACCOUNT_UNDER_ATTACK,
    /// A source failed so often, or at so many accounts, that strangers there have to wait.
    SOURCE_SLOWED,
    /// Far more failures than usual, everywhere taken together.
    STRESS_BEGAN,
    STRESS_ENDED,
    /// Somebody made an account without a person; its limits stand beside it.
    DEVICE_ADDED,
    /// Its limits from here on stand beside it.
    DEVICE_CHANGED,
    /// A link that hands its secret over once; the secret of before is revoked.
    DEVICE_CARD_MADE,
    /// Whoever opened the link was shown the secret, which was made at that moment.
    DEVICE_HANDED_OVER,
    DEVICE_PAUSED,
    DEVICE_RESUMED,
    DEVICE_DELETED,
    /// It tried to send what it may not; the first of a kind within an hour.
    DEVICE_MAIL_REFUSED,
    /// An operator had mail tried again that could not go out, or gave it up.
    DEAD_LETTERS_RETRIED,
    DEAD_LETTERS_DROPPED,
    /// An operator let the oldest entries of the audit log go.
    AUDIT_PRUNED,
    /// Somebody took a file of it away from the pages.
    AUDIT_EXPORTED,
    /// Somebody had the pages check whether it is whole.
    AUDIT_VERIFIED,
    /// A program elsewhere is told of what happens, by HTTPS; which stands beside it.
    WEBHOOK_ADDED,
    WEBHOOK_CHANGED,
    /// By staff, or by Sallyport because it took nothing for three days.
    WEBHOOK_PAUSED,
    WEBHOOK_RESUMED,
    /// A new key signs its messages.
    WEBHOOK_KEY_MADE,
    /// One of the staff had a message sent, or sent once more.
    WEBHOOK_TRIED,
    WEBHOOK_REMOVED,
    KEY_ROTATED,
    /// A sealed or chained value was found altered.
    TAMPERING_FOUND;

    /// `app-password-issued`
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The kind with exactly this code.
    public static Optional<AuditKind> find(String code) {
        return Arrays.stream(values()).filter(k -> k.code().equals(code)).findFirst();
    }
}
