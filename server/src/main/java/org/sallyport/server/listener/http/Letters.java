package org.sallyport.server.listener.http;

/// ASCII as HTTP compares it.
final class Letters {
    private Letters() {}

    /// Compares without regard to letter case; `lower` is in lower case and `bytes` reaches far enough.
    static boolean equal(byte[] bytes, int from, byte[] lower) {
        for (int i = 0; i < lower.length; i++) {
            int b = bytes[from + i];
            if (b != lower[i] && (b < 'A' || b > 'Z' || b + 32 != lower[i])) {
                return false;
            }
        }
        return true;
    }

    static boolean isBlank(byte b) {
        return b == ' ' || b == '\t';
    }
}
