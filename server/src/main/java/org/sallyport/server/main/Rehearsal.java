package org.sallyport.server.main;

/// The launcher's training run, which starts everything to see which classes are needed, and ends before the first page
/// could be asked for.
final class Rehearsal {
    private Rehearsal() {}

    /// Spring ends the process by this property (see its reference on "spring.context.exit").
    static boolean isOn() {
        return "onRefresh".equals(System.getProperty("spring.context.exit"));
    }
}
