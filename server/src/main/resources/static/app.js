// What the pages do on top of what they do without a script. Nothing here is needed to get through them.
"use strict";

// Passwords can be shown while they are typed.
for (const button of document.querySelectorAll("[data-shows]")) {
  const field = document.getElementById(button.dataset.shows);
  button.hidden = false;
  button.addEventListener("click", () => {
    const shown = field.type === "text";
    field.type = shown ? "password" : "text";
    button.textContent = shown ? button.dataset.show : button.dataset.hide;
    button.setAttribute("aria-pressed", String(!shown));
    field.focus();
  });
  // A password that is shown must not be sent, or kept for the next person, as plain text.
  field.form?.addEventListener("submit", () => { field.type = "password"; });
}

// Whoever made a mistake starts where the mistakes are listed.
document.getElementById("problems")?.focus();

// The one-time secret.
const sheet = document.querySelector("[data-secret]");
if (sheet) {
  const secret = sheet.querySelector(".letters");
  const button = document.getElementById("copy");
  const status = document.getElementById("copy-status");
  const FIVE_MINUTES = 5 * 60 * 1000;

  // A secret of several lines is copied and saved line by line.
  const lines = () => Array.from(secret.querySelectorAll("[data-line]"), line => line.textContent.trim());
  const letters = () => lines().join("\n") || secret.textContent.replace(/\s+/g, "");
  const printing = document.getElementById("print");
  const saving = document.getElementById("download");

  printing?.addEventListener("click", () => print());
  // The file is made here: no address leads to what is in it.
  saving?.addEventListener("click", () => {
    const link = document.createElement("a");
    const text = saving.dataset.above + "\n\n" + letters() + "\n";
    link.href = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
    link.download = saving.dataset.name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  });
  for (const more of [printing, saving]) {
    if (more) {
      more.hidden = false;
    }
  }

  // Browsers without the clipboard interface, or on plain HTTP, copy what is marked.
  const copyMarked = () => {
    getSelection().selectAllChildren(secret);
    return document.execCommand("copy");
  };

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(letters());
      return true;
    } catch {
      return copyMarked();
    }
  };

  const forget = () => {
    secret.textContent = "";
    button.hidden = true;
    for (const more of [printing, saving]) {
      if (more) {
        more.hidden = true;
      }
    }
    sheet.setAttribute("data-gone", "");
  };

  // Reloading, or coming back, asks for the page that says so instead of sending the form again.
  history.replaceState(null, "", sheet.dataset.afterwards);

  let back;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const done = await copy();
    status.textContent = "";
    clearTimeout(back);
    // A moment between the two, so that a screen reader says it again when it is pressed again.
    requestAnimationFrame(() => {
      status.textContent = done ? button.dataset.copiedStatus : button.dataset.failed;
    });
    if (done) {
      button.textContent = button.dataset.copied;
      button.classList.add("is-done");
      back = setTimeout(() => {
        button.textContent = button.dataset.copy;
        button.classList.remove("is-done");
      }, 4000);
    }
  });

  setTimeout(() => {
    forget();
    status.textContent = button.dataset.gone;
  }, FIVE_MINUTES);
  addEventListener("pagehide", forget);
}

// Waiting for the app: after Copy the page listens until the app has signed in, or for ten minutes.
const waiting = document.getElementById("waiting");
if (waiting) {
  const TEN_MINUTES = 10 * 60 * 1000;
  const status = document.getElementById("waiting-status");
  const byHand = document.getElementById("waiting-by-hand");
  let stream;

  const say = (sentence, kind) => {
    status.hidden = false;
    status.className = "note " + kind;
    status.textContent = sentence;
  };

  const stop = () => {
    stream?.close();
    stream = undefined;
    byHand.hidden = false;
  };

  const giveUp = () => {
    stop();
    say(waiting.dataset.over, "");
  };

  const listen = () => {
    if (stream || status.classList.contains("good")) {
      return;
    }
    byHand.hidden = true;
    say(waiting.dataset.waiting, "");
    stream = new EventSource(waiting.dataset.arrivals);
    stream.addEventListener("arrived", event => {
      say(event.data, "good");
      document.dispatchEvent(new Event("arrived"));
      stop();
      byHand.hidden = true;
    });
    stream.addEventListener("instead", event => say(event.data, "caution"));
    // Other pages of the same person wait too, and this one is the oldest.
    stream.addEventListener("over", giveUp);
    stream.addEventListener("error", () => {
      if (stream && stream.readyState === EventSource.CLOSED) {
        giveUp();
      }
    });
    setTimeout(() => {
      if (stream) {
        giveUp();
      }
    }, TEN_MINUTES);
  };

  document.getElementById("copy")?.addEventListener("click", listen);
  // Whoever marked the letters by hand copies them too.
  document.addEventListener("copy", listen);
  addEventListener("pagehide", stop);
}

// What nothing uses in time dies: count down to it. The time that is left comes with the page, so that a clock that is
// wrong does no harm.
const countdown = document.getElementById("countdown");
if (countdown) {
  const left = document.getElementById("countdown-left");
  const over = document.getElementById("countdown-over");
  const end = performance.now() + Number(countdown.dataset.left) * 1000;

  const tick = () => {
    const seconds = Math.max(0, Math.ceil((end - performance.now()) / 1000));
    const shown = Math.floor(seconds / 60) + ":" + String(seconds % 60).padStart(2, "0");
    left.textContent = countdown.dataset.now + " " + shown;
    if (seconds === 0) {
      clearInterval(ticking);
      left.hidden = true;
      over.hidden = false;
      over.textContent = countdown.dataset.over;
      countdown.classList.add("caution");
    }
  };

  const ticking = setInterval(tick, 1000);
  left.hidden = false;
  tick();
  // Once it has opened something it does not die any more.
  document.addEventListener("arrived", () => {
    clearInterval(ticking);
    countdown.hidden = true;
  });
}

// Following the audit log: when there is more in it, the list of the page is taken anew from where it came.
const follow = document.querySelector("[data-follow]");
if (follow) {
  const entries = document.getElementById("entries");
  const status = document.querySelector("[data-follow-status]");
  let news;

  const stop = sentence => {
    news?.close();
    news = undefined;
    follow.setAttribute("aria-pressed", "false");
    status.textContent = sentence;
  };

  // Not a parser of text: trusted types are to be made of nothing here.
  const again = () => {
    const request = new XMLHttpRequest();
    request.open("GET", location.href);
    request.responseType = "document";
    request.addEventListener("load", () => {
      const now = request.response?.querySelector("[data-entries]");
      if (request.status === 200 && now) {
        entries.querySelector("[data-entries]").replaceWith(document.adoptNode(now));
      } else {
        stop(follow.dataset.over);
      }
    });
    request.addEventListener("error", () => stop(follow.dataset.over));
    request.send();
  };

  const listen = () => {
    follow.setAttribute("aria-pressed", "true");
    status.textContent = follow.dataset.said;
    news = new EventSource(entries.dataset.news);
    news.addEventListener("more", again);
    // Other pages of the same person follow too, and this one is the oldest.
    news.addEventListener("over", () => stop(follow.dataset.over));
    news.addEventListener("error", () => {
      if (news?.readyState === EventSource.CLOSED) {
        stop(follow.dataset.over);
      }
    });
  };

  follow.hidden = false;
  follow.addEventListener("click", () => (news ? stop("") : listen()));
  addEventListener("pagehide", () => stop(""));
}
