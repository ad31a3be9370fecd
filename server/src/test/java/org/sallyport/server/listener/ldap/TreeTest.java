package org.sallyport.server.listener.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.account.Username;

class TreeTest {
    private final Tree tree = new Tree("dc=olive,dc=example", OliveLdap.services());

    private Optional<String> person(String typed) {
        return tree.bindName(typed) instanceof BindName.OfPerson(var name, var branch)
                ? name.canonical().map(canonical -> canonical + " in " + branch.dn())
                : Optional.empty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "uid=eleni@olive.example,ou=people,dc=olive,dc=example",
                "UID=Eleni@Olive.Example,OU=People,DC=OLIVE,DC=example",
                " uid = eleni@olive.example , ou = people , dc = olive , dc = example ",
                "uid=eleni\\40olive.example,ou=people,dc=olive,dc=example",
                "uid=\\65leni@olive.example,ou=p\\65ople,dc=olive,dc=example",
                "userid=eleni@olive.example,ou=people,dc=olive,dc=example",
                "uid=#0413656c656e69406f6c6976652e6578616d706c65,ou=people,dc=olive,dc=example",
                "uid=\"eleni@olive.example\",ou=people,dc=olive,dc=example",
                "uid=eleni@olive.example;ou=people;dc=olive;dc=example",
                "eleni@olive.example",
                "ELENI@OLIVE.EXAMPLE"
            })
    void aPersonIsMeantByEverySpellingOfOneName(String typed) {
        assertThat(person(typed)).contains("eleni@olive.example in ou=people,dc=olive,dc=example");
    }

    @Test
    void aBranchOfAServiceNamesTheSamePeople() {
        assertThat(person("uid=eleni,ou=IMAP,dc=olive,dc=example")).contains("eleni in ou=imap,dc=olive,dc=example");
        assertThat(person("eleni")).contains("eleni in ou=people,dc=olive,dc=example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "uid=eleni,dc=olive,dc=example",
                "uid=eleni,ou=people,dc=pine,dc=example",
                "uid=eleni,ou=people,ou=people,dc=olive,dc=example",
                "uid=eleni+cn=x,ou=people,dc=olive,dc=example",
                "cn=eleni,ou=people,dc=olive,dc=example",
                "uid=eleni,ou=groups,dc=olive,dc=example",
                "uid=,ou=people,dc=olive,dc=example",
                "uid=eleni,ou=pop3,dc=olive,dc=example"
            })
    void anotherNameMeansNobodyWhoExists(String typed) {
        assertThat(person(typed)).isNotEqualTo(person("eleni"));
        assertThat(Tree.parsed(typed).flatMap(tree::person)).isEmpty();
    }

    @Test
    void aServiceIsMeantByItsName() {
        assertThat(tree.bindName("CN=nextcloud,ou=Services,dc=olive,dc=example"))
                .isEqualTo(new BindName.OfService("nextcloud"));
        assertThat(tree.bindName("")).isEqualTo(new BindName.Nobody());
    }

    @Test
    void aNameIsWrittenSoThatItIsReadBack() {
        for (var name : new String[] {"eleni", "a+b=c@x.example", "o'neill#1", "a\"b;c", "x\\y", "Ελένη"}) {
            var username = Username.parse(name).orElseThrow();
            var dn = tree.people().of(username).toString();
            assertThat(Tree.parsed(dn).flatMap(tree::person)).as(dn).contains(username);
        }
        var group = new GroupName("Press, and others = +");
        assertThat(Tree.parsed(tree.of(group).toString()).flatMap(tree::group)).contains(group);
    }
}
