package org.sallyport.server.listener.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sallyport.server.listener.ldap.OliveLdap.SUFFIX;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.CompareRequest;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPSearchException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import java.util.ArrayList;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sallyport.core.fixture.Fixtures;

class PagedSearchTest {
    private final OliveLdap ldap = new OliveLdap();
    private LDAPConnection client;

    @BeforeEach
    void manyPeople() throws LDAPException {
        IntStream.range(0, 600)
                .forEach(i -> Fixtures.named("person%04d".formatted(i)).addTo(ldap.store));
        client = ldap.service();
    }

    @AfterEach
    void close() {
        client.close();
        ldap.close();
    }

    private SearchResult page(String filter, int size, ASN1OctetString cookie) throws LDAPException {
        var request = new SearchRequest(SUFFIX, SearchScope.SUB, filter, "1.1");
        request.addControl(new SimplePagedResultsControl(size, cookie));
        return client.search(request);
    }

    private static SimplePagedResultsControl control(SearchResult page) throws LDAPException {
        return Objects.requireNonNull(SimplePagedResultsControl.get(page));
    }

    @Test
    void aGroupOfMoreThanFiveThousandIsShownWithoutItsMembersOrNotAtAll() throws LDAPException {
        IntStream.range(600, View.MOST_MEMBERS)
                .forEach(i -> Fixtures.named("person%04d".formatted(i)).addTo(ldap.store));

        assertThatThrownBy(() -> client.search(OliveLdap.STAFF, SearchScope.BASE, "(objectClass=*)", "member"))
                .isInstanceOfSatisfying(
                        LDAPException.class,
                        refused -> assertThat(refused.getResultCode()).isEqualTo(ResultCode.ADMIN_LIMIT_EXCEEDED));
        assertThat(client.search(OliveLdap.STAFF, SearchScope.BASE, "(objectClass=*)", "cn")
                        .getEntryCount())
                .isEqualTo(1);
        assertThat(client.compare(new CompareRequest(OliveLdap.STAFF, "member", OliveLdap.NIKOS))
                        .compareMatched())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "(objectClass=inetOrgPerson), 7, 602",
        "(objectClass=inetOrgPerson), 602, 602",
        "(objectClass=*), 100, 607",
        "(objectClass=*), 2000, 607",
        "(memberOf=cn=staff\\2cou=groups\\2cdc=olive\\2cdc=example), 250, 602",
        "(memberOf=cn=press\\2cou=groups\\2cdc=olive\\2cdc=example), 1, 1"
    })
    void pagesGoThroughEverythingOnce(String filter, int size, int expected) throws LDAPException {
        var seen = new ArrayList<String>();
        var cookie = new ASN1OctetString();
        do {
            var page = page(filter, size, cookie);
            assertThat(page.getEntryCount()).isLessThanOrEqualTo(Math.min(size, Page.MOST_ENTRIES));
            Objects.requireNonNull(page.getSearchEntries()).forEach(entry -> seen.add(entry.getDN()));
            cookie = control(page).getCookie();
            assertThat(cookie.getValueLength()).isLessThan(1100);
        } while (cookie.getValueLength() > 0);

        assertThat(seen).doesNotHaveDuplicates().hasSize(expected);
    }

    @Test
    void moreThanFiveHundredAreAnsweredByPagesOnly() {
        assertThatThrownBy(() -> client.search(SUFFIX, SearchScope.SUB, "(objectClass=inetOrgPerson)", "1.1"))
                .isInstanceOfSatisfying(LDAPSearchException.class, more -> {
                    assertThat(more.getResultCode()).isEqualTo(ResultCode.SIZE_LIMIT_EXCEEDED);
                    assertThat(more.getEntryCount()).isEqualTo(Page.MOST_ENTRIES);
                });
    }

    @Test
    void T12_aCookieIsGoodForItsOwnSearchAsItIs() throws LDAPException {
        var cookie = control(page("(uid=person*)", 5, new ASN1OctetString())).getCookie();
        var forged = cookie.getValue().clone();
        forged[forged.length - 1] ^= 1;

        assertRefused("(uid=*)", cookie);
        assertRefused("(uid=person*)", new ASN1OctetString(forged));
        assertRefused("(uid=person*)", new ASN1OctetString(new byte[100_000]));
        assertRefused("(uid=person*)", new ASN1OctetString("x"));
        assertThat(page("(uid=person*)", 5, cookie).getEntryCount()).isEqualTo(5);
    }

    private void assertRefused(String filter, ASN1OctetString cookie) {
        assertThatThrownBy(() -> page(filter, 5, cookie))
                .isInstanceOfSatisfying(
                        LDAPSearchException.class,
                        refused -> assertThat(refused.getResultCode()).isEqualTo(ResultCode.PROTOCOL_ERROR));
    }

    @Test
    void aSizeOfNothingEndsTheSearch() throws LDAPException {
        var page = page("(uid=person*)", 0, new ASN1OctetString());

        assertThat(page.getEntryCount()).isZero();
        assertThat(control(page).moreResultsToReturn()).isFalse();
    }
}
