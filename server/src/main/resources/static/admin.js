"use strict";

// The administration pages do without this. In a list of people the arrow keys go from one to the next, from the search
// field too. No letter is a shortcut: whoever speaks to their computer would press them unawares (WCAG 2.2, 2.1.4).
(() => {
  const search = document.getElementById("q");
  const rows = Array.from(document.querySelectorAll(".people tbody td:first-child a"));
  document.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const at = rows.indexOf(document.activeElement);
    if (!step || event.ctrlKey || event.metaKey || event.altKey || (at < 0 && document.activeElement !== search)) {
      return;
    }
    const next = at + step < 0 ? search : rows[at + step];
    if (next) {
      event.preventDefault();
      next.focus();
    }
  });
})();

// What is shown to be copied can be marked and copied without this.
for (const button of document.querySelectorAll("[data-copies]")) {
  const text = document.getElementById(button.dataset.copies);
  const status = document.getElementById(button.dataset.copies + "-status");
  const copyMarked = () => {
    getSelection().selectAllChildren(text);
    return document.execCommand("copy");
  };
  button.hidden = false;
  button.addEventListener("click", async () => {
    let copied = true;
    try {
      await navigator.clipboard.writeText(text.textContent);
    } catch {
      copied = copyMarked();
    }
    status.textContent = copied ? button.dataset.copied : button.dataset.failed;
  });
}
