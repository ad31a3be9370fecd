package org.sallyport.server.config;

import java.util.List;
import java.util.Optional;
import org.sallyport.core.staff.AdminsNeed;

/// The keys of those who administer.
final class StaffKeys {
    static final Key<AdminsNeed> ADMINS_NEED = Key.required(
                    "policy.admins-need",
                    Kinds.choice(AdminsNeed.class),
                    "What staff have to prove in their session for *Administration* to open: a `passkey`, any "
                            + "`second-factor`, or `nothing` beside what MFA asks of them anyway.",
                    "passkey")
            .orNothing("a passkey, or any second factor where browsers use no passkeys at `web.public-url`");

    static final List<Key<?>> ALL = List.of(ADMINS_NEED);

    private StaffKeys() {}

    static Optional<AdminsNeed> settings(Answers answers) {
        return answers.find(ADMINS_NEED);
    }
}
