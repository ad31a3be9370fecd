package org.sallyport.server.listener.ldap;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How much of a search is answered now.
///
/// @param size entries at most
/// @param paged whether the caller goes on with a cookie; else more than `size` is an error
/// @param start where to begin
/// @param until when to stop looking
/// @param search what cookies are bound to
record Page(int size, boolean paged, Cookies.Place start, Instant until, String search, Cookies cookies) {
    /// What one answer holds at most, whatever is asked for.
    static final int MOST_ENTRIES = 500;

    /// How long one answer is looked for at most, whatever is asked for.
    static final Duration LONGEST = Duration.ofSeconds(2);

    /// Empty where the cookie is not of this search.
    static Optional<Page> of(LdapRequest.Search request, Identity identity, Cookies cookies, Instant now) {
        var question = request.question();
        int limit = question.getSizeLimit() > 0 ? Math.min(question.getSizeLimit(), MOST_ENTRIES) : MOST_ENTRIES;
        var patience = Duration.ofSeconds(question.getTimeLimit());
        var until = now.plus(patience.isPositive() && patience.compareTo(LONGEST) < 0 ? patience : LONGEST);
        var search = String.join(
                "\n",
                identity.authzId(),
                question.getBaseDN(),
                question.getScope().toString(),
                question.getFilter().toNormalizedString());
        var paging = paging(request);
        // RFC 2696 section 3: a page that is at least the size limit is no page.
        boolean paged = paging.isPresent()
                && (question.getSizeLimit() <= 0 || paging.get().size() < question.getSizeLimit());
        if (!paged) {
            return Optional.of(new Page(limit, false, Cookies.Place.START, until, search, cookies));
        }
        int size = Math.min(paging.get().size(), MOST_ENTRIES);
        return cookies.read(paging.get().cookie(), search)
                .map(start -> new Page(size, true, start, until, search, cookies));
    }

    /// The control that says where to go on.
    List<Control> goingOnFrom(Cookies.Place place) {
        return control(new ASN1OctetString(cookies.write(place, search)));
    }

    /// The control that says that this was all.
    List<Control> end() {
        return paged ? control(new ASN1OctetString()) : List.of();
    }

    private static List<Control> control(ASN1OctetString cookie) {
        return List.of(new SimplePagedResultsControl(0, cookie));
    }

    private static Optional<Controls.Paging> paging(LdapRequest.Search request) {
        try {
            return Controls.paging(request.controls());
        } catch (LDAPException refusedBefore) {
            return Optional.empty();
        }
    }
}
