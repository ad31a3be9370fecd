package org.sallyport.server.web;

import java.time.InstantSource;
import java.util.Objects;
import org.sallyport.core.api.Programs;
import org.sallyport.core.api.Repeats;
import org.sallyport.core.api.TokenDesk;
import org.sallyport.core.apppassword.AppPasswords;
import org.sallyport.core.apppassword.Revocations;
import org.sallyport.core.bulk.BulkDesk;
import org.sallyport.core.deletion.DeletionDesk;
import org.sallyport.core.directory.FirstAdmin;
import org.sallyport.core.directory.LocalAccounts;
import org.sallyport.core.directory.ProfileDesk;
import org.sallyport.core.enrollment.Enrollments;
import org.sallyport.core.enrollment.OnboardingCodes;
import org.sallyport.core.enrollment.RegisteredMethods;
import org.sallyport.core.history.ActivityHistory;
import org.sallyport.core.history.SignInHistory;
import org.sallyport.core.intake.DirectImport;
import org.sallyport.core.intake.ImportDesk;
import org.sallyport.core.intake.ImportUndo;
import org.sallyport.core.intake.ImportWork;
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
import org.sallyport.core.signin.SignIn;
import org.sallyport.core.staff.PolicyDesk;
import org.sallyport.core.staff.ProposalDesk;
import org.sallyport.core.staff.RefusalNotes;
import org.sallyport.core.staff.RequirementDesk;
import org.sallyport.core.staff.RoleDesk;
import org.sallyport.core.staff.Staff;
import org.sallyport.core.store.Store;
import org.sallyport.core.upkeep.AccountClosing;
import org.sallyport.core.upkeep.ForgottenPasswords;
import org.sallyport.core.upkeep.MethodReset;
import org.sallyport.core.upkeep.PasswordChanges;
import org.sallyport.core.webhook.WebhookDesk;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;

/// The pages, running.
public final class WebApplication implements AutoCloseable {
    private final AnnotationConfigServletWebServerApplicationContext context;

    private WebApplication(AnnotationConfigServletWebServerApplicationContext context) {
        this.context = context;
    }

    /// Starts the web server; answers when this returns.
    ///
    /// @throws RuntimeException when it cannot start: the port is taken, the certificate cannot be read
    public static WebApplication start(WebSettings settings, Services services) {
        var context = new AnnotationConfigServletWebServerApplicationContext();
        context.registerBean(WebSettings.class, () -> settings);
        context.registerBean(Services.class, () -> services);
        register(context, services);
        context.register(ServerWiring.class);
        context.refresh();
        return new WebApplication(context);
    }

    private static void register(AnnotationConfigServletWebServerApplicationContext context, Services services) {
        var ground = services.ground();
        context.registerBean(Store.class, ground::store);
        context.registerBean(Keyset.class, ground::keyset);
        context.registerBean(SecretGenerator.class, ground::generator);
        context.registerBean(InstantSource.class, ground::clock);
        var journey = services.journey();
        context.registerBean(SignIn.class, journey::signIn);
        context.registerBean(PasskeySignIn.class, journey::passkeySignIn);
        context.registerBean(Mfa.class, journey::mfa);
        context.registerBean(Enrollments.class, journey::enrollments);
        context.registerBean(AppPasswords.class, journey::appPasswords);
        context.registerBean(Revocations.class, journey::revocations);
        context.registerBean(SignInHistory.class, journey::history);
        context.registerBean(PasswordChanges.class, () -> services.upkeep().passwords());
        context.registerBean(AccountClosing.class, () -> services.upkeep().closing());
        context.registerBean(ForgottenPasswords.class, () -> services.upkeep().forgotten());
        context.registerBean(ActivityHistory.class, () -> services.upkeep().activity());
        context.registerBean(DeviceMemory.class, () -> services.upkeep().devices());
        var factors = services.factors();
        context.registerBean(RegisteredMethods.class, factors::methods);
        context.registerBean(RecoveryCodes.class, factors::recoveryCodes);
        context.registerBean(RecoverySignIn.class, factors::recoverySignIn);
        context.registerBean(Services.Received.class, services::received);
        context.registerBean(LostMethods.class, factors::lostMethods);
        context.registerBean(Services.Devices.class, () -> services.console().devices());
        context.registerBean(PeopleList.class, () -> services.console().people());
        context.registerBean(PeopleExport.class, () -> services.console().export());
        context.registerBean(
                WebhookDesk.class, () -> services.console().elsewhere().webhooks());
        context.registerBean(Services.Elsewhere.class, () -> services.console().elsewhere());
        context.registerBean(
                Services.Servers.class, () -> services.console().elsewhere().servers());
        registerDesks(context, services.console().desks());
        var api = services.console().api();
        context.registerBean(TokenDesk.class, api::tokens);
        context.registerBean(Programs.class, api::programs);
        context.registerBean(Repeats.class, api::repeats);
        registerPeople(context, services.people());
        context.registerBean(Services.Federation.class, factors::federation);
        context.registerBean(ProviderSignIn.class, () -> factors.federation().signIn());
        context.registerBean(Services.Sources.class, () -> services.console().sources());
    }

    private static void registerPeople(
            AnnotationConfigServletWebServerApplicationContext context, Services.People people) {
        context.registerBean(LocalAccounts.class, people::accounts);
        context.registerBean(FirstAdmin.class, people::firstAdmin);
        context.registerBean(Staff.class, people::staff);
        var desks = people.desks();
        context.registerBean(RoleDesk.class, desks::roles);
        context.registerBean(RequirementDesk.class, desks::requirements);
        context.registerBean(PolicyDesk.class, desks::policies);
        context.registerBean(ProposalDesk.class, desks::proposals);
        context.registerBean(RefusalNotes.class, desks::refusals);
        context.registerBean(OnboardingCodes.class, people::onboardingCodes);
    }

    private static void registerDesks(
            AnnotationConfigServletWebServerApplicationContext context, Services.Desks desks) {
        context.registerBean(DeletionDesk.class, desks::deletions);
        context.registerBean(MethodReset.class, desks::resets);
        context.registerBean(BulkDesk.class, desks::bulk);
        context.registerBean(ProfileDesk.class, desks::profiles);
        context.registerBean(RolloutDesk.class, desks::rollouts);
        context.registerBean(ImportDesk.class, () -> desks.intake().desk());
        context.registerBean(ImportWork.class, () -> desks.intake().work());
        context.registerBean(ImportUndo.class, () -> desks.intake().undo());
        context.registerBean(DirectImport.class, () -> desks.intake().direct());
    }

    /// The port it listens on, also where the settings asked for any.
    public int port() {
        return Objects.requireNonNull(context.getWebServer()).getPort();
    }

    /// What it is made of, for the tests of this package.
    <B> B bean(Class<B> kind) {
        return context.getBean(kind);
    }

    /// Lets requests under way finish, then stops.
    @Override
    public void close() {
        context.close();
    }
}
