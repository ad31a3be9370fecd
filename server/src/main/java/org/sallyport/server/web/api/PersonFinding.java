package org.sallyport.server.web.api;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Permission;
import org.sallyport.core.api.Program;
import org.sallyport.core.audit.Reason;
import org.sallyport.core.store.Precondition;
import org.sallyport.server.web.admin.People;
import org.sallyport.server.web.admin.Person;
import org.sallyport.server.web.frame.NotYourDuty;
import org.sallyport.server.web.frame.ProblemKind;
import org.springframework.stereotype.Component;

/// Finds the person that a request is about, for whoever may do to them what it does.
@Component
final class PersonFinding {
    private final People people;

    PersonFinding(People people) {
        this.people = people;
    }

    Person require(String id) {
        return AccountId.parse(id).flatMap(people::find).orElseThrow(() -> Refusal.noSuch("person"));
    }

    Person require(String id, Program program, Permission permission) {
        var person = require(id);
        if (!program.dutiesAbout(person.account()).contains(permission)) {
            throw new NotYourDuty();
        }
        return person;
    }

    /// The same where nobody does it to themselves.
    Person requireOther(String id, Program program, Permission permission) {
        var person = require(id, program, permission);
        if (person.account().id().equals(program.maker().id())) {
            throw Refusal.of(ProblemKind.CONFLICT, "Whoever made the token does not do this to themselves.");
        }
        return person;
    }

    /// What has to hold in the transaction that changes somebody: they stand as the request says they were seen.
    Precondition seen(HttpServletRequest request, Person person) {
        var id = person.account().id();
        return StateTag.seen(
                request,
                books -> people.find(books, id).map(PersonView::of).orElseThrow(() -> Refusal.noSuch("person")));
    }

    static Reason reason(@Nullable String why) {
        return Optional.ofNullable(why)
                .flatMap(Reason::parse)
                .orElseThrow(() ->
                        Refusal.unfit("#/why", "Say why, in 3 to " + Reason.MAX_LENGTH + " characters on one line."));
    }
}
