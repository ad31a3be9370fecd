package org.sallyport.core.policy;

/// What the first use of an app password ties it to.
public enum Tying {
    OFF,
    /// To the kind of app: mail, calendars, and so on.
    PROTOCOL,
    /// To the network around the app.
    NETWORK,
    BOTH;

    public boolean isToProtocol() {
        return this == PROTOCOL || this == BOTH;
    }

    public boolean isToNetwork() {
        return this == NETWORK || this == BOTH;
    }
}
