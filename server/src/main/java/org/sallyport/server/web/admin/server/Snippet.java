package org.sallyport.server.web.admin.server;

/// Configuration of a server that asks, to be copied.
///
/// @param id unique on the page
/// @param title what it configures, in the words of its field
/// @param file where it belongs on that server
/// @param page of the manual's integrations: `dovecot.md`
public record Snippet(String id, String title, String file, String page, String text) {
    /// The same with what stands for an example replaced.
    ///
    /// @throws IllegalStateException when the example does not stand there
    Snippet with(String example, String ours) {
        if (!text.contains(example)) {
            throw new IllegalStateException("\"" + example + "\" does not stand in what is shown of " + title);
        }
        return new Snippet(id, title, file, page, text.replace(example, ours));
    }
}
