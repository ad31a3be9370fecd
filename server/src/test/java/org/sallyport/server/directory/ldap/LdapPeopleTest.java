package org.sallyport.server.directory.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.EmailAddress;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.source.SourceReader;
import org.sallyport.core.source.SourceState;
import org.sallyport.core.source.Sourced;
import org.sallyport.core.store.Unavailable;
import org.sallyport.server.directory.ldap.DirectorySettings.Groups;
import org.sallyport.server.directory.ldap.DirectorySettings.Nested;

class LdapPeopleTest {
    private static final DirectorySettings.Binds BINDS = new DirectorySettings.Binds(3, Duration.ofMinutes(30));

    private final AcmeDirectory acme = new AcmeDirectory(AcmeDirectory.groups(Groups.Kind.MEMBERS, Nested.YES), BINDS);
    private final SourceReader people = acme.source.people();

    @AfterEach
    void close() {
        acme.close();
    }

    private List<SourceReader.Entry> read(Optional<String> since) {
        var all = new ArrayList<SourceReader.Entry>();
        people.read(since, all::addAll);
        return all;
    }

    private Optional<SourceReader.Entry> find(String id) {
        return find(people, id);
    }

    private static Optional<SourceReader.Entry> find(SourceReader people, String id) {
        var found = new ArrayList<SourceReader.Entry>();
        people.find(List.of(id), found::addAll);
        assertThat(found).hasSizeLessThan(2);
        return found.stream().findFirst();
    }

    private Sourced eleni() {
        return ((SourceReader.Entry.Usable) find("id-eleni").orElseThrow()).said();
    }

    @Test
    void whatIsSaidOfSomebodyIsRead() {
        acme.add(
                "Eleni",
                "olives",
                "mail: eleni@acme.example",
                "mail: no address",
                "preferredLanguage: el-GR, en;q=0.8");
        var found = (SourceReader.Entry.Usable) find("id-Eleni").orElseThrow();

        assertThat(found.said().username().canonical()).isEqualTo("eleni");
        assertThat(found.said().displayName()).isEqualTo("The one called Eleni");
        assertThat(found.said().mail()).containsExactly(new EmailAddress("eleni@acme.example"));
        assertThat(found.said().language()).contains(Locale.of("el"));
        assertThat(found.said().state()).isEqualTo(SourceState.PRESENT);
        assertThat(find("id-nobody")).isEmpty();
    }

    @Test
    void manyAreReadPageByPage() {
        for (int i = 0; i < 35; i++) {
            acme.add("person-" + i, "olives");
        }
        var pages = new ArrayList<Integer>();

        people.read(Optional.empty(), page -> pages.add(page.size()));

        assertThat(pages).containsExactly(10, 10, 10, 5);
        assertThat(people.rollCall()).hasSize(35);
    }

    @Test
    void manyWhoAreAskedForTogetherCostOneReadingOfTheGroups() {
        var ids = new ArrayList<String>();
        for (int i = 0; i < 120; i++) {
            acme.add("person-" + i, "olives");
            ids.add("id-person-" + i);
        }
        acme.addGroup("sales", AcmeDirectory.dn("person-119"));
        ids.add("id-nobody");
        acme.searched.clear();
        var found = new ArrayList<SourceReader.Entry>();

        people.find(ids, found::addAll);

        assertThat(found).hasSize(120);
        assertThat(((SourceReader.Entry.Usable) found.getLast()).said().groups())
                .containsExactly(new GroupName("sales"));
        assertThat(acme.searched).containsOnlyOnce(AcmeDirectory.GROUPS);

        acme.searched.clear();
        people.find(List.of("id-nobody"), found::addAll);
        assertThat(acme.searched).doesNotContain(AcmeDirectory.GROUPS);
    }

    @Test
    void disabledAndExpiredPeopleMayNotSignIn() {
        acme.add("eleni", "olives", "userAccountControl: 514");
        assertThat(eleni().state()).isEqualTo(SourceState.DISABLED);
        acme.set("eleni", "userAccountControl", "512");
        assertThat(eleni().state()).isEqualTo(SourceState.PRESENT);
        acme.set("eleni", "accountExpires", "9223372036854775807");
        assertThat(eleni().state()).isEqualTo(SourceState.PRESENT);
        acme.set("eleni", "accountExpires", "133000000000000000");
        assertThat(eleni().state()).isEqualTo(SourceState.DISABLED);
        acme.set("eleni", "accountExpires", "0");
        acme.set("eleni", "pwdAccountLockedTime", "000001010000Z");
        assertThat(people.rollCall()).isEqualTo(Map.of("id-eleni", SourceState.DISABLED));
    }

    @Test
    void groupsAreReadWithThoseTheyAreIn() {
        acme.add("eleni", "olives");
        acme.addGroup("sales", AcmeDirectory.dn("ELENI"));
        acme.addGroup("everybody", "cn=sales,ou=groups,dc=acme,dc=example", "cn=board,ou=groups,dc=acme,dc=example");
        acme.addGroup("board", "cn=everybody,ou=groups,dc=acme,dc=example");
        acme.addGroup("press", AcmeDirectory.dn("nobody"));

        assertThat(eleni().groups())
                .extracting(GroupName::value)
                .containsExactlyInAnyOrder("sales", "everybody", "board");
    }

    @Test
    void membersThatTheDirectoryHandsOverInPartsAreAllRead() {
        var members = new String[11];
        for (int i = 0; i < members.length; i++) {
            acme.add("person-" + i, "olives");
            members[i] = AcmeDirectory.dn("person-" + i);
        }
        acme.addGroup("sales", members);
        acme.addGroup("board", members[10]);
        acme.mostMembers = 4;

        assertThat(read(Optional.empty()))
                .hasSize(11)
                .allSatisfy(entry -> assertThat(
                                ((SourceReader.Entry.Usable) entry).said().groups())
                        .contains(new GroupName("sales")));
        assertThat(((SourceReader.Entry.Usable) find("id-person-10").orElseThrow())
                        .said()
                        .groups())
                .containsExactlyInAnyOrder(new GroupName("sales"), new GroupName("board"));
    }

    @Test
    void aDirectoryThatSaysTheSamePartAgainIsNotAskedForEver() {
        var tree = new GroupTree(AcmeDirectory.groups(Groups.Kind.MEMBERS, Nested.NO));
        var part = new Entry(
                "cn=sales,ou=groups,dc=acme,dc=example",
                new Attribute("cn", "sales"),
                new Attribute("member;range=0-0", AcmeDirectory.dn("eleni")));

        tree.add(List.of(part));
        assertThat(tree.leftOut().orElseThrow().asked()).isEqualTo("member;range=1-*");
        tree.add(List.of(part));
        assertThat(tree.leftOut()).isEmpty();
    }

    @Test
    void groupsThatStandWithThePersonAreReadByTheirNames() {
        try (var other = new AcmeDirectory(
                new Groups(
                        Groups.Kind.MEMBER_OF,
                        Optional.empty(),
                        AcmeDirectory.groups(Groups.Kind.NONE, Nested.NO).filter(),
                        "cn",
                        Nested.NO),
                BINDS)) {
            other.add("eleni", "olives", "memberOf: CN=Sales,OU=Groups,DC=acme,DC=example", "memberOf: ou=Odd,DC=acme");
            var found = (SourceReader.Entry.Usable)
                    find(other.source.people(), "id-eleni").orElseThrow();

            assertThat(found.said().groups()).containsExactly(new GroupName("Sales"));
        }
    }

    @Test
    void whatCanBeNoUserNameIsNamedWithItsReason() {
        acme.add("two words", "olives");

        assertThat(read(Optional.empty()))
                .containsExactly(new SourceReader.Entry.Unusable(
                        "id-two-words", "two words", SourceReader.Fault.BAD_USER_NAME, SourceState.PRESENT));
    }

    @Test
    void whatCanBeNoUserNameSaysAllTheSameThatItIsDisabled() {
        acme.add("two words", "olives", "userAccountControl: 514");

        assertThat(read(Optional.empty()))
                .containsExactly(new SourceReader.Entry.Unusable(
                        "id-two-words", "two words", SourceReader.Fault.BAD_USER_NAME, SourceState.DISABLED));
    }

    @Test
    void onlyWhatHasChangedIsReadBehindAMark() {
        acme.add("eleni", "olives");
        acme.clock.set(Instant.parse("2100-01-01T00:00:00Z"));
        var mark = people.mark();

        assertThat(read(mark)).isEmpty();
        assertThat(people.isEverybodyDue(mark.orElseThrow())).isFalse();
        assertThat(read(Optional.of("time 20000101000000Z"))).hasSize(1);
        acme.addGroup("sales", AcmeDirectory.dn("eleni"));
        assertThat(people.isEverybodyDue("time 20000101000000Z")).isTrue();
        assertThat(people.isEverybodyDue("usn 7 another controller")).isTrue();
    }

    @Test
    void anOutageIsNotAnEmptyDirectory() {
        acme.add("eleni", "olives");
        acme.shutDown();

        assertThatThrownBy(() -> read(Optional.empty())).isInstanceOf(Unavailable.class);
        assertThatThrownBy(people::rollCall).isInstanceOf(Unavailable.class);
        assertThatThrownBy(() -> find("id-eleni")).isInstanceOf(Unavailable.class);
    }
}
