package org.sallyport.acceptance.journey;

/// What the pages say, in each language: the words that the product promises and those that a test looks for.
@SuppressWarnings("ImmutableEnumChecker") // records of strings, which nobody changes
enum Words {
    ENGLISH(
            "en",
            new SignIn("Sign in", "User name", "Password", "Sign in", "Sign out"),
            new Code("Code from your authenticator app", "Confirm it’s you", "Continue"),
            new SetUp("More information required", "Set it up now", "Send the code", "Code from the message", "Verify"),
            new Secret("Next", "Your app password", "Copy", "Copied", "Done", "Already shown"),
            new Account(
                    "My account",
                    "Make an app password",
                    "What is it for?",
                    "Make the app password",
                    "New name",
                    "Rename"),
            new Revoking("Revoke", "Revoke it", "Revoke all", "The app password is revoked.")),
    GREEK(
            "el",
            new SignIn("Είσοδος", "Όνομα χρήστη", "Κωδικός πρόσβασης", "Είσοδος", "Αποσύνδεση"),
            new Code("Κωδικός από την εφαρμογή ελέγχου ταυτότητας", "Επιβεβαιώστε ότι είστε εσείς", "Συνέχεια"),
            new SetUp(
                    "Απαιτούνται περισσότερες πληροφορίες",
                    "Ρύθμιση τώρα",
                    "Αποστολή του κωδικού",
                    "Κωδικός από το μήνυμα",
                    "Επαλήθευση"),
            new Secret(
                    "Επόμενο",
                    "Ο κωδικός πρόσβασης εφαρμογής",
                    "Αντιγραφή",
                    "Αντιγράφηκε",
                    "Τέλος",
                    "Έχει ήδη εμφανιστεί"),
            new Account(
                    "Ο λογαριασμός μου",
                    "Νέος κωδικός πρόσβασης εφαρμογής",
                    "Σε τι θα χρησιμοποιηθεί;",
                    "Δημιουργία κωδικού πρόσβασης εφαρμογής",
                    "Νέο όνομα",
                    "Μετονομασία"),
            new Revoking("Ανάκληση", "Ανάκληση", "Ανάκληση όλων", "Ο κωδικός πρόσβασης εφαρμογής ανακλήθηκε."));

    private final String tag;
    private final SignIn signIn;
    private final Code code;
    private final SetUp setUp;
    private final Secret secret;
    private final Account account;
    private final Revoking revoking;

    Words(String tag, SignIn signIn, Code code, SetUp setUp, Secret secret, Account account, Revoking revoking) {
        this.tag = tag;
        this.signIn = signIn;
        this.code = code;
        this.setUp = setUp;
        this.secret = secret;
        this.account = account;
        this.revoking = revoking;
    }

    record SignIn(String title, String name, String password, String button, String signOut) {}

    record Code(String label, String title, String button) {}

    record SetUp(String title, String now, String send, String code, String verify) {}

    record Secret(String next, String title, String copy, String copied, String done, String alreadyShown) {}

    record Account(String title, String make, String label, String makeIt, String newName, String rename) {}

    record Revoking(String revoke, String button, String all, String done) {}

    /// `el`
    String tag() {
        return tag;
    }

    SignIn signIn() {
        return signIn;
    }

    Code code() {
        return code;
    }

    SetUp setUp() {
        return setUp;
    }

    Secret secret() {
        return secret;
    }

    Account account() {
        return account;
    }

    Revoking revoking() {
        return revoking;
    }
}
