package org.sallyport.server.listener.dovecot;

import java.net.SocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.sallyport.core.account.Username;
import org.sallyport.core.store.Unavailable;
import org.sallyport.server.listener.Exchange;
import org.sallyport.server.listener.Listener;
import org.sallyport.server.listener.LookUps;
import org.sallyport.server.listener.dovecot.UserdbConversation.Found;

/// The socket for account look-ups, which chasquid wants beside the one for sign-ins. Thread-safe.
public final class UserdbListener implements AutoCloseable {
    private final Residents residents;
    private final LookUps lookUps;
    private final Listener listener;

    private UserdbListener(UserdbSettings settings, Residents residents) {
        this.residents = residents;
        this.lookUps =
                new LookUps(settings.caps().questions(), settings.deadlines().drain());
        this.listener = Listener.open(
                settings.listener(),
                caller -> new Exchange(exchange -> new UserdbConversation(this::lookUp, caller, exchange)));
    }

    /// @throws Unavailable when the place cannot be had
    public static UserdbListener open(UserdbSettings settings, Residents residents) {
        return new UserdbListener(settings, residents);
    }

    public List<SocketAddress> addresses() {
        return listener.addresses();
    }

    /// Answers what has been asked and closes. May be called twice.
    @Override
    public void close() {
        listener.close();
        lookUps.close();
    }

    private CompletionStage<Found> lookUp(String typed) {
        return Username.parse(typed)
                .map(name -> lookUps.begin(() -> find(name), Found.CANNOT_TELL))
                .orElseGet(() -> CompletableFuture.completedStage(Found.NOBODY));
    }

    private Found find(Username name) {
        try {
            return residents.include(name) ? Found.ACCOUNT : Found.NOBODY;
        } catch (Unavailable outage) {
            return Found.CANNOT_TELL;
        }
    }
}
