package org.sallyport.server.listener.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.account.Username;

/// Where a search looks: a million other accounts change nothing for what programs ask at every sign-in.
class LeadsTest {
    private static final Leads.PersonKey ELENI = new Leads.Named(new Username("eleni"));
    private static final Leads.PersonKey STAFF = new Leads.InGroup(new GroupName("staff"));

    private final Tree tree = new Tree("dc=olive,dc=example", List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(uid=eleni)",
                "(UID=ELENI)",
                "(mail=eleni)",
                "(&(objectClass=posixAccount)(uid=eleni))",
                "(&(uid=*)(uid=eleni))",
                "(&(memberOf=cn=staff,ou=groups,dc=olive,dc=example)(uid=eleni))",
                "(|(uid=eleni)(mail=eleni))",
                "(|(uid=eleni)(cn;lang-el=x)(nobodyKnows=this))",
                "(&(|(uid=eleni)(mail=eleni))(!(objectClass=computer)))"
            })
    void whoIsNamedIsLookedUp(String filter) throws LDAPException {
        assertThat(Leads.toPeople(Filter.create(filter), tree).keys()).contains(Set.of(ELENI));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"(objectClass=*)", "(cn=Eleni)", "(!(uid=eleni))", "(|(uid=eleni)(cn=x))", "(uid=e*)", "(&)"})
    void whereNobodyIsNamedOneHasToLookEverywhere(String filter) throws LDAPException {
        assertThat(Leads.toPeople(Filter.create(filter), tree).keys()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(userPassword=*)",
                "(uid=not a name)",
                "(entryUUID=1)",
                "(uidNumber=x)",
                "(memberUid=eleni)",
                "(&(uid=*)(member=x))",
                "(|)"
            })
    void whereNothingCanMatchNobodyIsAsked(String filter) throws LDAPException {
        assertThat(Leads.toPeople(Filter.create(filter), tree).keys()).contains(Set.of());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "(memberOf=CN=staff,OU=groups,dc=olive,dc=example) ~ true",
                "(memberOf=cn=staff,ou=people,dc=olive,dc=example) ~ false"
            })
    void aGroupLeadsToItsMembers(String filter, boolean leads) throws LDAPException {
        assertThat(Leads.toPeople(Filter.create(filter), tree).keys())
                .isEqualTo(Optional.of(leads ? Set.of(STAFF) : Set.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "(&(objectClass=posixGroup)(cn=staff)) ~ Called[name=staff]",
                "(gidNumber=10000) ~ WithGid[gid=10000]",
                "(&(objectClass=posixGroup)(|(memberUid=eleni)(member=uid=eleni,ou=people,dc=olive,dc=example))) ~ Holding[member=eleni]"
            })
    void groupsAreLookedUpAsUnixMachinesAsk(String filter, String key) throws LDAPException {
        assertThat(Leads.toGroups(Filter.create(filter), tree).keys().orElseThrow())
                .singleElement()
                .hasToString(key);
    }
}
