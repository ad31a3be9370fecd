package org.sallyport.core.store.memory;

import java.util.List;
import java.util.Optional;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.source.SourceEntry;
import org.sallyport.core.source.SourceKey;
import org.sallyport.core.source.SourceLink;
import org.sallyport.core.source.SourceLinks;
import org.sallyport.core.source.SourceName;

final class MemorySourceLinks implements SourceLinks, Erasable {
    private final Rows<String, SourceLink> byKey;
    private final Rows<String, SourceLink> byAccount;

    private final MemorySourceEntries entries;

    /// @param entries from which goes what hangs on a link
    MemorySourceLinks(Undo undo, MemorySourceEntries entries) {
        this.entries = entries;
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
        of(account).forEach(link -> {
            var source = link.key().source();
            entries.remove(new SourceEntry.Key(
                    source, SourceEntry.Kind.PERSON, link.key().externalId()));
            remove(link.key());
        });
    }

    // No name of a source has a blank in it.
    private static String place(SourceKey key) {
        return key.source() + " " + key.externalId();
    }

    private static String place(SourceLink link) {
        return link.account() + " " + place(link.key());
    }
}
