package org.sallyport.server.listener;

/// Whether somebody is guessing passwords far beyond what is usual. Asked at every new connection, from any thread:
/// answers at once.
@FunctionalInterface
public interface Stress {
    /// Never; for listeners that know nothing about guessing.
    Stress NONE = () -> false;

    boolean isOn();
}
