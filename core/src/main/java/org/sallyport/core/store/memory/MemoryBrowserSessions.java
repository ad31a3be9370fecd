package org.sallyport.core.store.memory;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.secret.Digest;
import org.sallyport.core.session.BrowserSession;
import org.sallyport.core.session.BrowserSessions;

final class MemoryBrowserSessions implements BrowserSessions, Erasable {
    private final Rows<String, BrowserSession> rows;

    MemoryBrowserSessions(Undo undo) {
        this.rows = new Rows<>(undo);
    }

    @Override
    public void add(BrowserSession session) {
        rows.put(session.key().text(), session);
    }

    @Override
    public boolean change(Digest key, Function<BrowserSession, Optional<BrowserSession>> to) {
        var before = find(key);
        before.ifPresent(session -> {
            var after = to.apply(session);
            rows.remove(key.text());
            after.ifPresent(this::add);
        });
        return before.isPresent();
    }

    @Override
    public Optional<BrowserSession> find(Digest key) {
        return rows.find(key.text());
    }

    @Override
    public List<BrowserSession> of(AccountId account) {
        return rows.all().stream()
                .filter(session -> session.account().filter(account::equals).isPresent())
                .sorted(Comparator.comparing(BrowserSession::lastUsed)
                        .reversed()
                        .thenComparing(session -> session.key().text()))
                .toList();
    }

    @Override
    public int removeAllOf(AccountId account) {
        return rows.removeIf(
                session -> session.account().filter(account::equals).isPresent());
    }

    @Override
    public void sweep(Instant now, Instant idleSince) {
        rows.removeIf(
                session -> !session.ends().isAfter(now) || session.lastUsed().isBefore(idleSince));
    }

    @Override
    public void erase(AccountId account) {
        removeAllOf(account);
    }
}
