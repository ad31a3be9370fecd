package org.sallyport.server.web.frame;

import java.util.List;

/// One sentence of a page: the key of a message and what goes into it.
///
/// @param field the id of the field it is about; empty when it is about the whole form
public record Said(String key, List<Object> with, String field) {
    public Said {
        with = List.copyOf(with);
    }

    public static Said of(String key, Object... with) {
        return new Said(key, List.of(with), "");
    }

    /// The same sentence about a field of the form.
    public Said about(String field) {
        return new Said(key, with, field);
    }
}
