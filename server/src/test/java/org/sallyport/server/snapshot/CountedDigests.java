package org.sallyport.server.snapshot;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.MessageDigestSpi;
import java.security.NoSuchAlgorithmException;
import java.security.NoSuchProviderException;
import java.security.Provider;

/// SHA-256 of the JDK, which counts how often a thread has used it.
public final class CountedDigests extends Provider {
    static final String NAME = "Counted";

    @java.io.Serial
    private static final long serialVersionUID = 1L;

    private static final ThreadLocal<int[]> DONE = ThreadLocal.withInitial(() -> new int[1]);

    CountedDigests() {
        super(NAME, "1", "SHA-256 that counts");
        put("MessageDigest.SHA-256", Sha256.class.getName());
    }

    /// How many digests this thread has made.
    static int soFar() {
        return DONE.get()[0];
    }

    /// Made by the JDK, which finds it by its name.
    public static final class Sha256 extends MessageDigestSpi implements Cloneable {
        private MessageDigest real;

        public Sha256() throws NoSuchAlgorithmException, NoSuchProviderException {
            real = MessageDigest.getInstance("SHA-256", "SUN");
        }

        @Override
        protected void engineUpdate(byte input) {
            real.update(input);
        }

        @Override
        protected void engineUpdate(byte[] input, int offset, int length) {
            real.update(input, offset, length);
        }

        @Override
        protected byte[] engineDigest() {
            DONE.get()[0]++;
            return real.digest();
        }

        @Override
        protected int engineDigest(byte[] output, int offset, int length) throws DigestException {
            DONE.get()[0]++;
            return real.digest(output, offset, length);
        }

        @Override
        protected int engineGetDigestLength() {
            return real.getDigestLength();
        }

        @Override
        protected void engineReset() {
            real.reset();
        }

        @Override
        public Object clone() throws CloneNotSupportedException {
            var copy = (Sha256) super.clone();
            copy.real = (MessageDigest) real.clone();
            return copy;
        }
    }
}
