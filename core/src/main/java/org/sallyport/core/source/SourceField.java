package org.sallyport.core.source;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.store.Books;

/// What a source can say of an account. Whatever one says is the source's: staff change it there, not here. Groups are
/// no field: the source's own are its own, and whatever is added here stays.
public enum SourceField {
    USER_NAME,
    DISPLAY_NAME,
    LANGUAGE,
    CONTACT;

    /// `user-name`: how the audit log and the pages call it; never changed.
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// What sources own of an account; none for one that Sallyport keeps itself.
    public static Set<SourceField> ownedOf(Books books, AccountId account) {
        var owned = EnumSet.noneOf(SourceField.class);
        SourceLinks.in(books).of(account).stream()
                .filter(link -> link.state() != SourceState.GONE)
                .forEach(link -> owned.addAll(link.owned().fields()));
        return owned;
    }
}
