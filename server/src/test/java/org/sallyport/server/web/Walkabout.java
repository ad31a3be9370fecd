package org.sallyport.server.web;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.account.Profile;
import org.sallyport.core.apppassword.AppPasswordBook;
import org.sallyport.core.apppassword.LastUse;
import org.sallyport.core.apppassword.Scope;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.caller.Source;
import org.sallyport.core.notice.Notices;
import org.sallyport.core.policy.Limits;

/// Starts the pages for a look round, with people in every state, on the port given (8090). Everybody's password is
/// `olives grow slowly here`; the address of the first admin's page is printed.
final class Walkabout {
    private Walkabout() {}

    public static void main(String[] args) throws InterruptedException {
        int port = args.length > 0 ? Integer.parseInt(args[0]) : 8090;
        var limits = new Limits(
                24, 40, Duration.ofDays(5), Limits.MissingContact.ASK, Limits.AccountPasswordInApps.BY_MFA_STATE);
        var web = RunningWeb.onPort(port, limits);
        var o = web.organisation;
        o.clock.set(Instant.ofEpochMilli(System.currentTimeMillis()));
        Thread.ofPlatform().daemon().start(() -> tick(o));
        System.out.println("first admin: /first-admin?token="
                + web.firstAdmin.open().orElseThrow().reveal());
        var eleni = named(
                web, o.add("eleni", Account.Role.PERSON, Optional.of("eleni.home@pine.example")), "Ελένη Παππά", "el");
        o.requireMfa(eleni);
        named(web, o.add("nikos", Account.Role.PERSON, Optional.of("nikos@pine.example")), "Nikos Vlachos", "en");
        named(web, o.add("maria", Account.Role.ADMIN, Optional.of("maria@pine.example")), "Maria Olive", "en");
        var anna = named(web, o.add("anna", Account.Role.PERSON, Optional.of("anna@pine.example")), "Anna Pine", "en");
        o.requireMfa(anna);
        System.out.println("anna's key: " + java.util.HexFormat.of().formatHex(o.registerApp(anna)));
        var made = o.issue(anna, Scope.mail()).made();
        o.issue(anna, Scope.everything());
        o.store.transact(books -> {
            AppPasswordBook.in(books)
                    .used(Map.of(
                            made.id(),
                            new LastUse(o.clock.instant(), Protocol.IMAP, Source.ofLiteral("198.51.100.23"))));
            return true;
        });
        for (int i = 1; i <= 30; i++) {
            o.add("person" + i, Account.Role.PERSON, Optional.empty());
        }
        Thread.currentThread().join();
    }

    private static Account named(RunningWeb web, Account account, String name, String language) {
        var profile = new Profile(name, Locale.of(language), Set.of(new GroupName("staff")));
        web.organisation.store.transact(books -> Accounts.in(books)
                .replace(Accounts.in(books).find(account.id()).orElseThrow().withProfile(profile)));
        return account;
    }

    private static void tick(org.sallyport.core.fixture.Organisation o) {
        while (true) {
            o.clock.set(Instant.ofEpochMilli(System.currentTimeMillis()));
            var now = o.clock.instant();
            o.store
                    .transact(books -> Notices.in(books).claim(now, now.plus(Duration.ofDays(1)), 10))
                    .forEach(notice -> System.out.println(notice.kind() + " " + notice.values()));
            java.util.concurrent.locks.LockSupport.parkNanos(500_000_000);
        }
    }
}
