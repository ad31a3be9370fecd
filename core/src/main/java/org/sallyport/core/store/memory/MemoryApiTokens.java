package org.sallyport.core.store.memory;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.api.ApiToken;
import org.sallyport.core.api.ApiTokens;
import org.sallyport.core.secret.Digest;

final class MemoryApiTokens implements ApiTokens, Erasable {
    private final Rows<UUID, ApiToken> rows;

    MemoryApiTokens(Undo undo) {
        this.rows = new Rows<>(undo);
    }

    @Override
    public void add(ApiToken token) {
        rows.put(token.id(), token);
    }

    @Override
    public Optional<ApiToken> find(Digest digest) {
        return rows.all().stream()
                .filter(token -> token.digest().equals(digest))
                .findFirst();
    }

    @Override
    public List<ApiToken> of(AccountId maker) {
        return rows.all().stream()
                .filter(token -> token.maker().equals(maker))
                .sorted(Comparator.comparing(ApiToken::made)
                        .reversed()
                        .thenComparing(token -> token.id().toString()))
                .toList();
    }

    @Override
    public void used(UUID id, Instant at) {
        rows.find(id)
                .ifPresent(token -> rows.put(
                        id,
                        new ApiToken(
                                id,
                                token.holder(),
                                token.allowance(),
                                token.digest(),
                                token.made(),
                                token.expires(),
                                Optional.of(at))));
    }

    @Override
    public int remove(UUID id) {
        return rows.removeIf(
                token -> token.id().equals(id) || token.holder().root().equals(id));
    }

    @Override
    public void erase(AccountId account) {
        rows.removeIf(token -> token.maker().equals(account));
    }

    @Override
    public void sweep(Instant before) {
        rows.removeIf(token -> !token.expires().isAfter(before));
    }
}
