package org.sallyport.acceptance.journey;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;

/// An authenticator of Chromium's own making, plugged into one window: it confirms by itself.
final class SecurityKey {
    // Chromium's own authenticator takes up the offer at the field for the name at once, so that nobody can press the
    // button before it has.
    private static final String OFFERS = "sallyport-offers";
    private static final String OFFERS_NOTHING = "if (!sessionStorage.getItem('" + OFFERS
            + "')) PublicKeyCredential.isConditionalMediationAvailable = async () => false";

    private final Window window;
    private final CDPSession debugger;
    private final String id;

    private SecurityKey(Window window, CDPSession debugger, String id) {
        this.window = window;
        this.debugger = debugger;
        this.id = id;
    }

    /// One inside the device, which asks for a finger and keeps passkeys. In this window they are not offered at the
    /// field for the name, until [#isOffered].
    static SecurityKey into(Window window) {
        window.page().addInitScript(OFFERS_NOTHING);
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
        return new SecurityKey(window, debugger, added.get("authenticatorId").getAsString());
    }

    /// Lets the browser offer what it keeps at the field for the name, from the next page on.
    void isOffered() {
        window.page().evaluate("name => sessionStorage.setItem(name, 'yes')", OFFERS);
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
