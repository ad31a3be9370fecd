package org.sallyport.core.secret;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;

/// The keys that make digests and seals. Several live at once: one primary makes new ones, the others still check old
/// ones, so that keys rotate without downtime: a running server [adopts][#adopt] the file's new reading, at the latest
/// when it meets a key it does not know. Thread-safe.
public final class Keyset {
    private volatile Derived derived;
    private volatile Runnable whenUnknown = () -> {};

    /// The keys and what is derived from them, replaced as a whole.
    private record Derived(
            List<Key> keys, int primaryId, Map<Integer, Map<Purpose, KeyedMac>> macs, Map<Integer, byte[]> sealKeys) {}

    /// One key of the set.
    ///
    /// @param id positive, never used again
    /// @param primary true for the one that makes new digests
    /// @param material 32 random bytes
    public record Key(int id, boolean primary, Instant created, byte[] material) {
        public static final int BYTES = 32;

        public Key {
            if (id < 1) {
                throw new IllegalArgumentException("a key id is positive, found " + id);
            }
            if (material.length != BYTES) {
                throw new IllegalArgumentException("a key has " + BYTES + " bytes, found " + material.length);
            }
            material = material.clone();
        }

        @Override
        public byte[] material() {
            return material.clone();
        }

        @Override
        public String toString() {
            return "Key[" + id + (primary ? ", primary" : "") + ", hidden]";
        }
    }

    /// @throws IllegalArgumentException unless exactly one key is primary and all ids differ
    public Keyset(List<Key> keys) {
        this.derived = derive(keys);
    }

    private static Derived derive(List<Key> keys) {
        var primaries = keys.stream().filter(Key::primary).toList();
        if (primaries.size() != 1) {
            throw new IllegalArgumentException("a keyset has exactly one primary key, found " + primaries.size());
        }
        if (keys.stream().map(Key::id).distinct().count() != keys.size()) {
            throw new IllegalArgumentException("two keys of the keyset have the same id");
        }
        Map<Integer, Map<Purpose, KeyedMac>> macs = new HashMap<>();
        Map<Integer, byte[]> sealKeys = new HashMap<>();
        for (var key : keys) {
            var byPurpose = new EnumMap<Purpose, KeyedMac>(Purpose.class);
            for (var purpose : Purpose.values()) {
                byPurpose.put(purpose, new KeyedMac(hkdf(key, purpose)));
            }
            macs.put(key.id(), byPurpose);
            sealKeys.put(key.id(), hkdf(key, Purpose.SEAL));
        }
        return new Derived(List.copyOf(keys), primaries.getFirst().id(), macs, sealKeys);
    }

    /// Goes on with the keys of a newer reading of the same keyset.
    public void adopt(Keyset newer) {
        derived = newer.derived;
    }

    /// What to do when a key is asked for that is not held, before the answer is no: read the file again.
    public void whenUnknown(Runnable reread) {
        whenUnknown = reread;
    }

    /// A set of one new key.
    public static Keyset fresh(SecretGenerator generator, Instant now) {
        return new Keyset(List.of(new Key(1, true, now, generator.bytes(Key.BYTES))));
    }

    /// This set with a new primary key; the old ones go on checking.
    public Keyset rotated(SecretGenerator generator, Instant now) {
        int next = keys().stream().mapToInt(Key::id).max().orElse(0) + 1;
        var all = keys().stream()
                .map(k -> new Key(k.id(), false, k.created(), k.material()))
                .collect(Collectors.toCollection(java.util.ArrayList::new));
        all.add(new Key(next, true, now, generator.bytes(Key.BYTES)));
        return new Keyset(all);
    }

    public List<Key> keys() {
        return derived.keys();
    }

    public int primaryId() {
        return derived.primaryId();
    }

    /// Whether it holds a key, looked for once more where it is not at hand. That may read a file: never to be asked on
    /// an event loop.
    public boolean holds(int keyId) {
        if (!hasAtHand(keyId)) {
            whenUnknown.run();
        }
        return hasAtHand(keyId);
    }

    /// Whether the key is in memory.
    public boolean hasAtHand(int keyId) {
        return derived.macs().containsKey(keyId);
    }

    /// A keyed digest under the primary key. The parts are joined with their lengths, so that no two lists
    /// of parts give the same input.
    public Digest digest(Purpose purpose, byte[]... parts) {
        return digest(purpose, primaryId(), parts);
    }

    /// A keyed digest under a given key, to compare with one made earlier.
    ///
    /// @throws IllegalArgumentException when the keyset does not hold that key (ask [#holds] first)
    public Digest digest(Purpose purpose, int keyId, byte[]... parts) {
        byte[] input = joined(parts);
        try {
            return new Digest(keyId, mac(purpose, keyId).of(input));
        } finally {
            Arrays.fill(input, (byte) 0);
        }
    }

    /// Same as [#digest(Purpose, byte\[\]...)] with the secret as the last part.
    public Digest digest(Purpose purpose, int keyId, Secret secret, byte[]... context) {
        var parts = Arrays.copyOf(context, context.length + 1);
        parts[context.length] = secret.bytes();
        return digest(purpose, keyId, parts);
    }

    byte[] derive(Purpose purpose, int keyId) {
        if (purpose != Purpose.SEAL) {
            throw new IllegalArgumentException("only the sealing key leaves as bytes");
        }
        var key = derived.sealKeys().get(keyId);
        if (key == null) {
            throw new IllegalArgumentException("the keyset holds no key " + keyId);
        }
        return key;
    }

    private KeyedMac mac(Purpose purpose, int keyId) {
        var byPurpose = derived.macs().get(keyId);
        var mac = byPurpose == null ? null : byPurpose.get(purpose);
        if (mac == null) {
            throw new IllegalArgumentException("the keyset holds no key " + keyId);
        }
        return mac;
    }

    private static byte[] joined(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += 2 + part.length;
        }
        byte[] all = new byte[length];
        int at = 0;
        for (byte[] part : parts) {
            all[at] = (byte) (part.length >>> 8);
            all[at + 1] = (byte) part.length;
            System.arraycopy(part, 0, all, at + 2, part.length);
            at += 2 + part.length;
        }
        return all;
    }

    private static byte[] hkdf(Key key, Purpose purpose) {
        try {
            var parameters = HKDFParameterSpec.ofExtract()
                    .addIKM(key.material())
                    .thenExpand(purpose.label().getBytes(java.nio.charset.StandardCharsets.US_ASCII), 32);
            return KDF.getInstance("HKDF-SHA256").deriveData(parameters);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HKDF-SHA256 is part of JDK 25", e);
        }
    }
}
