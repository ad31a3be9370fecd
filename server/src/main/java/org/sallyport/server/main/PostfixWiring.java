package org.sallyport.server.main;

import java.util.List;
import java.util.Optional;
import org.sallyport.server.config.Listeners;
import org.sallyport.server.listener.Deadlines;
import org.sallyport.server.listener.TlsStart;
import org.sallyport.server.listener.postfix.PostfixListener;
import org.sallyport.server.listener.postfix.PostfixSettings;

/// Opens the policy protocol of Postfix where the configuration asks for it.
final class PostfixWiring {
    private static final ListenerWiring LISTENER =
            new ListenerWiring("postfix", TlsStart.AT_ONCE, List.of(), Deadlines.DEFAULT);

    private PostfixWiring() {}

    static Optional<Door> open(Installation installation, Wired wired) {
        return installation.settings().listeners().postfix().map(postfix -> open(postfix, installation, wired));
    }

    private static Door open(Listeners.Postfix postfix, Installation installation, Wired wired) {
        var settings = new PostfixSettings(LISTENER.settings(postfix.listening(), wired.lookout()), postfix.asker());
        var listener = PostfixListener.open(
                settings, wired.services().console().devices().mail()::judge, installation.clock());
        return new Door("postfix", listener.addresses(), listener::close);
    }
}
