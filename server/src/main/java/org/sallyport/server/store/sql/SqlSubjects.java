package org.sallyport.server.store.sql;

import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.policy.Subject;

/// How the subject of a decision stands in a row: by its kind, its name, and both in one text.
final class SqlSubjects {
    private static final String EVERYBODY = "everybody";
    private static final String GROUP = "group";
    private static final String PERSON = "person";

    private SqlSubjects() {}

    /// Both in one text.
    static String key(Subject subject) {
        return cells(subject).text("subject");
    }

    static Cells cells(Subject subject) {
        return switch (subject) {
            case Subject.Everybody() -> cells(EVERYBODY, "");
            case Subject.Group(var name) -> cells(GROUP, name.value());
            case Subject.Person(var account) -> cells(PERSON, account.toString());
        };
    }

    private static Cells cells(String kind, String name) {
        return Cells.of("subject", kind + ":" + name).and("kind", kind).and("name", name);
    }

    static Subject subject(Cells row) {
        var name = row.text("name");
        return switch (row.text("kind")) {
            case EVERYBODY -> new Subject.Everybody();
            case GROUP -> new Subject.Group(new GroupName(name));
            default -> new Subject.Person(AccountId.parse(name).orElseThrow());
        };
    }
}
