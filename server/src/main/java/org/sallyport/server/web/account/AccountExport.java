package org.sallyport.server.web.account;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.Contact;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.apppassword.AppPassword;
import org.sallyport.core.apppassword.AppPasswordBook;
import org.sallyport.core.apppassword.FirstUse;
import org.sallyport.core.apppassword.LastUse;
import org.sallyport.core.apppassword.Ties;
import org.sallyport.core.caller.ClientName;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.caller.Source;
import org.sallyport.core.history.ActivityHistory;
import org.sallyport.core.history.PastEvent;
import org.sallyport.core.history.SignInHistory;
import org.sallyport.core.method.Methods;
import org.sallyport.core.observation.Sender;
import org.sallyport.core.observation.Senders;
import org.sallyport.core.recovery.RecoveryCode;
import org.sallyport.core.recovery.RecoveryCodeBook;
import org.sallyport.core.signin.DeviceMemory;
import org.sallyport.core.signin.KnownDevice;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Store;
import org.sallyport.server.web.frame.NoSuchThing;
import org.sallyport.server.web.session.Browsers;
import org.sallyport.server.web.session.SignedInBrowser;
import org.springframework.stereotype.Component;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Everything that is kept about an account and that its owner may have, as JSON, and what the log says of it as far
/// back as its owner may read; never a secret, nor what one could be checked with. Telephone numbers and mailboxes that
/// codes go to are masked as on the pages. Moments are in UTC (RFC 3339).
@Component
class AccountExport {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Store store;
    private final Browsers browsers;
    private final DeviceMemory devices;
    private final ActivityHistory activity;
    private final InstantSource clock;

    AccountExport(Store store, Browsers browsers, DeviceMemory devices, ActivityHistory activity, InstantSource clock) {
        this.store = store;
        this.browsers = browsers;
        this.devices = devices;
        this.activity = activity;
        this.clock = clock;
    }

    /// What is kept is of one moment. The log, to which things are only added, is read a page at a time, so that nobody
    /// else waits for all of it.
    String of(AccountId owner) {
        var all = store.transact(
                books -> kept(books, Accounts.in(books).find(owner).orElseThrow(NoSuchThing::new)));
        all.put("activity-days", SignInHistory.REACH.toDays());
        all.put(
                "activity",
                activity.all(owner).stream().map(AccountExport::event).toList());
        return JSON.writeValueAsString(all);
    }

    private Map<String, Object> kept(Books books, Account owner) {
        var all = new LinkedHashMap<String, Object>();
        all.put("made", clock.instant().toString());
        all.put("profile", profile(owner));
        all.put("contacts", owner.contact().map(AccountExport::contact).stream().toList());
        all.put(
                "methods",
                Methods.in(books).heldBy(owner.id()).stream()
                        .map(MethodRow::of)
                        .map(AccountExport::method)
                        .toList());
        all.put(
                "recovery-codes",
                RecoveryCodeBook.in(books).heldBy(owner.id()).stream()
                        .map(AccountExport::recoveryCode)
                        .toList());
        all.put(
                "app-passwords",
                AppPasswordBook.in(books).heldBy(owner.id()).stream()
                        .map(AccountExport::appPassword)
                        .toList());
        all.put(
                "sending-account-password",
                Senders.in(books).of(owner.id()).stream()
                        .map(AccountExport::sender)
                        .toList());
        all.put(
                "browsers",
                browsers.of(books, owner.id()).stream()
                        .map(AccountExport::browser)
                        .toList());
        all.put(
                "remembered-browsers",
                devices.of(books, owner.id()).stream()
                        .map(AccountExport::device)
                        .toList());
        return all;
    }

    private static Map<String, Object> profile(Account owner) {
        var row = new LinkedHashMap<String, Object>();
        row.put("id", owner.id().toString());
        row.put("name", owner.username().canonical());
        row.put("display-name", owner.profile().displayName());
        row.put("language", owner.profile().language().toLanguageTag());
        row.put(
                "groups",
                owner.profile().groups().stream().map(GroupName::value).sorted().toList());
        row.put("role", owner.role().name().toLowerCase(Locale.ROOT));
        return row;
    }

    private static Map<String, Object> contact(Contact contact) {
        var row = new LinkedHashMap<String, Object>();
        row.put("address", contact.address().value());
        row.put("given-by", contact.origin().name().toLowerCase(Locale.ROOT));
        row.put("verified", text(contact.verified()));
        return row;
    }

    private static Map<String, Object> method(MethodRow method) {
        var row = new LinkedHashMap<String, Object>();
        row.put("kind", method.kind());
        row.put("label", method.name());
        row.put("place", method.place());
        row.put("registered", method.registered().toString());
        row.put("last-use", text(method.lastUse()));
        return row;
    }

    private static Map<String, Object> recoveryCode(RecoveryCode code) {
        return Map.of("made", code.made().toString());
    }

    private static Map<String, Object> appPassword(AppPassword held) {
        var row = new LinkedHashMap<String, Object>();
        row.put("label", held.label().value());
        row.put("made", held.lifetime().issued().toString());
        row.put("not-before", text(held.lifetime().opensFrom()));
        row.put("unused-until", text(held.lifetime().unusedUntil()));
        row.put("expires", text(held.lifetime().expires()));
        row.put("revoked", text(held.lifetime().revoked()));
        row.put("asleep-since", text(held.lifetime().asleep()));
        row.put(
                "protocols",
                held.scope().protocols().stream().sorted().map(Protocol::code).toList());
        row.put(
                "networks",
                held.scope().networks().stream().map(Object::toString).sorted().toList());
        if (held.uses().first() instanceof FirstUse.Happened(var at, var ties)) {
            row.put("first-use", at.toString());
            row.put("tied-to", ties(ties));
        }
        held.lastUse().ifPresent(use -> row.put("last-use", lastUse(use)));
        return row;
    }

    /// What the first use tied it to and what its owner allowed since: no record tells the two apart.
    private static Map<String, Object> ties(Ties ties) {
        var row = new LinkedHashMap<String, Object>();
        row.put(
                "families",
                ties.families().stream().sorted().map(Protocol.Family::code).toList());
        row.put(
                "networks",
                ties.networks().stream()
                        .map(network -> network.isNowhere() ? Source.UNKNOWN.toString() : network.toString())
                        .sorted()
                        .toList());
        return row;
    }

    private static Map<String, Object> lastUse(LastUse use) {
        var row = new LinkedHashMap<String, Object>();
        row.put("at", use.at().toString());
        row.put("protocol", use.protocol().code());
        row.put("source", use.source().toString());
        row.put("client", use.client().map(ClientName::value).orElse(""));
        return row;
    }

    private static Map<String, Object> sender(Sender sender) {
        var network = sender.network();
        var row = new LinkedHashMap<String, Object>();
        row.put("protocol", sender.protocol().code());
        row.put("network", network.isNowhere() ? Source.UNKNOWN.toString() : network.toString());
        row.put("client", sender.client().map(ClientName::value).orElse(""));
        row.put("first", sender.seen().first().toString());
        row.put("last", sender.seen().last().toString());
        row.put("times", sender.seen().times());
        return row;
    }

    private static Map<String, Object> browser(SignedInBrowser browser) {
        var row = new LinkedHashMap<String, Object>();
        row.put("name", browser.name().map(ClientName::value).orElse(""));
        row.put("source", browser.source().toString());
        row.put("signed-in", browser.signedIn().toString());
        row.put("last-used", browser.lastUsed().toString());
        return row;
    }

    private static Map<String, Object> device(KnownDevice device) {
        var row = new LinkedHashMap<String, Object>();
        row.put("name", device.seen().name().map(ClientName::value).orElse(""));
        row.put("source", device.seen().source().toString());
        row.put("remembered", device.remembered().toString());
        row.put("last-used", device.lastUsed().toString());
        row.put("ends", device.ends().toString());
        return row;
    }

    private static Map<String, Object> event(PastEvent event) {
        var row = new LinkedHashMap<String, Object>();
        row.put("at", event.at().toString());
        row.put("what", event.kind().code());
        row.put("by", event.by().code());
        row.put("details", event.details());
        return row;
    }

    private static String text(Optional<?> value) {
        return value.map(Object::toString).orElse("");
    }
}
