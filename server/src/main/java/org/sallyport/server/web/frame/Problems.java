package org.sallyport.server.web.frame;

import java.util.List;

/// What is wrong with a form, for the list above it and for each field.
public record Problems(List<Said> all) {
    static final Problems NONE = new Problems(List.of());

    public Problems {
        all = List.copyOf(all);
    }

    public boolean isEmpty() {
        return all.isEmpty();
    }

    public boolean about(String field) {
        return all.stream().anyMatch(said -> said.field().equals(field));
    }

    public List<Said> of(String field) {
        return all.stream().filter(said -> said.field().equals(field)).toList();
    }

    /// Which texts describe a field, in the order in which they are read out.
    public String describing(String field) {
        return about(field) ? field + "-error " + field + "-help" : field + "-help";
    }
}
