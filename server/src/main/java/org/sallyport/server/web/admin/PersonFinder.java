package org.sallyport.server.web.admin;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Deletion;
import org.sallyport.core.account.Permission;
import org.sallyport.core.observation.Sender;
import org.sallyport.core.source.SourceLink;
import org.sallyport.server.web.Visitor;
import org.sallyport.server.web.frame.NoSuchThing;
import org.sallyport.server.web.frame.NotYourDuty;
import org.springframework.stereotype.Component;

/// Finds the person that a page is about, for whoever may do to them what it does.
@Component
final class PersonFinder {
    private final People people;

    PersonFinder(People people) {
        this.people = people;
    }

    Person require(String id) {
        return AccountId.parse(id).flatMap(people::find).orElseThrow(NoSuchThing::new);
    }

    Person require(String id, Visitor visitor, Permission permission) {
        var person = require(id);
        if (!visitor.dutiesAbout(person.account()).contains(permission)) {
            throw new NotYourDuty();
        }
        return person;
    }

    /// What still sends their account password.
    List<Sender> senders(Person person) {
        return people.senders(person.account().id());
    }

    /// Whether they are going to be deleted.
    Optional<Deletion> deletion(Person person) {
        return people.deletion(person.account().id());
    }

    /// Where the account comes from, besides from here.
    List<SourceLink> links(Person person) {
        return people.links(person.account().id());
    }

    /// The codes of what the visitor may do about somebody, so that a page offers only that.
    static Set<String> may(Visitor visitor, Person person) {
        return visitor.dutiesAbout(person.account()).stream()
                .map(Permission::code)
                .collect(Collectors.toUnmodifiableSet());
    }
}
