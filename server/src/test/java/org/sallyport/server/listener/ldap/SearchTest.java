package org.sallyport.server.listener.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sallyport.server.listener.ldap.OliveLdap.ELENI;
import static org.sallyport.server.listener.ldap.OliveLdap.NIKOS;
import static org.sallyport.server.listener.ldap.OliveLdap.STAFF;
import static org.sallyport.server.listener.ldap.OliveLdap.SUFFIX;

import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPSearchException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.caller.Protocol;

class SearchTest {
    private static final String PEOPLE = "ou=people," + SUFFIX;
    private static final String GROUPS = "ou=groups," + SUFFIX;

    private final OliveLdap ldap = new OliveLdap();
    private LDAPConnection client;

    @BeforeEach
    void bindAsTheService() throws LDAPException {
        client = ldap.service();
    }

    @AfterEach
    void close() {
        client.close();
        ldap.close();
    }

    private List<String> found(String base, SearchScope scope, String filter) throws LDAPException {
        return entries(client.search(base, scope, filter, "1.1")).stream()
                .map(SearchResultEntry::getDN)
                .toList();
    }

    private static List<SearchResultEntry> entries(SearchResult result) {
        return Objects.requireNonNull(result.getSearchEntries());
    }

    private SearchResultEntry read(String dn, String... attributes) throws LDAPException {
        var entry = client.getEntry(dn, attributes);
        assertThat(entry).as(dn).isNotNull();
        return entry;
    }

    private ResultCode refusal(LDAPConnection by, String base, SearchScope scope, String filter) {
        try {
            return by.search(base, scope, filter).getResultCode();
        } catch (LDAPSearchException refused) {
            assertThat(refused.getEntryCount()).isZero();
            return refused.getResultCode();
        }
    }

    @Test
    void aPersonIsAnInetOrgPersonWithWhatProgramsLookFor() throws LDAPException {
        var eleni = read(ELENI, "*", "+");

        assertThat(eleni.getObjectClassValues())
                .containsExactly("top", "person", "organizationalPerson", "inetOrgPerson", "posixAccount");
        assertThat(eleni.getAttributeValue("uid")).isEqualTo("eleni@olive.example");
        assertThat(eleni.getAttributeValue("mail")).isEqualTo("eleni@olive.example");
        assertThat(eleni.getAttributeValue("cn")).isEqualTo("Ελένη Παππά");
        assertThat(eleni.getAttributeValue("sn")).isEqualTo("Παππά");
        assertThat(eleni.getAttributeValue("displayName")).isEqualTo("Ελένη Παππά");
        assertThat(eleni.getAttributeValue("entryUUID"))
                .isEqualTo(ldap.eleni.id().toString());
        assertThat(eleni.getAttributeValues("memberOf")).containsExactly("cn=Press," + GROUPS, STAFF);
        assertThat(eleni.getAttributeValue("uidNumber")).isEqualTo("10001");
        assertThat(eleni.getAttributeValue("gidNumber")).isEqualTo("10000");
        assertThat(eleni.getAttributeValue("homeDirectory")).isEqualTo("/home/eleni");
        assertThat(eleni.getAttributeValue("loginShell")).isEqualTo("/bin/bash");
    }

    @Test
    void nothingOfAPasswordNorTheContactOnRecordIsEverShown() throws LDAPException {
        for (var dn : List.of(ELENI, NIKOS)) {
            var entry = read(dn, "*", "+", "userPassword", "authPassword", "mail");
            assertThat(entry.toLDIFString().toLowerCase(java.util.Locale.ROOT))
                    .doesNotContain("userpassword", "authpassword", "pine.example", "hmac", "argon");
        }
        assertThat(found(SUFFIX, SearchScope.SUB, "(userPassword=*)")).isEmpty();
        assertThat(found(SUFFIX, SearchScope.SUB, "(mail=home@pine.example)")).isEmpty();
    }

    @Test
    void aGroupIsAGroupOfNamesWithItsMembers() throws LDAPException {
        var staff = read(STAFF, "*", "+");

        assertThat(staff.getObjectClassValues()).containsExactly("top", "groupOfNames", "posixGroup");
        assertThat(staff.getAttributeValues("member")).containsExactly(ELENI, NIKOS);
        assertThat(staff.getAttributeValues("memberUid")).containsExactly("eleni@olive.example", "nikos@olive.example");
        assertThat(staff.getAttributeValue("gidNumber")).isEqualTo("10000");
        assertThat(staff.getAttributeValue("entryUUID")).hasSize(36);
        assertThat(read("cn=PRESS," + GROUPS).getObjectClassValues()).containsExactly("top", "groupOfNames");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "(uid=eleni@olive.example) ~ eleni",
                "(uid=ELENI@Olive.example) ~ eleni",
                "(userid=eleni@olive.example) ~ eleni",
                "(0.9.2342.19200300.100.1.1=eleni@olive.example) ~ eleni",
                "(|(uid=eleni@olive.example)(mail=nikos@olive.example)) ~ eleni nikos",
                "(&(objectClass=posixAccount)(uid=eleni@olive.example)) ~ eleni",
                "(&(objectClass=posixAccount)(uid=nikos@olive.example)) ~ ",
                "(&(objectClass=inetOrgPerson)(!(uid=eleni@olive.example))) ~ nikos",
                "(uidNumber=10001) ~ eleni",
                "(uidNumber>=10000) ~ eleni",
                "(uidNumber<=9999) ~ ",
                "(uid=e*@olive.*) ~ eleni",
                "(cn=*Vlachos) ~ nikos",
                "(displayName=Ελένη Παππά) ~ eleni",
                "(memberOf=cn=staff,ou=groups,dc=olive,dc=example) ~ eleni nikos",
                "(memberOf=CN=Press, OU=groups, DC=olive, DC=example) ~ eleni",
                "(homeDirectory=*) ~ eleni",
                "(uid>=f) ~ nikos",
                "(&) ~ eleni nikos",
                "(|) ~ ",
                "(nobodyKnows=this) ~ ",
                "(uid=*\\2a*) ~ ",
                "(uid=eleni@olive.example\\00) ~ "
            })
    void theConditionDecidesWhoIsFound(String filter, String expected) throws LDAPException {
        var names = expected == null ? List.<String>of() : Arrays.asList(expected.split(" "));

        assertThat(found(PEOPLE, SearchScope.ONE, filter))
                .isEqualTo(names.stream()
                        .map(name -> "uid=" + name + "@olive.example," + PEOPLE)
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(cn=staff)",
                "(gidNumber=10000)",
                "(&(objectClass=posixGroup)(|(memberUid=nikos@olive.example)(member=uid=nikos@olive.example,ou=people,dc=olive,dc=example)))",
                "(&(member=uid=NIKOS@olive.example,ou=imap,dc=olive,dc=example))",
                "(&(cn=sta*)(objectClass=groupOfNames))"
            })
    void groupsAreFoundAsUnixMachinesAndWebServersAskForThem(String filter) throws LDAPException {
        assertThat(found(GROUPS, SearchScope.SUB, filter)).containsExactly(STAFF);
    }

    @Test
    void theScopeSaysHowFarASearchReaches() throws LDAPException {
        assertThat(found(SUFFIX, SearchScope.BASE, "(objectClass=*)")).containsExactly(SUFFIX);
        assertThat(found(SUFFIX, SearchScope.ONE, "(objectClass=*)")).containsExactly(PEOPLE, GROUPS);
        assertThat(found(SUFFIX, SearchScope.SUB, "(objectClass=*)"))
                .containsExactly(SUFFIX, PEOPLE, GROUPS, ELENI, NIKOS, "cn=Press," + GROUPS, STAFF);
        assertThat(found(PEOPLE, SearchScope.BASE, "(objectClass=*)")).containsExactly(PEOPLE);
        assertThat(found(PEOPLE, SearchScope.SUB, "(objectClass=*)")).containsExactly(PEOPLE, ELENI, NIKOS);
        assertThat(found(ELENI, SearchScope.SUB, "(objectClass=*)")).containsExactly(ELENI);
        assertThat(found(ELENI, SearchScope.ONE, "(objectClass=*)")).isEmpty();
        assertThat(found(ELENI, SearchScope.BASE, "(uid=nikos@olive.example)")).isEmpty();
    }

    @Test
    void aBranchOfAServiceShowsTheSamePeopleUnderItsOwnNames() throws LDAPException {
        assertThat(found("ou=imap," + SUFFIX, SearchScope.SUB, "(uid=eleni@olive.example)"))
                .containsExactly("uid=eleni@olive.example,ou=imap," + SUFFIX);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "uid=nobody,ou=people,dc=olive,dc=example",
                "cn=nobody,ou=groups,dc=olive,dc=example",
                "ou=elsewhere,dc=olive,dc=example",
                "ou=services,dc=olive,dc=example",
                "cn=nextcloud,ou=services,dc=olive,dc=example",
                "dc=pine,dc=example",
                "dc=example"
            })
    void whatIsNotThereIsNoSuchObject(String base) {
        assertThat(refusal(client, base, SearchScope.SUB, "(objectClass=*)")).isEqualTo(ResultCode.NO_SUCH_OBJECT);
    }

    @Test
    void whatIsNoNameIsInvalid() {
        assertThat(refusal(client, "not a name", SearchScope.SUB, "(objectClass=*)"))
                .isEqualTo(ResultCode.INVALID_DN_SYNTAX);
    }

    @Test
    void theAttributesAskedForAreShownAndNoOthers() throws LDAPException {
        assertThat(read(ELENI, "1.1").getAttributes()).isEmpty();
        assertThat(read(ELENI, "dn").getAttributes()).isEmpty(); // what saslauthd asks for
        assertThat(names(read(ELENI, "UID", "mail"))).containsExactly("uid", "mail");
        assertThat(names(read(ELENI))).contains("uid", "memberOf").doesNotContain("entryUUID");
        assertThat(names(read(ELENI, "*"))).doesNotContain("entryUUID");
        assertThat(names(read(ELENI, "+")))
                .contains("entryUUID", "subschemaSubentry")
                .doesNotContain("uid");
        assertThat(names(read(ELENI, "entryUUID"))).containsExactly("entryUUID");
    }

    private static List<String> names(SearchResultEntry entry) {
        return entry.getAttributes().stream()
                .map(attribute -> attribute.getName())
                .toList();
    }

    @Test
    void typesAreShownWithoutValuesWhereThatIsAskedFor() throws LDAPException {
        var request = new SearchRequest(ELENI, SearchScope.BASE, "(objectClass=*)", "uid");
        request.setTypesOnly(true);

        var uid = Objects.requireNonNull(
                entries(client.search(request)).getFirst().getAttribute("uid"));
        assertThat(uid.size()).isZero();
    }

    @Test
    void aDisabledAccountIsStillThereAndSaysSo() throws LDAPException {
        ldap.olive.accounts.disable(ldap.nikos.id(), new Actor.Operator());

        assertThat(read(NIKOS, "nsAccountLock").getAttributeValue("nsAccountLock"))
                .isEqualTo("TRUE");
        assertThat(read(ELENI, "nsAccountLock").getAttributes()).isEmpty();
    }

    @Nested
    class Bounds {
        @Test
        void moreThanTheSizeLimitIsSaidWithWhatWasFound() {
            var request = request("(objectClass=inetOrgPerson)");
            request.setSizeLimit(1);

            assertThatThrownBy(() -> client.search(request)).isInstanceOfSatisfying(LDAPSearchException.class, more -> {
                assertThat(more.getResultCode()).isEqualTo(ResultCode.SIZE_LIMIT_EXCEEDED);
                assertThat(more.getEntryCount()).isOne();
            });
        }

        @Test
        void exactlyTheSizeLimitIsAll() throws LDAPException {
            var request = request("(objectClass=inetOrgPerson)");
            request.setSizeLimit(2);

            assertThat(client.search(request).getEntryCount()).isEqualTo(2);
        }

        @Test
        void aSearchThatTakesTooLongEndsAndSaysSo() {
            ldap.store.before = () -> ldap.olive.clock.forward(java.time.Duration.ofSeconds(3));

            assertThat(refusal(client, SUFFIX, SearchScope.SUB, "(cn=nobody)"))
                    .isEqualTo(ResultCode.TIME_LIMIT_EXCEEDED);
        }

        @Test
        void T12_aConditionWithinThirtyTwoOthersIsLookedAtAndADeeperOneIsNot() throws LDAPException {
            assertThat(found(PEOPLE, SearchScope.SUB, nested(31))).contains(ELENI);
            assertThat(refusal(client, PEOPLE, SearchScope.SUB, nested(32))).isEqualTo(ResultCode.ADMIN_LIMIT_EXCEEDED);
        }

        private static String nested(int levels) {
            return "(&".repeat(levels) + "(objectClass=*)" + ")".repeat(levels);
        }

        @Test
        void aCriticalControlThatNobodyKnowsEndsTheSearch() {
            var request = request("(objectClass=*)");
            request.addControl(new Control("1.2.3.4", true));

            assertThatThrownBy(() -> client.search(request))
                    .isInstanceOfSatisfying(
                            LDAPSearchException.class,
                            refused -> assertThat(refused.getResultCode())
                                    .isEqualTo(ResultCode.UNAVAILABLE_CRITICAL_EXTENSION));
        }

        private static SearchRequest request(String filter) {
            try {
                return new SearchRequest(PEOPLE, SearchScope.SUB, filter, "uid");
            } catch (LDAPException e) {
                throw new AssertionError(e);
            }
        }
    }

    @Nested
    class WhoMaySeeWhat {
        @Test
        void withoutANameOnlyTheRootDseAndTheSchemaAreShown() throws LDAPException {
            try (var anonymous = ldap.client()) {
                var root = Objects.requireNonNull(anonymous.getEntry("", "*", "+"));
                assertThat(root.getAttributeValues("namingContexts")).containsExactly(SUFFIX);
                assertThat(root.getAttributeValues("supportedLDAPVersion")).containsExactly("3");
                assertThat(root.getAttributeValues("supportedControl")).contains("1.2.840.113556.1.4.319");
                assertThat(root.getAttributeValues("supportedExtension"))
                        .contains("1.3.6.1.4.1.4203.1.11.3")
                        .doesNotContain("1.3.6.1.4.1.1466.20037"); // not offered here
                var schema = Objects.requireNonNull(anonymous.getSchema());
                assertThat(schema.getAttributeType("uidNumber")).isNotNull();
                assertThat(schema.getObjectClass("inetOrgPerson")).isNotNull();
                for (var base : List.of(SUFFIX, PEOPLE, ELENI, STAFF, "dc=pine")) {
                    for (var scope : List.of(SearchScope.BASE, SearchScope.ONE, SearchScope.SUB)) {
                        assertThat(refusal(anonymous, base, scope, "(objectClass=*)"))
                                .isEqualTo(ResultCode.INSUFFICIENT_ACCESS_RIGHTS);
                    }
                }
            }
        }

        @Test
        void aPersonSeesNothingMoreOnceTheirAppPasswordIsRevoked() throws LDAPException {
            var password = ldap.appPassword(ldap.nikos, Protocol.LDAP);
            try (var nikos = ldap.client()) {
                nikos.bind(NIKOS, password);
                assertThat(nikos.getEntry(NIKOS)).isNotNull();

                ldap.olive.appPasswords.revokeAll(ldap.nikos.id(), new Actor.Operator());

                assertThat(refusal(nikos, NIKOS, SearchScope.BASE, "(objectClass=*)"))
                        .isEqualTo(ResultCode.INSUFFICIENT_ACCESS_RIGHTS);
                assertThatThrownBy(() -> nikos.compare(NIKOS, "uid", "nikos@olive.example"))
                        .isInstanceOfSatisfying(
                                LDAPException.class,
                                refused -> assertThat(refused.getResultCode())
                                        .isEqualTo(ResultCode.INSUFFICIENT_ACCESS_RIGHTS));
            }
        }

        @Test
        void aPersonSeesTheirOwnEntryAndIsToldThatThereIsNoOther() throws LDAPException {
            var password = ldap.appPassword(ldap.nikos, Protocol.LDAP);
            try (var nikos = ldap.client()) {
                nikos.bind(NIKOS, password);

                for (var base : List.of(SUFFIX, PEOPLE)) {
                    assertThat(nikos.search(base, SearchScope.SUB, "(objectClass=*)")
                                    .getSearchEntries())
                            .extracting(SearchResultEntry::getDN)
                            .containsExactly(NIKOS);
                }
                assertThat(nikos.getEntry(NIKOS)).isNotNull();
                for (var other : List.of(ELENI, STAFF, "uid=nobody," + PEOPLE)) {
                    assertThat(refusal(nikos, other, SearchScope.BASE, "(objectClass=*)"))
                            .isEqualTo(ResultCode.NO_SUCH_OBJECT);
                }
                assertThat(nikos.search(SUFFIX, SearchScope.SUB, "(uid=eleni@olive.example)")
                                .getEntryCount())
                        .isZero();
            }
        }
    }
}
