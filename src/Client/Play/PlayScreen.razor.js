/** The page's newest listener; on a page that is being left and entered there may be two for a moment. */
let newest;

/** Tells the page about keys that belong to no text field. In a number field letters and up and down are keys too, for they can't be typed there. */
export function listen(page) {
  const onKey = e => {
    if (e.ctrlKey || e.metaKey || e.altKey || e.repeat || e.isComposing || document.querySelector("dialog[open]")) return;
    const at = e.target instanceof Element ? e.target : document.body;
    const isDigits = at.matches("[data-digits]");
    const isText = at.matches("input, textarea, select, [contenteditable]");
    if (e.key === "Enter" && !e.shiftKey && at.matches("[data-enter-sends]")) {
      at.form.requestSubmit();
      e.preventDefault();
    }
    if (isText && !isDigits) return;
    const stepper = isDigits && at.parentElement.querySelector(`[data-step="${CSS.escape(e.key)}"]`);
    if (stepper) {
      stepper.click();
      e.preventDefault();
      return;
    }
    const isLetter = /^[safrpu]$/i.test(e.key);
    const isSteering = !isText && /^[koe,.1-5]$/i.test(e.key);
    const isOnward = !isText && /^[cdg]$/i.test(e.key);
    const isRewind = e.key === "Backspace" && !isText;
    const isSend = e.key === "Enter" && (at === document.body || at.id === "main");
    if (/^t$/i.test(e.key) && !isText) document.getElementById("copy-ladder")?.click();
    else if (isLetter || isSteering || isOnward || isRewind || isSend) page.invokeMethodAsync("OnKeyAsync", e.key, !!at.closest("[data-composer]"));
    else return;
    e.preventDefault();
  };
  document.addEventListener("keydown", onKey);
  newest = onKey;
  document.body.dataset.listens = "";
  return {
    stop: () => {
      document.removeEventListener("keydown", onKey);
      if (newest === onKey) delete document.body.dataset.listens;
    },
  };
}
