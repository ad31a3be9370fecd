package org.sallyport.core.submission;

/// What is said of a message.
public sealed interface MailAnswer {
    /// Nobody signed in, or whoever did is a person: not judged here.
    record NoDevice() implements MailAnswer {}

    record Allowed() implements MailAnswer {}

    record Refused(MailRefusal why) implements MailAnswer {}
}
