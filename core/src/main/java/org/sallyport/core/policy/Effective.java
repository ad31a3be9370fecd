package org.sallyport.core.policy;

/// A value that holds for somebody, and where it comes from.
public record Effective(PolicyKey<?> key, String value, Provenance from) {
    boolean isConfigured() {
        return from instanceof Provenance.Configured;
    }
}
