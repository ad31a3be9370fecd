package org.sallyport.core.notice;

import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.EmailAddress;

/// Something a person is to be told by mail.
///
/// @param language the one the person reads
/// @param values what the text needs, by name; kept sealed because a code may be among them
public record Notice(UUID id, Kind kind, EmailAddress to, Locale language, Map<String, String> values, Instant made) {
    private enum Trait {
        CHANGE,
        GRAVE
    }

    public enum Kind {
        /// A code that proves a contact. Values: `code`, `minutes`.
        CONTACT_CODE,
        /// A code that proves a mailbox, or signs in by it. Values: `code`, `minutes`.
        MAILBOX_CODE,
        /// A first second factor was registered. Values: `name`; `method`, the code of its kind.
        METHOD_REGISTERED(Trait.CHANGE, Trait.GRAVE),
        /// One more second factor was registered. Values: `name`, `method`.
        METHOD_ADDED(Trait.CHANGE, Trait.GRAVE),
        /// A second factor has another name. Values: `name`, `method`, `label`.
        METHOD_RENAMED(Trait.CHANGE),
        /// Another second factor is asked for first. Values: `name`, `method`.
        DEFAULT_METHOD_SET(Trait.CHANGE),
        /// A second factor was removed. Values: `name`, `method`.
        METHOD_REMOVED(Trait.CHANGE, Trait.GRAVE),
        /// Recovery codes were made, and the earlier ones are worth nothing. Values: `name`.
        RECOVERY_CODES_MADE(Trait.CHANGE, Trait.GRAVE),
        /// A recovery code was used. Values: `name`, `left`.
        RECOVERY_CODE_USED(Trait.CHANGE, Trait.GRAVE),
        /// An admin made a code that opens the way to a new method. Values: `name`.
        ONBOARDING_CODE_MADE(Trait.CHANGE, Trait.GRAVE),
        /// An admin decided that the account needs no second factor. Values: `name`.
        MFA_EXEMPTED(Trait.CHANGE, Trait.GRAVE),
        /// An admin gave the account another role. Values: `name`.
        ROLE_CHANGED(Trait.CHANGE, Trait.GRAVE),
        /// Something waits for this one of the staff to approve it. Values: `name`.
        PROPOSAL_WAITS,
        /// What this one of the staff had proposed was decided about. Values: `name`; `outcome`: `approved`, `declined`
        /// or `outdated`.
        PROPOSAL_DECIDED,
        /// One of the staff made a token for programs. Values: `name`, `label`.
        API_TOKEN_MADE(Trait.CHANGE, Trait.GRAVE),
        /// An admin put another contact on record. To the earlier one and to the new one. Values: `name`; `address`,
        /// the new one, masked.
        CONTACT_CHANGED(Trait.CHANGE, Trait.GRAVE),
        /// An admin took all second factors away, to be registered anew. Values: `name`; `apps` as with
        /// [#PASSWORD_CHANGED].
        METHODS_RESET(Trait.CHANGE, Trait.GRAVE),
        /// All second factors were lost, and a new one took their place. Values: `name`, `method`.
        METHODS_REPLACED(Trait.CHANGE, Trait.GRAVE),
        /// A browser is spared the second factor at sign-in from now on. Values: `name`, `source`, and `client` where
        /// it says what it is.
        DEVICE_REMEMBERED(Trait.CHANGE),
        /// An app password was made. Values: `name`, `label`.
        APP_PASSWORD_MADE(Trait.CHANGE),
        /// An app password was made that opens nothing yet. Values: `name`, `label`, `minutes`.
        APP_PASSWORD_OPENS_SOON(Trait.CHANGE, Trait.GRAVE),
        /// That app password opens from now on. Values: `name`, `label`.
        APP_PASSWORD_OPENS_NOW(Trait.CHANGE),
        /// Something sent an app password from where, or for what, its first use did not tie it to. Values: `name`,
        /// `label`, `source`.
        APP_PASSWORD_SENT_ELSEWHERE,
        /// An app password was allowed somewhere else besides. Values: `name`, `label`, and where it is known
        /// `network` and `source`.
        APP_PASSWORD_PLACE_ALLOWED(Trait.CHANGE),
        /// An app password that slept opens things again. Values: `name`, `label`.
        APP_PASSWORD_WOKEN(Trait.CHANGE),
        /// The account password was changed. Values: `name`; `apps` where app passwords were put to sleep or revoked
        /// with it: `sleep` or `revoke`.
        PASSWORD_CHANGED(Trait.CHANGE, Trait.GRAVE),
        /// The owner closed the account. Values: `name`.
        ACCOUNT_CLOSED(Trait.GRAVE),
        /// An admin disabled the account, and it will be deleted. Values: `name`, `days`.
        ACCOUNT_DELETION_PLANNED(Trait.GRAVE),
        /// The account was deleted. Values: `name`.
        ACCOUNT_DELETED(Trait.GRAVE),
        /// A code that proves one half of who wants a new password in place of a forgotten one. Values: `name`, `code`,
        /// `minutes`.
        FORGOTTEN_PASSWORD_CODE,
        /// Somebody asked for a new password in place of a forgotten one, with a wrong code. Values: `name`.
        FORGOTTEN_PASSWORD_TRIED(Trait.GRAVE),
        /// Strangers guess at the account password. Values: `name`.
        GUESSED_AT,
        /// Somebody who knows the account password typed three wrong codes. Values: `name`.
        WRONG_CODES(Trait.GRAVE),
        /// An app sent the right account password and needs an app password. Values: `name`, `protocol`, `source`.
        ACCOUNT_PASSWORD_REFUSED,
        /// Something still sends an app password that ended. Values: `name`, `label`.
        OLD_APP_PASSWORD_SENT,
        /// To whoever looks after webhooks: one takes nothing, and is told of nothing more. Values: `name`, `label`.
        WEBHOOK_PAUSED,
        /// Nothing had used an app password for long. Values: `name`, `label`; `apps`, what came of it: `sleep` or
        /// `revoke`.
        APP_PASSWORD_UNUSED,
        /// A rollout's date comes near, and apps still send the account password. Values: `name`; `date`, a moment;
        /// `senders`, a line for each app: its protocol, then what it calls itself; `more`, how many there are besides.
        ACCOUNT_PASSWORD_ENDS_SOON,
        /// Apps may use app passwords alone from now on. Values: `name`, and `senders` and `more` where apps stop.
        SWITCHED_TO_APP_PASSWORDS,
        /// Apps may use the account password again for a while. Values: `name`; `date`, a moment.
        SWITCH_TAKEN_BACK,
        /// Something still sends the account password of before. Values: `name`, `source`.
        OLD_ACCOUNT_PASSWORD_SENT,
        /// A device is theirs from now on: they are told what happens to it. Values: `name`, `device`.
        DEVICE_GIVEN,
        /// The link that shows the secret of a device once. Values: `name`, `device`, `hours`, `token`.
        DEVICE_LINK,
        /// One of the staff holds such a link. Values: `name`, `device`.
        DEVICE_CARD_MADE,
        /// The link was opened, and whoever did has the secret. Values: `name`, `device`, `source`.
        DEVICE_HANDED_OVER(Trait.GRAVE),
        /// One of the staff paused or deleted a device. Values: `name`, `device`.
        DEVICE_STOPPED,
        /// A device was refused so often that it was paused. Values: `name`, `device`.
        DEVICE_FLOODED(Trait.GRAVE);

        private final boolean tellsOfAChange;
        private final boolean isGrave;

        Kind(Trait... traits) {
            var all = Set.of(traits);
            this.tellsOfAChange = all.contains(Trait.CHANGE);
            this.isGrave = all.contains(Trait.GRAVE);
        }

        /// `method-added`: how texts, the log and what was told already call it; never changed.
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /// Whether it brings a code: somebody waits for it, and in ten minutes it is of no use. It is never kept once
        /// it cannot go out.
        public boolean bringsCode() {
            return this == CONTACT_CODE || this == MAILBOX_CODE || this == FORGOTTEN_PASSWORD_CODE;
        }

        /// Whether it never waits for others to go with it: it brings something that no summary could hold.
        public boolean goesAlone() {
            return bringsCode() || this == DEVICE_LINK;
        }

        /// Whether something about the account is otherwise than before, and its owner can still go and undo it: the
        /// mail leads to where they do.
        public boolean tellsOfAChange() {
            return tellsOfAChange;
        }

        /// Whether every address of the owner is told, and not the contact on record alone: of what is grave, and of
        /// every change of a second factor (NIST SP 800-63B section 4.6).
        public boolean isForEveryAddress() {
            return isGrave() || this == METHOD_RENAMED || this == DEFAULT_METHOD_SET;
        }

        /// Whether whoever takes an account over, and keeps it, cannot do without it, or its owner has minutes to stop
        /// it: it waits for nothing that was provoked before, as often as [Share#OF_GRAVE] says, and goes to every
        /// address of theirs.
        public boolean isGrave() {
            return isGrave;
        }
    }

    public Notice {
        values = Map.copyOf(values);
    }

    public static Notice of(Kind kind, EmailAddress to, Locale language, Map<String, String> values, Instant now) {
        return new Notice(UUID.randomUUID(), kind, to, language, values, now);
    }

    /// To the contact on record of an account, with the value `name`; empty where none is on record.
    ///
    /// @param kind none that is for every address
    public static Optional<Notice> toOwner(Kind kind, Account owner, Map<String, String> values, Instant now) {
        if (kind.isForEveryAddress()) {
            throw new IllegalArgumentException(kind + " is told to every address of its owner");
        }
        var all = new HashMap<>(values);
        all.put("name", owner.profile().displayName());
        return owner.contact()
                .map(contact -> of(kind, contact.address(), owner.profile().language(), all, now));
    }

    @Override
    public String toString() {
        return "Notice[" + id + ", " + kind + " to " + to + "]";
    }
}
