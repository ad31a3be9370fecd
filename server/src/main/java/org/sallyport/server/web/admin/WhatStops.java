package org.sallyport.server.web.admin;

import java.util.List;
import java.util.Optional;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.apppassword.AppPasswords;
import org.sallyport.core.deletion.DeletionDesk;
import org.sallyport.core.device.Devices;
import org.sallyport.core.enrollment.RegisteredMethods;
import org.sallyport.core.staff.GraveAct;
import org.sallyport.core.staff.Proposed;
import org.sallyport.core.store.Store;
import org.sallyport.server.web.account.MethodRow;
import org.sallyport.server.web.admin.device.DeviceRow;
import org.sallyport.server.web.frame.Page;
import org.springframework.stereotype.Component;

/// What a deletion would stop, as it stands now: shown to whoever wants it, and to whoever approves it.
@Component
class WhatStops {
    private final Store store;
    private final AppPasswords appPasswords;
    private final RegisteredMethods methods;

    WhatStops(Store store, AppPasswords appPasswords, RegisteredMethods methods) {
        this.store = store;
        this.appPasswords = appPasswords;
        this.methods = methods;
    }

    /// Adds what stops with a person.
    Page of(AccountId person, Page page) {
        return page.with("restDays", DeletionDesk.NAMES_REST.toDays())
                .with("appPasswords", appPasswords.of(person))
                .with("methods", methods.of(person).stream().map(MethodRow::of).toList());
    }

    /// Adds what stops by what is proposed: nothing where it deletes nothing, or what it would delete is gone.
    ///
    /// @param page gets `deletedAfter` in days, below zero where nobody is deleted, and `device`
    Page of(Proposed what, Page page) {
        boolean isPerson = what.act() == GraveAct.DELETIONS && isThere(what);
        var shown = page.with("deletedAfter", isPerson ? DeletionDesk.days(what) : -1)
                .with("device", what.act() == GraveAct.DEVICES ? device(what) : List.<DeviceRow>of());
        return isPerson ? of(what.whom().orElseThrow(), shown) : shown;
    }

    private boolean isThere(Proposed what) {
        return store.look(books -> what.whom().flatMap(Accounts.in(books)::find))
                .isPresent();
    }

    /// One, or none.
    private List<DeviceRow> device(Proposed what) {
        Optional<DeviceRow> row = store.look(books -> what.whom()
                .flatMap(Devices.in(books)::find)
                .filter(device -> !device.isDeleted())
                .flatMap(device -> DeviceRow.of(books, device)));
        return row.stream().toList();
    }
}
