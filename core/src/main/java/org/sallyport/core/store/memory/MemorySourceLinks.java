package org.sallyport.core.store.memory;

import java.util.List;
import java.util.Optional;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.source.SourceKey;
import org.sallyport.core.source.SourceLink;
import org.sallyport.core.source.SourceLinks;
import org.sallyport.core.source.SourceName;

final class MemorySourceLinks implements SourceLinks, Erasable {
    private final Rows<String, SourceLink> byKey;
    private final Rows<String, SourceLink> byAccount;

    MemorySourceLinks(Undo undo) {
        this.byKey = new Rows<>(undo);
        this.byAccount = new Rows<>(undo);
    }

    @Override
    public void put(SourceLink link) {
        find(link.key()).ifPresent(before -> byAccount.remove(place(before)));
        byKey.put(place(link.key()), link);
        byAccount.put(place(link), link);
    }

    @Override
    public Optional<SourceLink> find(SourceKey key) {
        return byKey.find(place(key));
    }

    @Override
    public List<SourceLink> of(AccountId account) {
        return byAccount.after(account + " ", Integer.MAX_VALUE).stream()
                .takeWhile(link -> link.account().equals(account))
                .toList();
    }

    @Override
    public List<SourceLink> page(SourceName source, Optional<String> after, int limit) {
        return byKey.after(source + " " + after.orElse(""), limit).stream()
                .takeWhile(link -> link.key().source().equals(source))
                .toList();
    }

    @Override
    public boolean remove(SourceKey key) {
        find(key).ifPresent(before -> byAccount.remove(place(before)));
        return byKey.remove(place(key));
    }

    @Override
    public void erase(AccountId account) {
        of(account).forEach(link -> remove(link.key()));
    }

    // No name of a source has a blank in it.
    private static String place(SourceKey key) {
        return key.source() + " " + key.externalId();
    }

    private static String place(SourceLink link) {
        return link.account() + " " + place(link.key());
    }
}
