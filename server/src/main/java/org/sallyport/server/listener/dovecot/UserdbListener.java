package org.sallyport.server.listener.dovecot;

import java.net.SocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.sallyport.core.account.Username;
import org.sallyport.core.store.Unavailable;
import org.sallyport.server.listener.Exchange;
import org.sallyport.server.listener.Listener;
import org.sallyport.server.listener.dovecot.UserdbConversation.Found;

/// The socket for account look-ups, which chasquid wants beside the one for sign-ins. Thread-safe.
public final class UserdbListener implements AutoCloseable {
    private final Residents residents;
    private final Semaphore room;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("userdb-", 1).factory());
    private final Listener listener;

    private UserdbListener(UserdbSettings settings, Residents residents) {
        this.residents = residents;
        this.room = new Semaphore(settings.caps().questions());
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
        threads.shutdownNow();
    }

    private CompletableFuture<Found> lookUp(String typed) {
        var name = Username.parse(typed);
        if (name.isEmpty()) {
            return CompletableFuture.completedFuture(Found.NOBODY);
        }
        if (!room.tryAcquire()) {
            return CompletableFuture.completedFuture(Found.CANNOT_TELL);
        }
        return CompletableFuture.supplyAsync(() -> find(name.get()), threads).whenComplete((_, _) -> room.release());
    }

    private Found find(Username name) {
        try {
            return residents.include(name) ? Found.ACCOUNT : Found.NOBODY;
        } catch (Unavailable outage) {
            return Found.CANNOT_TELL;
        }
    }
}
