"use strict";

// Trying the API: what is sent is the token that was typed, and no cookie. Nothing of it is kept.
(() => {
  const token = document.getElementById("api-token");
  document.querySelector("[data-api-token]").hidden = false;

  for (const button of document.querySelectorAll("[data-api-copy]")) {
    const line = button.closest("details").querySelector("[data-api-line]");
    button.hidden = !navigator.clipboard;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(line.textContent);
      button.textContent = button.dataset.copied;
    });
  }

  const asked = (form) => {
    let path = form.dataset.path;
    const query = new URLSearchParams();
    const headers = { Authorization: "Bearer " + token.value.trim() };
    for (const field of form.querySelectorAll("input[data-in]")) {
      if (field.dataset.in === "path") {
        path = path.replace("{" + field.name + "}", encodeURIComponent(field.value));
      } else if (field.value && field.dataset.in === "query") {
        query.set(field.name, field.value);
      } else if (field.value) {
        headers[field.name] = field.value;
      }
    }
    const body = form.querySelector("textarea");
    if (body) {
      headers["Content-Type"] = form.dataset.type;
    }
    const address = query.size ? path + "?" + query : path;
    return [address, { method: form.dataset.method, headers, body: body?.value, credentials: "omit", redirect: "error" }];
  };

  for (const form of document.querySelectorAll("[data-api-try]")) {
    const shown = form.querySelector("[data-api-answer]");
    form.hidden = false;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (!token.value) {
        token.focus();
        return;
      }
      shown.hidden = false;
      try {
        const answer = await fetch(...asked(form));
        const tag = answer.headers.get("ETag");
        shown.textContent = answer.status + (tag ? "\nETag: " + tag : "") + "\n\n" + await answer.text();
      } catch {
        shown.textContent = shown.dataset.failed;
      }
    });
  }
})();
