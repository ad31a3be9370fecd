package org.sallyport.server.directory.ldap;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionPool;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPSearchException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The ways in which a directory is searched. References to other directories are passed over.
final class Searches {
    private Searches() {}

    /// The one entry that fits; empty where none or more than one does.
    static Optional<SearchResultEntry> one(LDAPConnectionPool pool, DN base, Filter filter, String... attributes)
            throws LDAPException {
        var request = new SearchRequest(base.toString(), SearchScope.SUB, filter, attributes);
        request.setSizeLimit(2);
        try {
            var entries = entries(pool.search(request));
            return entries.size() == 1 ? Optional.of(entries.getFirst()) : Optional.empty();
        } catch (LDAPSearchException refusal) {
            if (refusal.getResultCode().equals(ResultCode.SIZE_LIMIT_EXCEEDED)) {
                return Optional.empty();
            }
            throw refusal;
        }
    }

    /// Hands over all that fit, a page at a time (RFC 2696).
    static void pages(
            LDAPConnectionPool pool,
            DN base,
            Filter filter,
            int pageSize,
            Consumer<List<SearchResultEntry>> pages,
            String... attributes)
            throws LDAPException {
        var connection = pool.getConnection();
        boolean isSound = false;
        try {
            pages(connection, new SearchRequest(base.toString(), SearchScope.SUB, filter, attributes), pageSize, pages);
            isSound = true;
        } finally {
            if (isSound) {
                pool.releaseConnection(connection);
            } else {
                // What it still says belongs to a search that nobody reads any more.
                pool.releaseDefunctConnection(connection);
            }
        }
    }

    private static void pages(
            LDAPConnection connection, SearchRequest request, int pageSize, Consumer<List<SearchResultEntry>> pages)
            throws LDAPException {
        @Nullable ASN1OctetString cookie = null;
        do {
            request.setControls(new SimplePagedResultsControl(pageSize, cookie));
            var result = connection.search(request);
            pages.accept(entries(result));
            var response = SimplePagedResultsControl.get(result);
            cookie = response != null && response.moreResultsToReturn() ? response.getCookie() : null;
        } while (cookie != null);
    }

    private static List<SearchResultEntry> entries(SearchResult result) {
        var entries = result.getSearchEntries();
        return entries == null ? List.of() : entries;
    }
}
