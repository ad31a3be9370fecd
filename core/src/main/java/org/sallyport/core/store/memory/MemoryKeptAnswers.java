package org.sallyport.core.store.memory;

import java.time.Instant;
import java.util.Optional;
import org.sallyport.core.api.KeptAnswer;
import org.sallyport.core.api.KeptAnswers;
import org.sallyport.core.secret.Digest;

final class MemoryKeptAnswers implements KeptAnswers {
    private final Rows<String, KeptAnswer> rows;

    MemoryKeptAnswers(Undo undo) {
        this.rows = new Rows<>(undo);
    }

    @Override
    public boolean begin(KeptAnswer open) {
        if (find(open.key()).isPresent()) {
            return false;
        }
        rows.put(open.key().text(), open);
        return true;
    }

    @Override
    public Optional<KeptAnswer> find(Digest key) {
        return rows.find(key.text());
    }

    @Override
    public void finish(KeptAnswer done) {
        find(done.key()).ifPresent(_ -> rows.put(done.key().text(), done));
    }

    @Override
    public void remove(Digest key) {
        rows.remove(key.text());
    }

    @Override
    public void sweep(Instant before) {
        rows.removeIf(answer -> !answer.begun().isAfter(before));
    }
}
