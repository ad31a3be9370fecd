package org.sallyport.server.listener.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sallyport.core.secret.Secret;

/// The fields of a form (`application/x-www-form-urlencoded`, the URL standard section 5.1) that its reader wants. Each
/// may come once: whoever reads such a form must not be able to see another user than we do.
final class FormFields {
    private final Map<String, byte[]> values;

    private FormFields(Map<String, byte[]> values) {
        this.values = values;
    }

    /// Reads `bytes[from, to)`; empty where it cannot be read in one way only.
    static Optional<FormFields> read(byte[] bytes, int from, int to, List<String> wanted) {
        var fields = new FormFields(new HashMap<>());
        int start = from;
        for (int i = from; i <= to; i++) {
            if (i == to || bytes[i] == '&') {
                if (!fields.take(bytes, start, i, wanted)) {
                    fields.clear();
                    return Optional.empty();
                }
                start = i + 1;
            }
        }
        return Optional.of(fields);
    }

    /// Empty where the field is absent. Bytes that are no UTF-8 become a character that no name may hold.
    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name)).map(value -> new String(value, StandardCharsets.UTF_8));
    }

    /// Whoever takes it closes it.
    Optional<Secret> secret(String name) {
        return Optional.ofNullable(values.get(name)).map(Secret::ofUtf8);
    }

    /// Zeroes everything.
    void clear() {
        values.values().forEach(value -> Arrays.fill(value, (byte) 0));
    }

    private boolean take(byte[] bytes, int from, int to, List<String> wanted) {
        int equals = from;
        while (equals < to && bytes[equals] != '=') {
            equals++;
        }
        var name = decode(bytes, from, equals).map(decoded -> new String(decoded, StandardCharsets.UTF_8));
        if (name.isEmpty()) {
            return false;
        }
        if (!wanted.contains(name.get())) {
            return true;
        }
        var value = decode(bytes, Math.min(equals + 1, to), to);
        return value.isPresent() && values.putIfAbsent(name.get(), value.get()) == null;
    }

    private static Optional<byte[]> decode(byte[] bytes, int from, int to) {
        var blanks = Arrays.copyOfRange(bytes, from, to);
        for (int i = 0; i < blanks.length; i++) {
            if (blanks[i] == '+') {
                blanks[i] = ' ';
            }
        }
        var decoded = Percent.decode(blanks, 0, blanks.length);
        Arrays.fill(blanks, (byte) 0);
        return decoded;
    }
}
