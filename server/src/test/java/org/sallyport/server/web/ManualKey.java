package org.sallyport.server.web;

import java.util.regex.Pattern;

/// Reads the key off the page of the authenticator app, as a person does who cannot scan.
final class ManualKey {
    private static final Pattern KEY = Pattern.compile("id=\"manual-key\"[^>]*>([A-Z2-7 ]+)<");
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private ManualKey() {}

    /// @throws AssertionError when the page shows no key
    static byte[] on(String page) {
        var found = KEY.matcher(page);
        if (!found.find()) {
            throw new AssertionError("the page shows no key");
        }
        var letters = found.group(1).replace(" ", "");
        var bytes = new byte[letters.length() * 5 / 8];
        int buffer = 0;
        int bits = 0;
        int at = 0;
        for (int i = 0; i < letters.length(); i++) {
            buffer = buffer << 5 | ALPHABET.indexOf(letters.charAt(i));
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes[at++] = (byte) (buffer >> bits);
                buffer &= (1 << bits) - 1;
            }
        }
        return bytes;
    }

    static boolean isOn(String page) {
        return KEY.matcher(page).find();
    }
}
