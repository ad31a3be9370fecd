package org.sallyport.core.enrollment;

/// Where somebody is on the way from nothing registered to a first app password. Each step is left only by its own
/// proof.
public enum Step {
    CHOOSE_METHOD,
    /// A key was made; a code of the app proves that it arrived there.
    PROVE_METHOD,
    /// No contact is on record and the organisation asks for one.
    GIVE_CONTACT,
    /// No contact is on record and the organisation demands a code that an admin hands over.
    ENTER_ONBOARDING_CODE,
    /// No contact is on record and nothing can be registered before an admin has put one there.
    NO_CONTACT,
    /// A code sent to the contact proves that it is the person's.
    VERIFY_CONTACT,
    /// Method and contact are registered; *Next* gives the first app password.
    NEXT
}
