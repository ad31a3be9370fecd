package org.sallyport.core.device;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.Credentials;
import org.sallyport.core.account.Permission;
import org.sallyport.core.account.Profile;
import org.sallyport.core.account.Tombstones;
import org.sallyport.core.account.Username;
import org.sallyport.core.apppassword.AppPasswords;
import org.sallyport.core.apppassword.Label;
import org.sallyport.core.apppassword.Revocations;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.Reason;
import org.sallyport.core.notice.Notice;
import org.sallyport.core.secret.SecretGenerator;
import org.sallyport.core.staff.Acting;
import org.sallyport.core.staff.Doing;
import org.sallyport.core.staff.GraveAct;
import org.sallyport.core.staff.Proposed;
import org.sallyport.core.staff.SecondAdmin;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Precondition;
import org.sallyport.core.store.Store;
import org.sallyport.core.store.Unavailable;

/// Where staff make devices and look after them, and owners pause theirs. It asks nobody whether they may: that is for
/// whoever calls, but of deleting one as it was proposed. Thread-safe.
public final class DeviceDesk implements Doing {
    private static final String OWNER = "was-owner";

    private final Store store;
    private final AppPasswords appPasswords;
    private final Revocations revocations;
    private final SecretGenerator generator;
    private final SecondAdmin second;
    private final InstantSource clock;

    public DeviceDesk(
            Store store,
            AppPasswords appPasswords,
            Revocations revocations,
            SecretGenerator generator,
            SecondAdmin second,
            InstantSource clock) {
        this.store = store;
        this.appPasswords = appPasswords;
        this.revocations = revocations;
        this.generator = generator;
        this.second = second;
        this.clock = clock;
    }

    /// Makes a device that nothing is handed over for yet, and tells its owner. The name of a deleted one may be given
    /// again; it keeps the history of before.
    public Creating create(NewDevice wanted, Actor by) {
        Instant now = clock.instant();
        return store.transact(books -> {
            var owner = owner(books, wanted.owner());
            if (owner.isEmpty()) {
                return new Creating.NoSuchOwner();
            }
            var account = account(books, wanted, owner.get(), now);
            if (account.isEmpty()) {
                return new Creating.NameTaken();
            }
            var device = Device.fresh(account.get().id(), wanted.owner(), wanted.limits(), now);
            var details = LimitsText.of(wanted.limits());
            details.put("name", wanted.username().canonical());
            DeviceRecords.keep(books, device, AuditKind.DEVICE_ADDED, by, details, now);
            DeviceRecords.tellOwner(books, device, Notice.Kind.DEVICE_GIVEN, Map.of(), now);
            return new Creating.Created(device);
        });
    }

    /// Decides anew what it may do, what it is called and whose it is. A new owner is told.
    ///
    /// @return false when there is no such device or owner
    public boolean change(AccountId id, NewDevice wanted, Actor by) {
        return change(id, wanted, by, Precondition.NONE);
    }

    /// The same where something has to hold before.
    public boolean change(AccountId id, NewDevice wanted, Actor by, Precondition seen) {
        Instant now = clock.instant();
        return store.transact(books -> {
            var device = live(books, id);
            seen.require(books);
            var account = Accounts.in(books).find(id);
            if (device.isEmpty()
                    || account.isEmpty()
                    || owner(books, wanted.owner()).isEmpty()) {
                return false;
            }
            rename(books, account.get(), wanted.name());
            var changed = device.get().with(wanted.limits()).ownedBy(wanted.owner());
            DeviceRecords.keep(books, changed, AuditKind.DEVICE_CHANGED, by, LimitsText.of(wanted.limits()), now);
            if (!device.get().owner().equals(wanted.owner())) {
                DeviceRecords.tellOwner(books, changed, Notice.Kind.DEVICE_GIVEN, Map.of(), now);
            }
            return true;
        });
    }

    /// Stops it until somebody resumes it, and closes what it has open.
    ///
    /// @param standing why
    /// @return false when there is no such device, or it does not work anyway
    public boolean pause(AccountId id, Device.Standing standing, Actor by, Optional<Reason> why) {
        Instant now = clock.instant();
        var paused = store.transact(books -> {
            var device = live(books, id).filter(Device::works);
            device.ifPresent(works -> DeviceRecords.pause(books, works, standing, by, said(why), now));
            return device.flatMap(_ -> Accounts.in(books).find(id));
        });
        paused.ifPresent(account -> revocations.closeAll(account, by));
        return paused.isPresent();
    }

    /// Lets it work again with the secret it has.
    ///
    /// @param from only one that stands like this is resumed
    /// @return false when there is no such device
    public boolean resume(AccountId id, Set<Device.Standing> from, Actor by, Optional<Reason> why) {
        Instant now = clock.instant();
        return store.transact(books -> {
            var device = live(books, id).filter(one -> from.contains(one.standing()));
            device.ifPresent(paused -> DeviceRecords.keep(
                    books, paused.with(Device.Standing.WORKS, now), AuditKind.DEVICE_RESUMED, by, said(why), now));
            return device.isPresent();
        });
    }

    /// Ends it for good: its secret is revoked and what it has open is closed. Its history stays. Where that needs a
    /// second admin it is proposed; an operator needs none.
    public Removing delete(AccountId id, Actor by, Reason why) {
        Instant now = clock.instant();
        Removing came = store.transact(books -> {
            var device = live(books, id);
            if (device.isEmpty()) {
                return Removing.NO_SUCH_DEVICE;
            }
            if (needsSecond() && by.behind().isPresent()) {
                var owner = Map.of(OWNER, device.get().owner().toString());
                var what = new Proposed(GraveAct.DEVICES, Optional.of(id), owner);
                second.propose(books, by, what, said(Optional.of(why)), now);
                return Removing.PROPOSED;
            }
            delete(books, device.get(), by, said(Optional.of(why)));
            return Removing.DELETED;
        });
        if (came == Removing.DELETED) {
            close(id, by);
        }
        return came;
    }

    /// Whether deleting one needs a second admin.
    public boolean needsSecond() {
        return second.isNeeded(GraveAct.DEVICES);
    }

    private void delete(Books books, Device device, Actor by, Map<String, String> said) {
        Instant now = clock.instant();
        appPasswords.revokeAll(books, device.account(), by, now);
        DeviceRecords.tellOwner(books, device, Notice.Kind.DEVICE_STOPPED, Map.of(), now);
        var ended = device.with(Device.Standing.DELETED, now);
        DeviceRecords.keep(books, ended, AuditKind.DEVICE_DELETED, by, said, now);
        SecondAdmin.overtake(books, GraveAct.DEVICES, device.account(), by, now);
    }

    private void close(AccountId id, Actor by) {
        store.look(books -> Accounts.in(books).find(id)).ifPresent(account -> revocations.closeAll(account, by));
    }

    @Override
    public boolean may(Books books, AccountId who, Proposed what) {
        var device = what.whom().flatMap(Devices.in(books)::find).filter(one -> !one.isDeleted());
        return device.isPresent() && Acting.may(books, who, Permission.DEVICES_CHANGE);
    }

    // A device that somebody else looks after by now is not what was proposed.
    @Override
    public boolean perform(Books books, Proposed what, Actor by, Map<String, String> said) {
        var device = what.whom()
                .flatMap(id -> live(books, id))
                .filter(one -> one.owner().toString().equals(what.value(OWNER)));
        device.ifPresent(one -> delete(books, one, by, said));
        return device.isPresent();
    }

    @Override
    public void follow(Proposed what, Actor by) {
        close(what.whom().orElseThrow(), by);
    }

    /// One that is not deleted.
    public Optional<Device> find(AccountId id) {
        return store.look(books -> Devices.in(books).find(id)).filter(device -> !device.isDeleted());
    }

    /// Those of an owner.
    public List<Device> ownedBy(AccountId owner) {
        return store.look(books -> Devices.in(books).ownedBy(owner));
    }

    /// In the order of the names of their accounts.
    public List<Device> page(Optional<Username> after, int limit) {
        return store.look(books -> Devices.in(books).page(after, limit));
    }

    private static Optional<Device> live(Books books, AccountId id) {
        return Devices.in(books).findToChange(id).filter(device -> !device.isDeleted());
    }

    private static Optional<Account> owner(Books books, AccountId id) {
        return Accounts.in(books).find(id).filter(account -> account.isActive() && !account.isDevice());
    }

    /// A new account, or that of a deleted device; empty where somebody else has the name.
    private Optional<Account> account(Books books, NewDevice wanted, Account owner, Instant now) {
        var profile = new Profile(wanted.name().value(), owner.profile().language(), Set.of());
        var there = Accounts.in(books).named(wanted.username());
        if (there.isPresent()) {
            boolean isFree = there.get().isDevice()
                    && Devices.in(books)
                            .findToChange(there.get().id())
                            .filter(Device::isDeleted)
                            .isPresent();
            if (isFree) {
                replace(books, there.get().withProfile(profile).withStatus(Account.Status.ACTIVE));
            }
            return there.filter(_ -> isFree);
        }
        if (Tombstones.in(books).cover(wanted.username(), now)) {
            return Optional.empty();
        }
        var account = new Account(
                AccountId.fresh(),
                wanted.username(),
                profile,
                Account.Role.DEVICE,
                Account.Status.ACTIVE,
                Optional.empty(),
                0);
        var credentials = new Credentials(account.id(), generator.bytes(Credentials.SALT_BYTES), Optional.empty(), now);
        return Optional.of(account).filter(one -> Accounts.in(books).add(one, credentials));
    }

    private static void rename(Books books, Account account, Label name) {
        var profile = account.profile();
        if (!profile.displayName().equals(name.value())) {
            replace(books, account.withProfile(new Profile(name.value(), profile.language(), profile.groups())));
        }
    }

    private static void replace(Books books, Account changed) {
        if (!Accounts.in(books).replace(changed)) {
            throw new Unavailable("store", "account " + changed.id() + " is being changed by somebody else");
        }
    }

    private static Map<String, String> said(Optional<Reason> why) {
        var said = new HashMap<String, String>();
        why.ifPresent(reason -> said.put("why", reason.value()));
        return said;
    }
}
