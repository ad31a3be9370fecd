package org.sallyport.core.audit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.sallyport.core.secret.Digest;
import org.sallyport.core.secret.Keyset;
import org.sallyport.core.secret.Purpose;
import org.sallyport.core.store.Store;

/// Makes and checks what holds the audit log together: every entry carries a keyed digest (its link) of all it says and
/// of the link before it, and the head carries a keyed digest (its seal) of where the log ends. Thread-safe.
///
/// Whoever can write to the database but has not the keyset can alter, remove, reorder or cut off entries, but none
/// of that without [#verify(Store)] naming the place. One thing is beyond it: putting the whole log back to how it
/// ended at an earlier moment, seal and all. That shows against a head that was kept elsewhere ([#verify(Store,
/// AuditLog.Head)]).
///
/// Whatever is let go leaves an anchor with a seal of its own, behind which the log begins: only whoever has the keyset
/// shortens it.
///
/// What an entry says of a deleted account is erased under a mark with the keyset's digest, and its link stays: only
/// whoever has the keyset makes an entry say less.
///
/// Links name their key, so that old ones go on verifying after the keyset has rotated.
public final class AuditChain {
    private static final int PAGE = 500;

    /// What stands in place of details that were erased; no event has a detail of this name.
    private static final String ERASED = "erased";

    /// What comes before the first link.
    private static final Digest NOTHING = new Digest(0, new byte[Digest.BYTES]);

    private final Keyset keyset;

    public AuditChain(Keyset keyset) {
        this.keyset = keyset;
    }

    /// What [#verify(Store)] found.
    public sealed interface Verification {
        /// Every entry is as it was written, and none is missing.
        ///
        /// @param entries that are there
        record Whole(long entries) implements Verification {}

        /// @param number of the first entry that is not as it was written
        /// @param what is the matter with it, to follow "entry 7"
        record BrokenAt(long number, String what) implements Verification {}
    }

    /// The head of an empty log.
    public AuditLog.Head begin() {
        return headOf(0, NOTHING);
    }

    /// The entry that follows `head`.
    ///
    /// Behind a head whose seal is not ours the entry is linked to a mark instead, so that the log goes on and the
    /// place stays visible for ever; linking it as if nothing had happened would heal the log for whoever cut it.
    public AuditLog.Entry next(AuditLog.Head head, AuditEvent event) {
        long number = head.number() + 1;
        byte[] before = isSealed(head) ? link(head.link()) : ascii("broken");
        return new AuditLog.Entry(number, event, linkOf(keyset.primaryId(), number, event, before));
    }

    /// The head of a log that ends with `last`.
    public AuditLog.Head endingWith(AuditLog.Entry last) {
        return headOf(last.number(), last.link());
    }

    /// Whether the seal was made with this keyset for this end of the log.
    public boolean isSealed(AuditLog.Head head) {
        int key = head.seal().keyId();
        return keyset.holds(key) && sealOf(key, head.number(), head.link()).matches(head.seal());
    }

    /// The anchor of a log of which everything up to `last` was let go.
    public AuditLog.Anchor anchorAt(AuditLog.Entry last) {
        int key = keyset.primaryId();
        return new AuditLog.Anchor(last.number(), last.link(), anchorSealOf(key, last.number(), last.link()));
    }

    private boolean isSealed(AuditLog.Anchor anchor) {
        int key = anchor.seal().keyId();
        return keyset.holds(key)
                && anchorSealOf(key, anchor.number(), anchor.link()).matches(anchor.seal());
    }

    /// The entry without its details, under a mark that only whoever has the keyset makes, in the place of what its
    /// link was made from: its link stays, which the one behind it was made from. Empty where the entry is not as it
    /// was written, or has no details.
    ///
    /// @param before the link of the entry before, or of the anchor; empty at the very beginning
    public Optional<AuditLog.Entry> withoutDetails(Optional<Digest> before, AuditLog.Entry entry) {
        var event = entry.event();
        int key = entry.link().keyId();
        byte[] earlier = link(before.orElse(NOTHING));
        if (event.details().isEmpty()
                || isErased(event)
                || !keyset.holds(key)
                || !linkOf(key, entry.number(), event, earlier).matches(entry.link())) {
            return Optional.empty();
        }
        var bare = new AuditEvent(event.at(), event.kind(), event.about(), event.by(), Map.of());
        var mark = markOf(keyset.primaryId(), new AuditLog.Entry(entry.number(), bare, entry.link()), earlier);
        var marked = new AuditEvent(event.at(), event.kind(), event.about(), event.by(), Map.of(ERASED, mark.text()));
        return Optional.of(new AuditLog.Entry(entry.number(), marked, entry.link()));
    }

    /// Whether the details of an event were erased.
    public static boolean isErased(AuditEvent event) {
        return event.details().containsKey(ERASED);
    }

    private boolean isRight(AuditLog.Entry entry, byte[] before) {
        var event = entry.event();
        if (!isErased(event)) {
            return linkOf(entry.link().keyId(), entry.number(), event, before).matches(entry.link());
        }
        try {
            var mark = Digest.parse(event.details().getOrDefault(ERASED, ""));
            var bare = new AuditEvent(event.at(), event.kind(), event.about(), event.by(), Map.of());
            return event.details().size() == 1
                    && keyset.holds(mark.keyId())
                    && markOf(mark.keyId(), new AuditLog.Entry(entry.number(), bare, entry.link()), before)
                            .matches(mark);
        } catch (IllegalArgumentException noMark) {
            return false;
        }
    }

    private Digest markOf(int key, AuditLog.Entry bare, byte[] before) {
        var named = linkOf(key, bare.number(), bare.event(), before);
        return keyset.digest(Purpose.AUDIT, key, ascii("erased"), link(named), link(bare.link()));
    }

    /// Walks the whole log, a page at a time so that it keeps nobody waiting.
    public Verification verify(Store store) {
        return new Walk(store, Optional.empty()).go();
    }

    /// Walks the whole log, which must also go through `known`: a head that was kept outside the database earlier.
    public Verification verify(Store store, AuditLog.Head known) {
        if (!isSealed(known)) {
            return new Verification.BrokenAt(known.number(), "is in the head you gave, whose seal is not ours");
        }
        return new Walk(store, Optional.of(known)).go();
    }

    private AuditLog.Head headOf(long number, Digest link) {
        return new AuditLog.Head(number, link, sealOf(keyset.primaryId(), number, link));
    }

    private Digest sealOf(int key, long number, Digest link) {
        return keyset.digest(Purpose.AUDIT, key, ascii("seal"), number(number), link(link));
    }

    private Digest anchorSealOf(int key, long number, Digest link) {
        return keyset.digest(Purpose.AUDIT, key, ascii("anchor"), number(number), link(link));
    }

    private Digest linkOf(int key, long number, AuditEvent event, byte[] before) {
        return keyset.digest(
                Purpose.AUDIT,
                key,
                ascii("link"),
                number(number),
                number(event.at().toEpochMilli()),
                ascii(event.kind().code()),
                event.about().map(a -> a.bytes()).orElse(new byte[0]),
                event.by().code().getBytes(UTF_8),
                details(event),
                before);
    }

    private static byte[] details(AuditEvent event) {
        var parts = new ArrayList<byte[]>();
        new TreeMap<>(event.details()).forEach((name, value) -> {
            parts.add(name.getBytes(UTF_8));
            parts.add(value.getBytes(UTF_8));
        });
        var joined = ByteBuffer.allocate(
                parts.stream().mapToInt(p -> Integer.BYTES + p.length).sum());
        parts.forEach(p -> joined.putInt(p.length).put(p));
        return joined.array();
    }

    private static byte[] link(Digest link) {
        return ascii(link.text());
    }

    private static byte[] number(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(US_ASCII);
    }

    /// One walk along the log. The head is read before the entries: others may append meanwhile, so entries behind the
    /// head are normal in one page, and a head behind entries seen in an earlier page is not.
    private final class Walk {
        private final Store store;
        private final Optional<AuditLog.Head> known;
        private long number = 0;
        private long letGo = 0;
        private Digest link = NOTHING;

        Walk(Store store, Optional<AuditLog.Head> known) {
            this.store = store;
            this.known = known;
        }

        private record Page(
                Optional<AuditLog.Anchor> anchor, Optional<AuditLog.Head> head, List<AuditLog.Entry> entries) {}

        Verification go() {
            var found = Optional.<Verification>empty();
            while (found.isEmpty()) {
                try {
                    long from = number;
                    found = judge(store.look(books -> {
                        var log = AuditLog.in(books);
                        return new Page(log.anchor(), log.head(), log.since(from, PAGE));
                    }));
                } catch (AuditLog.Unreadable altered) {
                    return new Verification.BrokenAt(altered.number(), "cannot be read: somebody altered it");
                }
            }
            return found.get();
        }

        private Optional<Verification> judge(Page page) {
            var unanchored = page.anchor().flatMap(this::begin);
            if (unanchored.isPresent()) {
                return unanchored;
            }
            if (page.head().filter(head -> head.number() < number).isPresent()) {
                return broken(page.head().get().number() + 1, "lies behind the sealed end of the log");
            }
            for (var entry : page.entries()) {
                var wrong = step(entry);
                if (wrong.isPresent()) {
                    return wrong;
                }
            }
            return page.entries().size() < PAGE ? atEnd(page.head()) : Optional.empty();
        }

        // Entries may be let go while the walk is under way: then it goes on behind them.
        private Optional<Verification> begin(AuditLog.Anchor anchor) {
            if (anchor.number() <= number) {
                return Optional.empty();
            }
            if (!isSealed(anchor)) {
                return broken(anchor.number() + 1, "may not be the first one: what the log begins with is not ours");
            }
            if (known.filter(k -> number < k.number() && k.number() < anchor.number())
                    .isPresent()) {
                return broken(known.get().number(), "was let go since the head you gave was made: give a later one");
            }
            if (known.filter(k -> k.number() == anchor.number() && !k.link().matches(anchor.link()))
                    .isPresent()) {
                return broken(anchor.number(), "is not the one that was there when the head you gave was made");
            }
            letGo += anchor.number() - number;
            number = anchor.number();
            link = anchor.link();
            return Optional.empty();
        }

        private Optional<Verification> step(AuditLog.Entry entry) {
            if (entry.number() != number + 1) {
                return broken(number + 1, "is missing");
            }
            int key = entry.link().keyId();
            if (!keyset.holds(key)) {
                return broken(entry.number(), "was linked with key " + key + ", which the keyset does not hold");
            }
            if (!isRight(entry, link(link))) {
                return broken(
                        entry.number(), "is not as it was written, or not behind the entry it was written behind");
            }
            number = entry.number();
            link = entry.link();
            if (known.filter(k -> k.number() == number && !k.link().matches(link))
                    .isPresent()) {
                return broken(number, "is not the one that was there when the head you gave was made");
            }
            return Optional.empty();
        }

        private Optional<Verification> atEnd(Optional<AuditLog.Head> end) {
            if (end.isEmpty()) {
                return broken(number + 1, "may be missing: the sealed end of the log is gone");
            }
            var head = end.get();
            if (!isSealed(head)) {
                return broken(Math.max(number, 1), "may not be the last one: the end of the log is not under our seal");
            }
            if (head.number() < number) {
                return Optional.empty();
            }
            if (head.number() > number) {
                return broken(number + 1, "is missing: the log was sealed with " + head.number() + " entries");
            }
            if (!head.link().matches(link)) {
                return broken(number, "is not the one the log was sealed with");
            }
            if (known.filter(k -> k.number() > number).isPresent()) {
                return broken(number + 1, "is missing: the head you gave was made behind it");
            }
            return Optional.of(new Verification.Whole(number - letGo));
        }

        private Optional<Verification> broken(long at, String what) {
            return Optional.of(new Verification.BrokenAt(at, what));
        }
    }
}
