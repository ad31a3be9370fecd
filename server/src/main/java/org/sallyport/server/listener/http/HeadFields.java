package org.sallyport.server.listener.http;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The values of those fields of one head that its route asked for, without the blanks around them. For one request.
final class HeadFields {
    private final List<FieldName> wanted;
    private final byte[] @Nullable [] values;

    HeadFields(List<FieldName> wanted) {
        this.wanted = wanted;
        this.values = new byte[wanted.size()] @Nullable [];
    }

    /// Keeps a value that is wanted; false where its field was there before, so that two readers could choose
    /// differently.
    boolean keep(byte[] bytes, int name, int colon, int from, int to) {
        for (int i = 0; i < values.length; i++) {
            if (wanted.get(i).is(bytes, name, colon)) {
                boolean first = values[i] == null;
                if (first) {
                    values[i] = Arrays.copyOfRange(bytes, from, to);
                }
                return first || wanted.get(i).mayRepeat();
            }
        }
        return true;
    }

    /// The bytes themselves, which [#clear] zeroes; empty where the field is absent.
    Optional<byte[]> find(FieldName name) {
        int index = wanted.indexOf(name);
        return index < 0 ? Optional.empty() : Optional.ofNullable(values[index]);
    }

    /// Zeroes everything: passwords and tokens stand in fields.
    void clear() {
        for (var value : values) {
            if (value != null) {
                Arrays.fill(value, (byte) 0);
            }
        }
    }
}
