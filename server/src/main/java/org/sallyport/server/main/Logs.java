package org.sallyport.server.main;

import org.slf4j.bridge.SLF4JBridgeHandler;

/// What is logged, decided before the first line is.
final class Logs {
    /// Read by logback.xml.
    private static final String LEVEL = "sallyport.log.level";

    private Logs() {}

    /// Everything an operator wants to know.
    static void forServer() {
        begin("info");
    }

    /// Only what went wrong: somebody is reading the terminal.
    static void forDemo() {
        begin("warn");
    }

    private static void begin(String level) {
        if (System.getProperty(LEVEL) == null) {
            System.setProperty(LEVEL, level);
        }
        // Some libraries log by java.util.logging.
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }
}
