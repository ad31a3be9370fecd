// Passkeys: asks the browser for one and sends what it says, as the form of the page.
"use strict";

for (const form of document.querySelectorAll("form[data-passkey]")) {
  const button = form.querySelector("button[data-ask]");
  const trouble = form.querySelector("[data-trouble]");
  const options = JSON.parse(form.dataset.options);
  const makes = form.dataset.passkey === "create";
  let waiting;

  const toBytes = text =>
    Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), letter => letter.charCodeAt(0));
  const toText = bytes =>
    btoa(String.fromCharCode(...new Uint8Array(bytes))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const withBytes = credentials => (credentials ?? []).map(c => ({ ...c, id: toBytes(c.id) }));

  const publicKey = () => {
    const asked = { ...options, challenge: toBytes(options.challenge) };
    if (makes) {
      asked.user = { ...options.user, id: toBytes(options.user.id) };
      asked.excludeCredentials = withBytes(options.excludeCredentials);
    } else {
      asked.allowCredentials = withBytes(options.allowCredentials);
    }
    return asked;
  };

  const written = credential => {
    const said = credential.response;
    const response = { clientDataJSON: toText(said.clientDataJSON) };
    if (makes) {
      response.attestationObject = toText(said.attestationObject);
      response.transports = said.getTransports?.() ?? [];
    } else {
      response.authenticatorData = toText(said.authenticatorData);
      response.signature = toText(said.signature);
      if (said.userHandle?.byteLength) {
        response.userHandle = toText(said.userHandle);
      }
    }
    return JSON.stringify({
      id: credential.id,
      rawId: toText(credential.rawId),
      type: credential.type,
      clientExtensionResults: {},
      response,
    });
  };

  const send = credential => {
    form.elements.answer.value = written(credential);
    // Not submit(), which tells no listener: app.js hides a shown password before it is sent.
    form.requestSubmit();
  };

  const say = what => {
    trouble.textContent = trouble.dataset[what] ?? trouble.dataset.failed;
    trouble.hidden = false;
  };

  // What went wrong, by the names that WebAuthn gives.
  const explain = error => {
    switch (error.name) {
      case "AbortError": break;
      case "NotAllowedError": say("cancelled"); break;
      case "InvalidStateError": say("registered"); break;
      case "NotSupportedError":
      case "ConstraintError": say("unsupported"); break;
      case "SecurityError": say("address"); break;
      default: say("failed");
    }
  };

  // One question at a time: a browser that is asked twice refuses the second.
  const ask = async how => {
    waiting?.abort();
    waiting = new AbortController();
    const asked = { publicKey: publicKey(), signal: waiting.signal, ...how };
    return makes ? navigator.credentials.create(asked) : navigator.credentials.get(asked);
  };

  // A passkey among what the browser offers at the field for the name.
  const offer = async () => {
    try {
      if (form.hasAttribute("data-offers") && await PublicKeyCredential.isConditionalMediationAvailable?.()) {
        send(await ask({ mediation: "conditional" }));
      }
    } catch {
      // Nobody has asked for it, so nobody is told.
    }
  };

  if (window.PublicKeyCredential && navigator.credentials) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      trouble.hidden = true;
      button.disabled = true;
      try {
        send(await ask({}));
      } catch (error) {
        explain(error);
        button.disabled = false;
        offer();
      }
    });
    offer();
  } else {
    say(window.isSecureContext ? "unsupported" : "address");
  }
}
