package org.sallyport.bench.load;

import java.util.List;
import org.sallyport.bench.town.Resident;

/// A protocol, and the questions that are asked in it, one after the other and again.
public interface Speech {
    /// The Dovecot authentication protocol: AUTH PLAIN with everything in one line, as Postfix sends it.
    ///
    /// @param depth questions under way on each connection
    static Speech dovecot(List<Resident> residents, int depth) {
        var lines = residents.stream().map(LineAsking::question).toList();
        var answers = residents.stream().map(LineAsking::answer).toList();
        return first -> new LineAsking(lines, answers, first, depth);
    }

    /// LDAP: one simple bind at a time on each connection (RFC 4511 section 4.2.1).
    ///
    /// @param branch under which people bind: `ou=people,dc=example`
    static Speech ldap(List<Resident> residents, String branch) {
        var binds = residents.stream()
                .map(resident -> BindAsking.question(resident, branch))
                .toList();
        return first -> new BindAsking(binds, first);
    }

    /// A new connection.
    ///
    /// @param first the number of its first question
    Asking begin(int first);
}
