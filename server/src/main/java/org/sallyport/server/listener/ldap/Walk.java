package org.sallyport.server.listener.ldap;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.account.Username;

/// One search on its way through what it may see, until the page is full, the time is up or nothing is left. Blocks.
final class Walk {
    private static final int AT_A_TIME = 100;

    private final Filter filter;
    private final View.Members members;
    private final View view;
    private final Page page;
    private final InstantSource clock;
    private final Answers answers;
    private Cookies.Place place;
    private @Nullable Reply stopped;

    Walk(Answers answers, Filter filter, View.Members members, View view, Page page, InstantSource clock) {
        this.filter = filter;
        this.members = members;
        this.view = view;
        this.page = page;
        this.clock = clock;
        this.answers = answers;
        this.place = page.start();
    }

    /// The entries found and the result.
    List<byte[]> through(List<Section> sections, Finder finder) {
        // RFC 2696 section 3: a size of 0 with a cookie ends the search.
        if (page.paged() && page.size() == 0) {
            return answers.with(Reply.SUCCESS, page.end());
        }
        for (int i = place.section(); i < sections.size() && stopped == null; i++) {
            if (i > place.section()) {
                place = new Cookies.Place(i, "");
            }
            switch (sections.get(i)) {
                case Section.Fixed(var entries) -> throughFixed(entries);
                case Section.People(var branch) -> throughPeople(branch, finder);
                case Section.Groups() -> throughGroups(finder);
            }
        }
        if (stopped == null) {
            return answers.with(Reply.SUCCESS, page.end());
        }
        // Whoever came no further would come no further the next time, and ask for ever.
        if (page.paged() && !place.equals(page.start())) {
            return answers.with(Reply.SUCCESS, page.goingOnFrom(place));
        }
        return Reply.BUSY.equals(stopped) ? answers.none(stopped) : answers.with(stopped, List.of());
    }

    private void throughFixed(List<Entry> entries) {
        int from = place.after().isEmpty() ? 0 : Integer.parseInt(place.after());
        for (int i = from; i < entries.size() && stopped == null; i++) {
            look(entries.get(i), Integer.toString(i + 1));
        }
    }

    private void throughPeople(Branch branch, Finder finder) {
        while (stopped == null && isInTime()) {
            var after = place.after().isEmpty() ? Optional.<Username>empty() : Username.parse(place.after());
            var some = finder.people(after, AT_A_TIME, this::isInTime);
            for (var person : some) {
                if (stopped == null) {
                    look(
                            view.person(person, branch),
                            person.account().username().canonical());
                }
            }
            if (some.isEmpty()) {
                return;
            }
        }
    }

    private void throughGroups(Finder finder) {
        while (stopped == null && isInTime()) {
            var after = place.after().isEmpty() ? Optional.<GroupName>empty() : Tree.groupName(place.after());
            var some = finder.groups(after, AT_A_TIME, this::isInTime);
            for (var group : some) {
                if (stopped == null && isInTime()) {
                    look(view.group(group, members), group.name().value());
                }
            }
            if (some.isEmpty()) {
                return;
            }
        }
    }

    /// Takes an entry that is looked for, or stops in front of it where the page is full.
    private void look(Entry entry, String name) {
        if (Answers.matches(filter, entry)) {
            if (answers.count() == page.size()) {
                stopped = Reply.SIZE_LIMIT;
                return;
            }
            stopped = answers.add(entry).orElse(null);
            if (stopped != null) {
                return;
            }
        }
        place = new Cookies.Place(place.section(), name);
    }

    private boolean isInTime() {
        if (clock.instant().isAfter(page.until())) {
            stopped = Reply.TIME_LIMIT;
        }
        return stopped == null;
    }
}
