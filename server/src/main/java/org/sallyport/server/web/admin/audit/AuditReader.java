package org.sallyport.server.web.admin.audit;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.Username;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditQuery;
import org.sallyport.core.store.Store;
import org.sallyport.server.web.frame.Moments;
import org.sallyport.server.web.frame.Said;
import org.springframework.stereotype.Component;

/// Makes of what was typed what the log is asked.
@Component
final class AuditReader {
    /// `2026-11-22`: years of more digits are no days that a browser sends.
    private static final int LENGTH_OF_A_DAY = 10;

    private final Store store;
    private final Moments moments;

    AuditReader(Store store, Moments moments) {
        this.store = store;
        this.moments = moments;
    }

    /// What was typed, read.
    ///
    /// @param problems what could not be read, each about its field; the question is without it
    record Asked(AuditQuery query, List<Said> problems) {
        Asked {
            problems = List.copyOf(problems);
        }
    }

    Asked read(AuditFilter filter) {
        var problems = new ArrayList<Said>();
        var kinds = kinds(filter.what(), problems);
        var about = account(filter.about());
        if (about.isEmpty() && !filter.about().isEmpty()) {
            problems.add(Said.of("audit.problem.nobody", filter.about()).about("about"));
        }
        var by = actor(filter.by());
        if (by.isEmpty() && !filter.by().isEmpty()) {
            problems.add(Said.of("audit.problem.no-actor", filter.by()).about("by"));
        }
        var from = day(filter.from(), "from", problems).map(day -> moments.endOf(day.minusDays(1)));
        var until = day(filter.until(), "until", problems).map(moments::endOf);
        if (from.isPresent() && until.filter(from.get()::isBefore).isEmpty() && until.isPresent()) {
            problems.add(Said.of("audit.problem.order").about("until"));
        }
        return new Asked(new AuditQuery(kinds, about, by, from, until), problems);
    }

    private static Set<AuditKind> kinds(String what, List<Said> problems) {
        var topic = AuditTopic.find(what);
        var kind = AuditKind.find(what);
        if (topic.isEmpty() && kind.isEmpty() && !what.isEmpty()) {
            problems.add(Said.of("audit.problem.no-kind", what).about("what"));
        }
        return topic.map(known -> Set.copyOf(known.kinds()))
                .or(() -> kind.map(Set::of))
                .orElse(Set.of());
    }

    // An account that has gone is found by its id, which is all that the log has of it.
    private Optional<AccountId> account(String typed) {
        return AccountId.parse(typed)
                .or(() -> Username.parse(typed)
                        .flatMap(name -> store.look(books -> Accounts.in(books).named(name)))
                        .map(Account::id));
    }

    private Optional<Actor> actor(String typed) {
        return Actor.find(typed).or(() -> account(typed).map(Actor.Person::new));
    }

    private static Optional<LocalDate> day(String typed, String field, List<Said> problems) {
        if (typed.isEmpty()) {
            return Optional.empty();
        }
        try {
            if (typed.length() == LENGTH_OF_A_DAY) {
                return Optional.of(LocalDate.parse(typed));
            }
        } catch (DateTimeException notADay) {
            // Said below.
        }
        problems.add(Said.of("audit.problem.day", typed).about(field));
        return Optional.empty();
    }
}
