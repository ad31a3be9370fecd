package org.sallyport.server.listener.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.sallyport.core.caller.Protocol;

/// Which path is which route. A path is compared byte by byte, as it stands in the request.
final class Routes {
    static final Route NOWHERE = new NowhereRoute();

    private final List<Entry> entries;

    Routes(RouteSettings settings) {
        var web = new ForwardAuthRoute(Protocol.HTTP, settings);
        var calendars = new ForwardAuthRoute(Protocol.DAV, settings);
        entries = List.of(
                Entry.at("/verify", new VerifyRoute()),
                Entry.at("/forward-auth", web),
                Entry.at("/forward-auth/http", web),
                // Envoy puts the path that its client asked for behind the one it was given.
                Entry.below("/forward-auth/http/", web),
                Entry.at("/forward-auth/dav", calendars),
                Entry.below("/forward-auth/dav/", calendars),
                Entry.at("/nginx-mail", new NginxMailRoute(settings)),
                Entry.at("/radius", new RadiusRoute()),
                // Dovecot puts the command behind the address it was given.
                Entry.whole("/dovecot-policy?command=allow", new PolicyRoute(PolicyRoute.Command.ALLOW)),
                Entry.whole("/dovecot-policy?command=report", new PolicyRoute(PolicyRoute.Command.REPORT)));
    }

    /// The route of the path `bytes[from, to)`, which with its query ends at `end`; one that answers 404 where there is
    /// none.
    Route find(byte[] bytes, int from, int to, int end) {
        for (var entry : entries) {
            if (entry.holds(bytes, from, entry.reach == Reach.WITH_QUERY ? end : to)) {
                return entry.route;
            }
        }
        return NOWHERE;
    }

    private enum Reach {
        PATH,
        AND_BELOW,
        WITH_QUERY
    }

    private static final class Entry {
        final Route route;
        private final byte[] path;
        private final Reach reach;

        private Entry(String path, Route route, Reach reach) {
            this.path = path.getBytes(StandardCharsets.US_ASCII);
            this.route = route;
            this.reach = reach;
        }

        static Entry at(String path, Route route) {
            return new Entry(path, route, Reach.PATH);
        }

        static Entry below(String path, Route route) {
            return new Entry(path, route, Reach.AND_BELOW);
        }

        static Entry whole(String target, Route route) {
            return new Entry(target, route, Reach.WITH_QUERY);
        }

        boolean holds(byte[] bytes, int from, int to) {
            int length = to - from;
            return (length == path.length || reach == Reach.AND_BELOW && length > path.length)
                    && Arrays.equals(bytes, from, from + path.length, path, 0, path.length);
        }
    }
}
