/** The question mark presses the button, but where it can be typed. */
export function listen(button) {
  const onKey = e => {
    if (!button.isConnected) {
      document.removeEventListener("keydown", onKey);
      return;
    }
    if (e.key !== "?" || e.ctrlKey || e.metaKey || e.altKey || e.repeat || document.querySelector("dialog[open]")) return;
    if (e.target instanceof Element && e.target.matches("input:not([data-digits]), textarea, select, [contenteditable]")) return;
    e.preventDefault();
    button.click();
  };
  document.addEventListener("keydown", onKey);
  button.dataset.listens = "";
}
