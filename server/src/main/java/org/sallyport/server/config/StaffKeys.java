package org.sallyport.server.config;

import java.util.List;
import java.util.Set;
import org.sallyport.core.policy.PolicyKey;
import org.sallyport.core.policy.PolicyKeys;
import org.sallyport.core.staff.AdminsNeed;
import org.sallyport.core.staff.GraveAct;
import org.sallyport.core.staff.SecondAdmin;

/// The keys of those who administer.
final class StaffKeys {
    static final Key<AdminsNeed> ADMINS_NEED = Key.required(
                    "policy.admins-need",
                    Kinds.choice(AdminsNeed.class),
                    "What staff have to prove in their session for *Administration* to open: a `passkey`, any "
                            + "`second-factor`, or `nothing` beside what MFA asks of them anyway.",
                    "passkey")
            .orNothing("a passkey, or any second factor where browsers use no passkeys at `web.public-url`");

    private static final Key<GraveAct> SECOND_ADMIN = Key.required(
                    "policy.second-admin[]",
                    Kinds.choice(GraveAct.class),
                    "What one of the staff proposes and another approves: giving a role (`roles`), taking MFA from a "
                            + "person, a group or everybody (`exemptions`), policies of everybody (`policies`), app "
                            + "passwords that their first use seals no more (`sealing`), deleting somebody (`deletions`), and "
                            + "deleting a device (`devices`). See [Who administers]"
                            + "(admins.md).",
                    "roles")
            .orNothing("everybody does alone what their role permits");

    private static final Key<String> FIXED = Key.required(
                    "policy.fixed[]",
                    Kind.shown(
                            String.class,
                            "the name of a policy, as docs/policies.md lists them",
                            text -> PolicyKeys.find(text).map(PolicyKey::code)),
                    "Policies that admins cannot change on the pages: what this file says of them holds, or what is built in "
                            + "where it says nothing. What was decided before counts for nothing while it stands here.",
                    "account-password-in-apps")
            .orNothing("admins can change every policy");

    static final List<Key<?>> ALL = List.of(ADMINS_NEED, SECOND_ADMIN, FIXED);

    private StaffKeys() {}

    /// Only where no key has a problem.
    static Settings.Administration settings(Answers answers) {
        return new Settings.Administration(
                answers.find(ADMINS_NEED),
                new SecondAdmin(Set.copyOf(answers.all(SECOND_ADMIN))),
                Set.copyOf(answers.all(FIXED)));
    }
}
