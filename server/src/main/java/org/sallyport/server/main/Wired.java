package org.sallyport.server.main;

import org.sallyport.core.apppassword.AppPasswords;
import org.sallyport.core.apppassword.Revocations;
import org.sallyport.core.directory.FirstAdmin;
import org.sallyport.core.directory.LocalAccounts;
import org.sallyport.core.enrollment.OnboardingCodes;
import org.sallyport.core.policy.Mfa;
import org.sallyport.core.report.Reports;
import org.sallyport.core.staff.ProposalDesk;
import org.sallyport.core.staff.RoleDesk;
import org.sallyport.core.staff.Staff;
import org.sallyport.core.store.Store;
import org.sallyport.core.throttle.ThrottleExchange;
import org.sallyport.core.upkeep.PasswordChanges;
import org.sallyport.core.verify.FollowedSnapshots;
import org.sallyport.core.verify.VerdictNotes;
import org.sallyport.core.verify.Verifier;
import org.sallyport.server.listener.Lookout;
import org.sallyport.server.web.Services;

/// The core's services, put together.
///
/// @param snapshots to be told of the journal several times a second
/// @param notes to be flushed every few seconds and at the end
/// @param reports to be flushed likewise
/// @param throttle to be run every second and left at the end
/// @param lookout of listeners: whether somebody is guessing far beyond what is usual, and who notes which servers ask
/// @param services what the pages and the command line are built on
record Wired(
        FollowedSnapshots snapshots,
        Verifier verifier,
        VerdictNotes notes,
        Reports reports,
        ThrottleExchange throttle,
        Lookout lookout,
        Services services) {
    Store store() {
        return services.ground().store();
    }

    Mfa mfa() {
        return services.journey().mfa();
    }

    AppPasswords appPasswords() {
        return services.journey().appPasswords();
    }

    Revocations revocations() {
        return services.journey().revocations();
    }

    LocalAccounts accounts() {
        return services.people().accounts();
    }

    PasswordChanges passwords() {
        return services.upkeep().passwords();
    }

    OnboardingCodes onboardingCodes() {
        return services.people().onboardingCodes();
    }

    Staff staff() {
        return services.people().staff();
    }

    RoleDesk roles() {
        return services.people().desks().roles();
    }

    ProposalDesk proposals() {
        return services.people().desks().proposals();
    }

    Services.Desks desks() {
        return services.console().desks();
    }

    FirstAdmin firstAdmin() {
        return services.people().firstAdmin();
    }
}
