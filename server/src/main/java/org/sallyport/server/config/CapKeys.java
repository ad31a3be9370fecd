package org.sallyport.server.config;

import java.util.List;

/// The keys of how much one listener takes on at once.
record CapKeys(Key<Integer> connections, Key<Integer> perSource, Key<Integer> unprovedPerSource) {
    private static final Kind<Integer> COUNT = Kinds.wholeNumber(1, 100_000);

    static CapKeys under(String above, Listening.Caps usual) {
        return new CapKeys(
                Key.withDefault(
                        above + ".connections",
                        COUNT,
                        Integer.toString(usual.connections()),
                        "How many connections this listener has at once. Callers who have shown who they are keep "
                                + "theirs; among the others, from three quarters on, newcomers take the place of anybody."),
                Key.withDefault(
                        above + ".per-source",
                        COUNT,
                        Integer.toString(usual.perSource()),
                        "How many of them one address may have, or one /64 of IPv6."),
                Key.withDefault(
                        above + ".unproved-per-source",
                        COUNT,
                        Integer.toString(usual.unprovedPerSource()),
                        "How many of those may be of callers who have not shown yet who they are. One more, and the "
                                + "one that has waited longest is closed."));
    }

    List<Key<?>> all() {
        return List.of(connections, perSource, unprovedPerSource);
    }

    /// A cap that another one hides would be a number that does nothing.
    void check(Answers answers) {
        checkOrder(answers, perSource, connections);
        checkOrder(answers, unprovedPerSource, perSource);
    }

    private static void checkOrder(Answers answers, Key<Integer> smaller, Key<Integer> larger) {
        var most = answers.find(larger);
        answers.find(smaller)
                .filter(found -> answers.isWritten(smaller) && most.isPresent() && found > most.get())
                .ifPresent(found -> answers.wrong(
                        smaller.path(),
                        "needs " + most.orElseThrow() + " at most, as " + larger.path() + " has it, found \"" + found
                                + "\""));
    }

    /// What is left out follows what is written: a smaller total makes the rest no larger than itself.
    Listening.Caps settings(Answers answers) {
        int total = answers.require(connections);
        int ofSource = Math.min(total, answers.require(perSource));
        return new Listening.Caps(total, ofSource, Math.min(ofSource, answers.require(unprovedPerSource)));
    }
}
