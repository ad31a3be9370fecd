package org.sallyport.core.store.contract;

/// Everything a store promises. A test of a new store implements this and says how to get an empty one.
public interface StoreContract
        extends TransactionContract,
                LookContract,
                AccountsContract,
                LastOwnerContract,
                CredentialsContract,
                GroupsContract,
                PosixContract,
                ChangesContract,
                RequirementsContract,
                SendersContract,
                MethodsContract,
                RecoveryCodesContract,
                EnrollmentContract,
                ChallengesContract,
                TriesContract,
                ThrottleContract,
                BrowserSessionsContract,
                RememberedDevicesContract,
                NoticesContract,
                DeadLettersContract,
                CodeSharesContract,
                AppPasswordContract,
                SentCodesContract,
                FirstUsesContract,
                AuditLogContract {}
