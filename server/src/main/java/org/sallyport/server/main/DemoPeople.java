package org.sallyport.server.main;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.EmailAddress;
import org.sallyport.core.account.Profile;
import org.sallyport.core.account.Username;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.directory.Adding;
import org.sallyport.core.directory.NewAccount;
import org.sallyport.core.policy.MfaState;
import org.sallyport.core.policy.Subject;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.secret.SecretGenerator;

/// The people of Olive & Pine: Eleni has everything before her, Nikos is asked for nothing, Maria decides.
enum DemoPeople {
    ELENI("eleni@olive.example", "Eleni Papadaki", "el", Account.Role.PERSON, MfaState.Required.YES) {
        // Not the mailbox that is protected: whoever is in there must not read the codes too.
        @Override
        Optional<EmailAddress> contact() {
            return Optional.of(new EmailAddress("eleni@home.example"));
        }
    },
    NIKOS("nikos@olive.example", "Nikos Marinos", "en", Account.Role.PERSON, MfaState.Required.NO),
    /// MFA is not required of her, so that the admin pages are one password away.
    MARIA("maria@olive.example", "Maria Kalogera", "en", Account.Role.OWNER, MfaState.Required.NO);

    private static final List<String> WORDS = List.of(
            "almond",
            "amber",
            "anchor",
            "basil",
            "beacon",
            "birch",
            "bramble",
            "breeze",
            "canyon",
            "cedar",
            "cherry",
            "cinder",
            "clover",
            "cobalt",
            "copper",
            "coral",
            "cypress",
            "dahlia",
            "ember",
            "falcon",
            "fennel",
            "forest",
            "garnet",
            "ginger",
            "granite",
            "harbour",
            "hazel",
            "heron",
            "indigo",
            "island",
            "ivory",
            "jasmine",
            "juniper",
            "kestrel",
            "lantern",
            "laurel",
            "lemon",
            "linen",
            "maple",
            "marble",
            "meadow",
            "mosaic",
            "myrtle",
            "nutmeg",
            "orchid",
            "oregano",
            "pebble",
            "pepper",
            "quartz",
            "raven",
            "saffron",
            "sage-bush",
            "sienna",
            "silver",
            "sorrel",
            "spruce",
            "summit",
            "tamarind",
            "thistle",
            "thyme",
            "tulip",
            "violet",
            "walnut",
            "willow");

    private final String username;
    private final String displayName;
    private final String language;
    private final Account.Role role;
    private final MfaState.Required required;

    DemoPeople(String username, String displayName, String language, Account.Role role, MfaState.Required required) {
        this.username = username;
        this.displayName = displayName;
        this.language = language;
        this.role = role;
        this.required = required;
    }

    /// Adds everybody and says who they are, with their passwords.
    static List<DemoDescription.Person> moveIn(Wired wired, SecretGenerator generator) {
        var people = new ArrayList<DemoDescription.Person>();
        for (var person : values()) {
            var password = memorable(generator);
            person.moveIn(wired, password);
            people.add(person.described(password));
        }
        return people;
    }

    Optional<EmailAddress> contact() {
        return Optional.empty();
    }

    private void moveIn(Wired wired, String password) {
        var sallyport = new Actor.Sallyport();
        try (var secret = Secret.of(password)) {
            var wanted = new NewAccount(
                    new Username(username),
                    new Profile(displayName, Locale.forLanguageTag(language), Set.of()),
                    role,
                    contact(),
                    Optional.of(secret));
            switch (wired.accounts().add(wanted, sallyport)) {
                case Adding.Added(var account) -> {
                    if (required == MfaState.Required.YES) {
                        wired.mfa().decide(new Subject.Person(account.id()), required, sallyport);
                    }
                }
                case Adding refused -> throw new IllegalStateException(username + " could not move in: " + refused);
            }
        }
    }

    private DemoDescription.Person described(String password) {
        return new DemoDescription.Person(
                username,
                displayName,
                role.code(),
                password,
                language,
                contact().map(EmailAddress::value).orElse(""),
                required == MfaState.Required.YES ? "required" : "not-required");
    }

    /// Three different words and two digits: short enough to type, new in every demo, and not guessed early, as a word
    /// that is said twice would be.
    static String memorable(SecretGenerator generator) {
        byte[] random = generator.bytes(4);
        var left = new ArrayList<>(WORDS);
        var password = new StringBuilder();
        for (int i = 0; i < 3; i++) {
            password.append(left.remove((random[i] & 0xff) % left.size())).append('-');
        }
        return password.append(10 + (random[3] & 0xff) % 90).toString();
    }
}
