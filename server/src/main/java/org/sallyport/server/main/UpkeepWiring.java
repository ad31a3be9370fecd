package org.sallyport.server.main;

import java.util.concurrent.Executor;
import org.sallyport.core.directory.LocalAccounts;
import org.sallyport.core.history.ActivityHistory;
import org.sallyport.core.method.AuthenticatorApps;
import org.sallyport.core.method.ContactCodes;
import org.sallyport.core.secret.Seal;
import org.sallyport.core.signin.DeviceMemory;
import org.sallyport.core.signin.PasswordAgain;
import org.sallyport.core.throttle.GuardedDirectory;
import org.sallyport.core.throttle.Recognition;
import org.sallyport.core.throttle.Throttle;
import org.sallyport.core.upkeep.AccountClosing;
import org.sallyport.core.upkeep.ForgottenPasswords;
import org.sallyport.core.upkeep.PasswordChanges;
import org.sallyport.server.web.Services;

/// Puts together what people look after their own accounts with.
final class UpkeepWiring {
    private UpkeepWiring() {}

    /// @param directory the one that judges sign-ins to the pages
    /// @param pages its throttle
    /// @param behind does what nobody waits for
    static Services.Upkeep wire(
            Services.Ground ground,
            LocalAccounts accounts,
            Services.Journey journey,
            GuardedDirectory directory,
            Throttle pages,
            Executor behind) {
        var store = ground.store();
        var keyset = ground.keyset();
        var generator = ground.generator();
        var clock = ground.clock();
        var mfa = journey.mfa();
        var policies = mfa.policies();
        var again = new PasswordAgain(store, directory, clock);
        var appPasswords = journey.appPasswords();
        var revocations = journey.revocations();
        var passwords = new PasswordChanges(accounts, again, appPasswords, revocations, mfa, clock);
        var proofs = new ForgottenPasswords.Proofs(
                new AuthenticatorApps(new Seal(keyset, generator), generator, clock),
                journey.passkeySignIn(),
                new ContactCodes(keyset, generator),
                mfa,
                generator);
        return new Services.Upkeep(
                passwords,
                new ForgottenPasswords(store, proofs, pages, new Recognition(keyset), passwords, clock, behind),
                new DeviceMemory(store, keyset, generator, policies, clock),
                new ActivityHistory(store, clock),
                new AccountClosing(accounts, again, passwords, appPasswords, revocations, store, policies));
    }
}
