package org.sallyport.server.config;

/// What the configuration file says about each listener.
public record Listeners(Settings.Verify verify) {}
