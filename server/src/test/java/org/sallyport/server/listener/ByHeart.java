package org.sallyport.server.listener;

import java.util.Optional;
import org.sallyport.core.verify.Attempt;
import org.sallyport.core.verify.Verdict;
import org.sallyport.core.verify.Verifier;

/// Knows every verdict by heart, and stands by it.
@FunctionalInterface
public interface ByHeart extends Verifier {
    @Override
    default Optional<Verdict> verifyFromMemory(Attempt attempt) {
        return Optional.of(verify(attempt));
    }

    @Override
    default boolean stillAccepts(Attempt earlier, Verdict.Accepted verdict) {
        return true;
    }
}
