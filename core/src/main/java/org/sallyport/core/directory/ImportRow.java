package org.sallyport.core.directory;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Contact;
import org.sallyport.core.account.EmailAddress;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.account.Profile;
import org.sallyport.core.account.Username;
import org.sallyport.core.csv.CsvTable;

/// One row, and where to say what is wrong with it.
record ImportRow(ImportColumns columns, CsvTable.Line line, List<ImportReport.Bad> bad) {
    private static final int MOST_GROUPS = 50;
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2}");

    /// A contact that may be taken, which may be none.
    record Wanted(Optional<EmailAddress> address) {}

    void refuse(String column, ImportReport.Why why) {
        bad.add(new ImportReport.Bad(line.number(), column, why));
    }

    Optional<Username> username() {
        var name = columns.cell(line, ImportColumns.USER_NAME).flatMap(Username::parse);
        if (name.isEmpty()) {
            refuse(ImportColumns.USER_NAME, ImportReport.Why.BAD_USER_NAME);
        }
        return name;
    }

    Optional<Wanted> contact(Optional<Account> there) {
        var typed = columns.cell(line, ImportColumns.CONTACT).filter(cell -> !cell.isEmpty());
        var address = typed.flatMap(EmailAddress::parse);
        if (typed.isPresent() && address.isEmpty()) {
            refuse(ImportColumns.CONTACT, ImportReport.Why.BAD_CONTACT);
            return Optional.empty();
        }
        var known = there.flatMap(Account::contact).map(Contact::address);
        if (there.isPresent() && address.isPresent() && !known.equals(address)) {
            refuse(ImportColumns.CONTACT, ImportReport.Why.CONTACT_OF_SOMEBODY_THERE);
            return Optional.empty();
        }
        return Optional.of(new Wanted(address));
    }

    /// What the row makes of a profile; what it does not say stays as it was.
    Optional<Profile> profile(Optional<Profile> before) {
        int problems = bad.size();
        var typed = columns.cell(line, ImportColumns.LANGUAGE);
        if (typed.isPresent() && !LANGUAGE.matcher(typed.get()).matches()) {
            refuse(ImportColumns.LANGUAGE, ImportReport.Why.BAD_LANGUAGE);
        }
        var language =
                typed.map(Locale::of).or(() -> before.map(Profile::language)).orElse(Locale.ENGLISH);
        var groups = columns.cell(line, ImportColumns.GROUPS)
                .map(this::groups)
                .or(() -> before.map(Profile::groups))
                .orElse(Set.of());
        var name = columns.cell(line, ImportColumns.DISPLAY_NAME)
                .or(() -> before.map(Profile::displayName))
                .orElse("");
        try {
            var profile = new Profile(name, language, groups);
            return bad.size() == problems ? Optional.of(profile) : Optional.empty();
        } catch (IllegalArgumentException unusable) {
            refuse(ImportColumns.DISPLAY_NAME, ImportReport.Why.BAD_DISPLAY_NAME);
            return Optional.empty();
        }
    }

    private Set<GroupName> groups(String cell) {
        var names = Stream.of(cell.split(";"))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
        if (names.size() > MOST_GROUPS) {
            refuse(ImportColumns.GROUPS, ImportReport.Why.TOO_MANY_GROUPS);
            return Set.of();
        }
        try {
            return names.stream().map(GroupName::new).collect(Collectors.toSet());
        } catch (IllegalArgumentException noName) {
            refuse(ImportColumns.GROUPS, ImportReport.Why.BAD_GROUP);
            return Set.of();
        }
    }
}
