/** The panel's hands: they bring the step into sight, keep the page's keys from what is read here, and give the focus back. */
export function attach(panel, page) {
  const ended = new AbortController();
  const from = document.activeElement;
  const close = e => {
    e.preventDefault();
    page.invokeMethodAsync("OnEscapeAsync");
  };
  panel.addEventListener("keydown", e => {
    e.stopPropagation();
    if (e.key === "Escape") close(e);
  }, { signal: ended.signal });
  // Escape closes it too while the focus is nowhere, or still on the reference that opened it.
  document.addEventListener("keydown", e => {
    const at = document.activeElement;
    if (e.key === "Escape" && !e.defaultPrevented && !document.querySelector("dialog[open]") && (!at || at === document.body || at.matches("[data-rfc]"))) close(e);
  }, { signal: ended.signal });
  return {
    show: () => {
      const text = panel.querySelector(".text"), mark = text.querySelector("[data-marked]");
      text.scrollTop = mark ? mark.offsetTop - text.offsetTop - 12 : 0;
      panel.querySelector("h2").focus({ preventScroll: true });
    },
    stop: () => {
      ended.abort();
      const at = document.activeElement;
      if (at && at !== document.body && !panel.contains(at)) return;
      (from?.isConnected ? from : document.querySelector(".verdict [data-rfc]") ?? document.getElementById("main"))?.focus({ preventScroll: true });
    },
  };
}
