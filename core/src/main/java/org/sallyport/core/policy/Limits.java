package org.sallyport.core.policy;

import java.time.Duration;

/// What the organisation allows: everybody, as its configuration file says, or one account, as its [Policy] does.
///
/// @param appPasswordLength 24 letters, or 16 where an admin chooses compatibility
/// @param appPasswordsPerAccount 1 to 1000; 40 unless an admin says otherwise
/// @param grace how long *Set it up now* may be put off, from the day MFA is required; zero means not at all
/// @param missingContact what the wizard does where no contact is on record
/// @param accountPasswordInApps whether apps may ever use the account password
/// @param terms on which people hold app passwords
/// @param upkeep what holds where people look after their own accounts
public record Limits(
        int appPasswordLength,
        int appPasswordsPerAccount,
        Duration grace,
        MissingContact missingContact,
        AccountPasswordInApps accountPasswordInApps,
        AppPasswordTerms terms,
        Upkeep upkeep) {

    public enum MissingContact {
        /// The person gives one, which is audited.
        ASK,
        /// The person needs a code that an admin hands over.
        ONBOARDING_CODE,
        /// Nothing can be registered before an admin has put a contact on record.
        REFUSE
    }

    public enum AccountPasswordInApps {
        BY_MFA_STATE,
        NEVER
    }

    /// What becomes of app passwords when the account password is changed.
    public enum PasswordChanged {
        KEEP,
        /// They open nothing until their owner wakes them, each with a fresh second factor.
        SLEEP,
        REVOKE
    }

    /// Who may close an account.
    public enum CloseAccount {
        /// Admins only disable it.
        OFF,
        /// Its owner too; an admin can enable it again.
        BY_PERSON
    }

    /// @param passwordChanged what is done unless the person chooses otherwise
    /// @param rememberDevice for how long a browser may be spared the second factor at sign-in; zero for not at all
    /// @param closeAccount whether people may close their own accounts
    public record Upkeep(PasswordChanged passwordChanged, Duration rememberDevice, CloseAccount closeAccount) {
        public Upkeep {
            if (rememberDevice.isNegative() || rememberDevice.compareTo(Duration.ofDays(90)) > 0) {
                throw new IllegalArgumentException("a browser is remembered for 0 to 90 days, found " + rememberDevice);
            }
        }

        Upkeep with(PasswordChanged other) {
            return new Upkeep(other, rememberDevice, closeAccount);
        }

        Upkeep withRememberDevice(Duration other) {
            return new Upkeep(passwordChanged, other, closeAccount);
        }

        Upkeep with(CloseAccount other) {
            return new Upkeep(passwordChanged, rememberDevice, other);
        }

        /// App passwords are kept, no browser is remembered, and only admins end accounts.
        public static Upkeep standard() {
            return new Upkeep(PasswordChanged.KEEP, Duration.ZERO, CloseAccount.OFF);
        }
    }

    public Limits {
        if (appPasswordLength != 24 && appPasswordLength != 16) {
            throw new IllegalArgumentException("an app password has 24 or 16 letters, found " + appPasswordLength);
        }
        if (appPasswordsPerAccount < 1 || appPasswordsPerAccount > 1000) {
            throw new IllegalArgumentException(
                    "an account holds 1 to 1000 app passwords, found " + appPasswordsPerAccount);
        }
        if (grace.isNegative() || grace.compareTo(Duration.ofDays(365)) > 0) {
            throw new IllegalArgumentException("grace lasts 0 to 365 days, found " + grace);
        }
    }

    /// On the standard terms.
    public Limits(
            int appPasswordLength,
            int appPasswordsPerAccount,
            Duration grace,
            MissingContact missingContact,
            AccountPasswordInApps accountPasswordInApps) {
        this(
                appPasswordLength,
                appPasswordsPerAccount,
                grace,
                missingContact,
                accountPasswordInApps,
                AppPasswordTerms.standard(),
                Upkeep.standard());
    }

    /// The same on other terms.
    public Limits with(AppPasswordTerms other) {
        return new Limits(
                appPasswordLength, appPasswordsPerAccount, grace, missingContact, accountPasswordInApps, other, upkeep);
    }

    /// The same with other rules of upkeep.
    public Limits with(Upkeep other) {
        return new Limits(
                appPasswordLength, appPasswordsPerAccount, grace, missingContact, accountPasswordInApps, terms, other);
    }

    Limits withAppPasswordLength(int letters) {
        return new Limits(letters, appPasswordsPerAccount, grace, missingContact, accountPasswordInApps, terms, upkeep);
    }

    Limits withAppPasswordsPerAccount(int most) {
        return new Limits(appPasswordLength, most, grace, missingContact, accountPasswordInApps, terms, upkeep);
    }

    Limits withGrace(Duration other) {
        return new Limits(
                appPasswordLength, appPasswordsPerAccount, other, missingContact, accountPasswordInApps, terms, upkeep);
    }

    Limits with(MissingContact other) {
        return new Limits(
                appPasswordLength, appPasswordsPerAccount, grace, other, accountPasswordInApps, terms, upkeep);
    }

    Limits with(AccountPasswordInApps other) {
        return new Limits(appPasswordLength, appPasswordsPerAccount, grace, missingContact, other, terms, upkeep);
    }

    /// 24 letters, 40 an account, no grace days, ask for a missing contact, account password by MFA state,
    /// the standard terms, app passwords kept when the account password is changed.
    public static Limits standard() {
        return new Limits(24, 40, Duration.ZERO, MissingContact.ASK, AccountPasswordInApps.BY_MFA_STATE);
    }
}
