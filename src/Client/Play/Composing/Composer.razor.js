/** Gives the focus to a button, unless it is gone or the reader has begun to type: what comes late must not take the keys from a field. */
export function offerFocus(button) {
  if (!document.activeElement?.closest("input, textarea, select, dialog, [data-composer]")) button?.focus({ preventScroll: true });
}
