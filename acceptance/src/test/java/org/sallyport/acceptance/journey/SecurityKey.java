package org.sallyport.acceptance.journey;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;

/// An authenticator of Chromium's own making, plugged into one window: it confirms by itself, or lets nobody confirm.
final class SecurityKey {
    private final CDPSession debugger;
    private final String id;

    private SecurityKey(CDPSession debugger, String id) {
        this.debugger = debugger;
        this.id = id;
    }

    /// One inside the device, which asks for a finger and keeps passkeys.
    static SecurityKey into(Window window) {
        var debugger = window.page().context().newCDPSession(window.page());
        debugger.send("WebAuthn.enable");
        var options = new JsonObject();
        options.addProperty("protocol", "ctap2");
        options.addProperty("transport", "internal");
        options.addProperty("hasResidentKey", true);
        options.addProperty("hasUserVerification", true);
        options.addProperty("isUserVerified", true);
        options.addProperty("automaticPresenceSimulation", true);
        var arguments = new JsonObject();
        arguments.add("options", options);
        var added = debugger.send("WebAuthn.addVirtualAuthenticator", arguments);
        return new SecurityKey(debugger, added.get("authenticatorId").getAsString());
    }

    /// Whether its owner touches it when it asks.
    void isTouched(boolean touched) {
        set("WebAuthn.setAutomaticPresenceSimulation", "enabled", touched);
    }

    /// Whether the finger is the right one.
    void knowsItsOwner(boolean known) {
        set("WebAuthn.setUserVerified", "isUserVerified", known);
    }

    /// Takes it away, with what it keeps.
    void unplug() {
        debugger.send("WebAuthn.removeVirtualAuthenticator", itself());
    }

    /// How many passkeys it keeps.
    int passkeys() {
        return debugger.send("WebAuthn.getCredentials", itself())
                .getAsJsonArray("credentials")
                .size();
    }

    private void set(String command, String name, boolean value) {
        var arguments = itself();
        arguments.addProperty(name, value);
        debugger.send(command, arguments);
    }

    private JsonObject itself() {
        var arguments = new JsonObject();
        arguments.addProperty("authenticatorId", id);
        return arguments;
    }
}
