package org.sallyport.core.policy;

/// Whether multi-factor authentication is in force for an account.
public enum MfaState {
    /// Not required. Apps take the account password; app passwords sleep.
    DISABLED,
    /// Required, nothing registered yet. Apps take the account password until the grace days end.
    ENABLED,
    /// Required and registered. Apps take app passwords only, but for what a rollout still observes.
    ENFORCED;

    /// Whether an admin requires MFA.
    public enum Required {
        YES,
        NO
    }
}
