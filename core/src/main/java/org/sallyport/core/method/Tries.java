package org.sallyport.core.method;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.store.Books;

/// The book of wrong tries, per account and factor. The count belongs to the factor and not to one code: asking for a
/// new code does not reset it (NIST SP 800-63B section 3.1.3.2).
public interface Tries {
    static Tries in(Books books) {
        return books.book(Tries.class);
    }

    /// What is counted, and how often it is allowed. Where nothing else is said, only somebody who has proved the
    /// account password gets this far, so that no stranger can use a wait to lock anybody out.
    enum Factor {
        /// Twenty wrong codes in a row end it for a day, which keeps the chance of guessing six digits below one in ten
        /// thousand a day; a hundred in a row, however long they take, [switch it off][TryGate#isSwitchedOff].
        AUTHENTICATOR_APP(20, 5, Duration.ofSeconds(30), Duration.ofHours(1)),
        CONTACT_CODE(20, 5, Duration.ofSeconds(30), Duration.ofHours(1)),
        ONBOARDING_CODE(20, 5, Duration.ofSeconds(30), Duration.ofHours(1)),
        /// Codes in place of a forgotten password. Strangers get this far, so they are counted apart: whoever signs in
        /// has all of theirs. In all, those count that came with a right mailed code: of no stranger's.
        FORGOTTEN_PASSWORD(10, 5, Duration.ofSeconds(30), Duration.ofHours(1)),
        RECOVERY_CODE(20, 5, Duration.ofSeconds(30), Duration.ofHours(1)),
        PHONE_CODE(20, 5, Duration.ofSeconds(30), Duration.ofHours(1)),
        MAILBOX_CODE(20, 5, Duration.ofSeconds(30), Duration.ofHours(1)),
        /// Codes sent to somebody's telephones since the last right one: three at once, then one in ten minutes, ten a
        /// day. What a right one does not forgive is counted by the messages' budget.
        PHONE_CODES_SENT(10, 3, Duration.ofMinutes(10), Duration.ofMinutes(10)),
        /// Likewise to their mailboxes.
        MAILBOX_CODES_SENT(10, 3, Duration.ofMinutes(10), Duration.ofMinutes(10)),
        /// Answers of passkeys that were refused, for the mail to the owner: a signature is not guessed.
        PASSKEY(3, 3, Duration.ZERO, Duration.ZERO),
        /// Codes that were sent, whatever came of them: three at once, then one in ten minutes, ten a day.
        CODES_SENT(10, 3, Duration.ofMinutes(10), Duration.ofMinutes(10)),
        /// All tries since the last success, which no day forgets: NIST SP 800-63B section 3.2.2 allows at most 100.
        AUTHENTICATOR_APP_IN_ALL(100, 100, Duration.ZERO, Duration.ZERO),
        RECOVERY_CODE_IN_ALL(100, 100, Duration.ZERO, Duration.ZERO),
        PHONE_CODE_IN_ALL(100, 100, Duration.ZERO, Duration.ZERO),
        MAILBOX_CODE_IN_ALL(100, 100, Duration.ZERO, Duration.ZERO),
        FORGOTTEN_PASSWORD_IN_ALL(100, 100, Duration.ZERO, Duration.ZERO);

        private final int cap;
        private final int free;
        private final Duration firstWait;
        private final Duration longestWait;

        Factor(int cap, int free, Duration firstWait, Duration longestWait) {
            this.cap = cap;
            this.free = free;
            this.firstWait = firstWait;
            this.longestWait = longestWait;
        }

        /// How many tries in a row there can be before a day has passed.
        public int cap() {
            return cap;
        }

        /// What counts these tries for as long as none is right; empty where a day forgets them.
        Optional<Factor> inAll() {
            return switch (this) {
                case AUTHENTICATOR_APP -> Optional.of(AUTHENTICATOR_APP_IN_ALL);
                case RECOVERY_CODE -> Optional.of(RECOVERY_CODE_IN_ALL);
                case PHONE_CODE -> Optional.of(PHONE_CODE_IN_ALL);
                case MAILBOX_CODE -> Optional.of(MAILBOX_CODE_IN_ALL);
                case FORGOTTEN_PASSWORD -> Optional.of(FORGOTTEN_PASSWORD_IN_ALL);
                case CONTACT_CODE,
                        ONBOARDING_CODE,
                        PHONE_CODES_SENT,
                        MAILBOX_CODES_SENT,
                        PASSKEY,
                        CODES_SENT,
                        AUTHENTICATOR_APP_IN_ALL,
                        RECOVERY_CODE_IN_ALL,
                        PHONE_CODE_IN_ALL,
                        MAILBOX_CODE_IN_ALL,
                        FORGOTTEN_PASSWORD_IN_ALL -> Optional.empty();
            };
        }

        /// How long to wait after this many: nothing at first, then twice as long each time.
        Duration waitAfter(int count) {
            if (count < free) {
                return Duration.ZERO;
            }
            if (count >= cap) {
                return Duration.ofDays(1);
            }
            var wait = firstWait.multipliedBy(1L << Math.min(count - free, 10));
            return wait.compareTo(longestWait) > 0 ? longestWait : wait;
        }
    }

    /// @param count tries since the last success
    /// @param last when the latest one was
    record Count(int count, Instant last) {
        /// What is found where nothing is counted.
        public static final Count NONE = new Count(0, Instant.EPOCH);
    }

    /// Until the transaction is over, whoever else holds the tries of this account waits. Whoever counts a try, or a
    /// code that is sent, and goes on to change what it is about (questions, enrollments, methods) holds them first:
    /// sending and typing touch the same rows in opposite order, and would wait for each other.
    void hold(AccountId account);

    /// Writes `next` down if what is counted is still `seen`: one conditional write, on whatever node it is asked for,
    /// so that of many who saw the same count one goes on. [TryGate] decides what may come next.
    ///
    /// @param seen what was found before; [Count#NONE] where nothing was
    /// @return false when somebody else was faster
    boolean replace(AccountId account, Factor factor, Count seen, Count next);

    /// Forgets the tries after a success.
    void clear(AccountId account, Factor factor);

    Optional<Count> find(AccountId account, Factor factor);
}
