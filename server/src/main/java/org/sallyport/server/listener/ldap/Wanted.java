package org.sallyport.server.listener.ldap;

import com.unboundid.ldap.sdk.Filter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// What a search wants to see.
final class Wanted {
    private static final Set<String> MEMBERS = Set.of("member", "memberuid");

    private Wanted() {}

    /// Whether members matter, for the condition or for what is shown. Reading them is the one costly thing.
    static View.Members members(List<String> attributes, Filter filter) {
        boolean shown = attributes.isEmpty()
                || attributes.stream()
                        .anyMatch(name -> name.equals("*")
                                || name.startsWith("@")
                                || MEMBERS.contains(SchemaEntry.attribute(name)));
        return shown || mentionsMembers(filter) ? View.Members.WANTED : View.Members.NOT_WANTED;
    }

    private static boolean mentionsMembers(Filter filter) {
        var not = filter.getNOTComponent();
        boolean mentions = MEMBERS.contains(SchemaEntry.attribute(filter)) || not != null && mentionsMembers(not);
        for (var component : filter.getComponents()) {
            mentions |= mentionsMembers(component);
        }
        return mentions;
    }

    /// The same condition with members named as groups name them: a person has a name in every branch, and whichever a
    /// caller knows means the same person.
    static Filter canonical(Filter filter, Tree tree) {
        return switch (filter.getFilterType()) {
            case Filter.FILTER_TYPE_AND -> Filter.createANDFilter(each(filter, tree));
            case Filter.FILTER_TYPE_OR -> Filter.createORFilter(each(filter, tree));
            case Filter.FILTER_TYPE_NOT ->
                Filter.createNOTFilter(canonical(Objects.requireNonNull(filter.getNOTComponent()), tree));
            case Filter.FILTER_TYPE_EQUALITY ->
                SchemaEntry.attribute(filter).equals("member")
                        ? Tree.parsed(Objects.requireNonNull(filter.getAssertionValue()))
                                .flatMap(tree::person)
                                .map(name -> Filter.createEqualityFilter(
                                        "member", tree.people().of(name).toString()))
                                .orElse(filter)
                        : filter;
            default -> filter;
        };
    }

    private static List<Filter> each(Filter filter, Tree tree) {
        var components = new ArrayList<Filter>();
        for (var component : filter.getComponents()) {
            components.add(canonical(component, tree));
        }
        return components;
    }
}
