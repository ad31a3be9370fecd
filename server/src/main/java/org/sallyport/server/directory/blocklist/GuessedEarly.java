package org.sallyport.server.directory.blocklist;

import com.nulabinc.zxcvbn.Zxcvbn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.sallyport.core.directory.Blocklist;
import org.sallyport.core.directory.PasswordWeakness;
import org.sallyport.core.store.Unavailable;

/// Lists what a good guesser comes by within a thousand million guesses, as zxcvbn counts them.
///
/// zxcvbn's own list of common passwords says little here: of its 47,023 hardly any has fifteen characters. What people
/// do to reach fifteen is say a common password twice, walk along the keys or put a word before a year, and that is
/// what its patterns find.
public final class GuessedEarly implements Blocklist {
    /// Above the hundred million from which zxcvbn counts any three pieces, so that a name, another name and a year
    /// are no password.
    private static final double FEW_GUESSES = 1e9;

    /// Characters: the time it takes grows with their square, and more of them never make a password easier to guess.
    private static final int LOOKED_AT = 40;

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final List<String> words;

    // One at a time: what is made to take long, digits and signs for letters throughout, must not keep all cores busy.
    private final ReentrantLock turn = new ReentrantLock(true);

    /// @param organisation its name, which everybody there thinks of first
    public GuessedEarly(String organisation) {
        words = List.of(organisation.toLowerCase(Locale.ROOT), "sallyport");
    }

    /// Read at the first question: most starts of the process see none.
    private static final class Dictionaries {
        private static final Zxcvbn ZXCVBN = new Zxcvbn();
    }

    @Override
    public Optional<PasswordWeakness> find(CharSequence password, Set<String> words) {
        var tried = new ArrayList<>(words);
        tried.addAll(this.words);
        var looked = password.subSequence(0, Math.min(password.length(), LOOKED_AT));
        return guesses(looked, tried) < FEW_GUESSES ? Optional.of(PasswordWeakness.GUESSED_EARLY) : Optional.empty();
    }

    private double guesses(CharSequence looked, List<String> tried) {
        if (!takeTurn()) {
            throw new Unavailable("password strength", "too many passwords wait to be looked at");
        }
        try {
            var strength = Dictionaries.ZXCVBN.measure(looked, tried);
            strength.wipe();
            return strength.getGuesses();
        } finally {
            turn.unlock();
        }
    }

    private boolean takeTurn() {
        try {
            return turn.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
