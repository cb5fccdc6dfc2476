const Kept = "state-diagram";

/** Whether this browser's reader left the diagram open; no where it keeps nothing. */
export function wasOpen() {
  try {
    return localStorage.getItem(Kept) === "open";
  } catch {
    return false;
  }
}

export function keep(isOpen) {
  try {
    localStorage.setItem(Kept, isOpen ? "open" : "shut");
  } catch {
    // A browser that keeps nothing begins with a shut one next time.
  }
}
