package org.sallyport.server.notify;

import java.net.URI;
import java.util.List;
import java.util.Locale;

/// What a mail says, before it has a form.
///
/// @param language of the text
/// @param subject one line
record Letter(Locale language, String subject, List<Part> parts) {
    Letter {
        parts = List.copyOf(parts);
    }

    /// A piece of a letter.
    sealed interface Part {
        record Sentence(String text) implements Part {}

        /// Something to copy, on a line of its own.
        record Code(String text) implements Part {}

        /// One of several things that happened.
        record Event(String when, String text) implements Part {}

        record Link(String text, URI to) implements Part {}
    }
}
