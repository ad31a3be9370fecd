package org.sallyport.server.web;

import java.net.URI;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sallyport.core.api.Programs;
import org.sallyport.core.api.Repeats;
import org.sallyport.core.api.TokenDesk;
import org.sallyport.core.apppassword.AppPasswords;
import org.sallyport.core.apppassword.Revocations;
import org.sallyport.core.asking.ServerNotes;
import org.sallyport.core.bulk.BulkDesk;
import org.sallyport.core.deletion.DeletionDesk;
import org.sallyport.core.device.DeviceDesk;
import org.sallyport.core.device.DeviceHandover;
import org.sallyport.core.directory.FirstAdmin;
import org.sallyport.core.directory.LocalAccounts;
import org.sallyport.core.directory.ProfileDesk;
import org.sallyport.core.enrollment.Enrollments;
import org.sallyport.core.enrollment.MailboxSetup;
import org.sallyport.core.enrollment.OnboardingCodes;
import org.sallyport.core.enrollment.PhoneSetup;
import org.sallyport.core.enrollment.RegisteredMethods;
import org.sallyport.core.history.ActivityHistory;
import org.sallyport.core.history.SignInHistory;
import org.sallyport.core.intake.DirectImport;
import org.sallyport.core.intake.ImportDesk;
import org.sallyport.core.intake.ImportUndo;
import org.sallyport.core.intake.ImportWork;
import org.sallyport.core.policy.MailboxCodes;
import org.sallyport.core.policy.Mfa;
import org.sallyport.core.recovery.RecoveryCodes;
import org.sallyport.core.rollout.RolloutDesk;
import org.sallyport.core.roster.PeopleExport;
import org.sallyport.core.roster.PeopleList;
import org.sallyport.core.secret.Keyset;
import org.sallyport.core.secret.SecretGenerator;
import org.sallyport.core.signin.DeviceMemory;
import org.sallyport.core.signin.LostMethods;
import org.sallyport.core.signin.PasskeySignIn;
import org.sallyport.core.signin.ProviderSignIn;
import org.sallyport.core.signin.RecoverySignIn;
import org.sallyport.core.signin.SentCodeSignIn;
import org.sallyport.core.signin.SignIn;
import org.sallyport.core.source.Provisioning;
import org.sallyport.core.source.SourceDecisions;
import org.sallyport.core.source.SourceDesk;
import org.sallyport.core.source.SourceName;
import org.sallyport.core.source.SourceSync;
import org.sallyport.core.staff.Doing;
import org.sallyport.core.staff.GraveAct;
import org.sallyport.core.staff.PolicyDesk;
import org.sallyport.core.staff.ProposalDesk;
import org.sallyport.core.staff.RefusalNotes;
import org.sallyport.core.staff.RequirementDesk;
import org.sallyport.core.staff.RoleDesk;
import org.sallyport.core.staff.SecondAdmin;
import org.sallyport.core.staff.Staff;
import org.sallyport.core.store.Store;
import org.sallyport.core.submission.MailPolicy;
import org.sallyport.core.telephone.NumberingPlan;
import org.sallyport.core.upkeep.AccountClosing;
import org.sallyport.core.upkeep.ForgottenPasswords;
import org.sallyport.core.upkeep.MethodReset;
import org.sallyport.core.upkeep.PasswordChanges;
import org.sallyport.core.webhook.WebhookDesk;
import org.sallyport.server.config.Listeners;
import org.sallyport.server.config.OpenIdSource;
import org.sallyport.server.config.ScimSource;

/// Everything the pages are built on.
public record Services(
        Ground ground,
        Journey journey,
        People people,
        Factors factors,
        Upkeep upkeep,
        Received received,
        Console console) {
    /// What every service stands on.
    public record Ground(Store store, Keyset keyset, SecretGenerator generator, InstantSource clock) {}

    /// From signing in to an app password, and what became of it.
    public record Journey(
            SignIn signIn,
            PasskeySignIn passkeySignIn,
            Mfa mfa,
            Enrollments enrollments,
            AppPasswords appPasswords,
            Revocations revocations,
            SignInHistory history) {}

    /// What people do with their second factors once they have one, and with proofs from elsewhere.
    public record Factors(
            RegisteredMethods methods,
            RecoveryCodes recoveryCodes,
            RecoverySignIn recoverySignIn,
            LostMethods lostMethods,
            Federation federation) {}

    /// What people do to look after their own accounts.
    public record Upkeep(
            PasswordChanges passwords,
            ForgottenPasswords forgotten,
            DeviceMemory devices,
            ActivityHistory activity,
            AccountClosing closing) {}

    /// Codes that reach telephones and mailboxes.
    ///
    /// @param phone the steps of a telephone; empty where no provider is configured
    /// @param countries ISO 3166 codes of the countries whose numbers get codes, the usual one first
    public record Received(
            SentCodeSignIn signIn,
            Optional<PhoneSetup> phone,
            MailboxSetup mailbox,
            MailboxCodes mailboxCodes,
            NumberingPlan plan,
            List<String> countries) {
        public Received {
            countries = List.copyOf(countries);
        }
    }

    /// What the administration pages look things up with.
    public record Console(
            PeopleList people,
            PeopleExport export,
            Desks desks,
            Sources sources,
            Elsewhere elsewhere,
            Devices devices,
            Api api) {}

    /// Programs elsewhere: those that are told something, and those that ask.
    ///
    /// @param collector where the audit log is shipped; empty where it is not
    public record Elsewhere(Optional<String> collector, WebhookDesk webhooks, Servers servers) {}

    /// Connected servers.
    ///
    /// @param notes which ask, and how they are answered
    /// @param listeners what the configuration says of them
    public record Servers(ServerNotes notes, Listeners listeners) {}

    /// Where staff do what takes more than one step.
    public record Desks(
            DeletionDesk deletions,
            MethodReset resets,
            ProfileDesk profiles,
            BulkDesk bulk,
            RolloutDesk rollouts,
            Intake intake) {}

    /// Where people come in from files.
    public record Intake(ImportDesk desk, ImportWork work, ImportUndo undo, DirectImport direct) {}

    /// Accounts without a person.
    ///
    /// @param submission where devices send their mail, as `host:port`, for people to type in; empty where nobody said
    public record Devices(DeviceDesk desk, DeviceHandover handover, MailPolicy mail, Optional<String> submission) {}

    /// What programs do staff's work with.
    public record Api(TokenDesk tokens, Programs programs, Repeats repeats) {}

    /// What admins do with accounts.
    public record People(
            LocalAccounts accounts,
            FirstAdmin firstAdmin,
            OnboardingCodes onboardingCodes,
            Staff staff,
            StaffDesks desks) {}

    /// Where staff decide, each judged in the transaction that does it.
    ///
    /// @param proposals where what needs a second one of them is approved
    /// @param refusals where it is written down that something was refused
    public record StaffDesks(
            RoleDesk roles,
            RequirementDesk requirements,
            PolicyDesk policies,
            ProposalDesk proposals,
            RefusalNotes refusals) {
        /// @param second which acts need a second one
        /// @param deletions how proposed deletions are done
        public static StaffDesks of(
                Store store, Mfa mfa, SecondAdmin second, Map<GraveAct, Doing> deletions, InstantSource clock) {
            var roles = new RoleDesk(store, mfa, second, clock);
            var requirements = new RequirementDesk(store, mfa, second, clock);
            var policies = new PolicyDesk(store, mfa.policies(), second, clock);
            var doings = new EnumMap<GraveAct, Doing>(deletions);
            doings.put(GraveAct.ROLES, roles);
            doings.put(GraveAct.EXEMPTIONS, requirements);
            doings.put(GraveAct.POLICIES, policies);
            doings.put(GraveAct.SEALING, policies);
            return new StaffDesks(
                    roles,
                    requirements,
                    policies,
                    new ProposalDesk(store, doings, clock),
                    new RefusalNotes(store, clock));
        }
    }

    /// Whoever else knows the people.
    ///
    /// @param openId the identity providers that people sign in at
    /// @param scim the systems that write people and groups here
    public record Federation(
            ProviderSignIn signIn, Provisioning provisioning, List<OpenIdSource> openId, List<ScimSource> scim) {
        public Federation {
            openId = List.copyOf(openId);
            scim = List.copyOf(scim);
        }
    }

    /// Where accounts come from besides Sallyport itself.
    ///
    /// @param syncs what reads them again and again
    /// @param passwordPages where people of each source that knows passwords change them, as far as that is said
    public record Sources(
            Provisioning provisioning,
            SourceDecisions decisions,
            SourceDesk desk,
            List<SourceSync> syncs,
            Map<SourceName, Optional<URI>> passwordPages) {
        public Sources {
            syncs = List.copyOf(syncs);
            passwordPages = Map.copyOf(passwordPages);
        }
    }
}
