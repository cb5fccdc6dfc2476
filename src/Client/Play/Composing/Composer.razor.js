const Kept = "assistance";
const StepsToDrag = 6;

/** Gives the focus to a button, unless it is gone or the reader has begun to type: what comes late must not take the keys from a field. */
export function offerFocus(button) {
  if (!document.activeElement?.closest("input, textarea, select, dialog, [data-composer]")) button?.focus({ preventScroll: true });
}

/** How much help this browser's reader wants; nothing where it keeps nothing. */
export function assistance() {
  try {
    return localStorage.getItem(Kept);
  } catch {
    return null;
  }
}

/** Keeps how much help they want. */
export function keepAssistance(level) {
  try {
    localStorage.setItem(Kept, level);
  } catch {
    // A browser that keeps nothing asks again next time.
  }
}

/** The hands of the composer: parts light up together, numbers are dragged, pastes that no field holds are told. */
export function attach(form, page) {
  const ended = new AbortController();
  const on = (target, type, handler) => target.addEventListener(type, handler, { signal: ended.signal });
  const watches = [lightUp(form, on), replayAfterReconnect(form, on)];
  dragNumbers(form, page, on);
  pickNumbers(form, page, on);
  guardPastes(form, page, on);
  walkWithArrows(on);
  on(form, "click", e => {
    const cell = e.target.closest("[data-for]");
    if (cell) goTo(form, cell.dataset.for, ended.signal);
    // Enter on a chip: the keys go on in the field that it went into.
    const chip = e.target.closest("[data-into]");
    if (chip && e.detail === 0) goTo(form, chip.dataset.into, ended.signal);
  });
  return {
    stop: () => {
      ended.abort();
      for (const watch of watches) watch.disconnect();
    },
  };
}

/** Brings the focus to a field. One that is folded away isn't there yet: its fold is opened, and it gets the focus as it comes. */
function goTo(form, id, signal) {
  const field = document.getElementById(id);
  if (field) {
    (field.matches("input, textarea") ? field : field.querySelector("button"))?.focus();
    return;
  }
  const line = form.querySelector(`details[data-holds~="${id}"] > summary`);
  if (!line) return;
  const watch = new MutationObserver(() => {
    if (!document.getElementById(id)) return;
    watch.disconnect();
    goTo(form, id, signal);
  });
  watch.observe(form, { childList: true, subtree: true });
  signal.addEventListener("abort", () => watch.disconnect());
  line.click();
}

/** Point at a part, or bring the focus to it, and it lights up among the fields, in the drawing and in the bytes. */
function lightUp(form, on) {
  let lit;
  const partOf = element => element?.closest?.("[data-part]")?.dataset.part;
  const focused = () => form.contains(document.activeElement) ? partOf(document.activeElement) : undefined;
  const draw = () => {
    for (const part of form.querySelectorAll("[data-part]")) part.toggleAttribute("data-lit", part.dataset.part === lit);
  };
  const light = part => {
    if (part === lit) return;
    lit = part;
    draw();
  };
  on(form, "pointerover", e => light(partOf(e.target) ?? focused()));
  on(form, "pointerleave", () => light(focused()));
  on(form, "focusin", e => light(partOf(e.target)));
  on(form, "focusout", e => { if (!form.contains(e.relatedTarget)) light(undefined); });
  const watch = new MutationObserver(draw);
  watch.observe(form, { childList: true, subtree: true });
  return watch;
}

/** A button that stands for a number, anywhere on the page, puts it into the field that had the focus last, as the chips do. */
function pickNumbers(form, page, on) {
  on(document, "click", e => {
    const button = e.target.closest("button[data-number]");
    if (button && !form.contains(button)) page.invokeMethodAsync("OnPickAsync", Number(button.dataset.number));
  });
}

/**
 * A number can be dragged into any field that takes one, with the mouse and with a finger: whatever has the attribute, on the whole page.
 */
function dragNumbers(form, page, on) {
  let drag;
  const end = () => {
    drag?.ghost?.remove();
    drag?.over?.removeAttribute("data-over");
    drag = undefined;
  };
  on(document, "selectstart", e => { if (drag) e.preventDefault(); });
  on(document, "pointerdown", e => {
    const chip = e.target.closest("[data-number]");
    if (chip && e.button === 0) drag = { chip, x: e.clientX, y: e.clientY };
  });
  on(document, "pointermove", e => {
    if (!drag) return;
    if (!drag.ghost) {
      if (Math.hypot(e.clientX - drag.x, e.clientY - drag.y) < StepsToDrag) return;
      drag.ghost = document.createElement("span");
      drag.ghost.className = "dragged num";
      drag.ghost.setAttribute("aria-hidden", "true");
      drag.ghost.style.color = getComputedStyle(drag.chip)[drag.chip instanceof SVGElement ? "fill" : "color"];
      drag.ghost.textContent = Number(drag.chip.dataset.number).toLocaleString("en").replaceAll(",", "\u00a0");
      form.append(drag.ghost);
      drag.chip.setPointerCapture(e.pointerId);
    }
    // The page may be drawn larger than it measures.
    const by = form.getBoundingClientRect().width / form.offsetWidth || 1;
    drag.ghost.style.left = `${e.clientX / by - 30}px`;
    drag.ghost.style.top = `${e.clientY / by - 40}px`;
    const over = document.elementFromPoint(e.clientX, e.clientY)?.closest("[data-drop]");
    if (over === drag.over) return;
    drag.over?.removeAttribute("data-over");
    over?.setAttribute("data-over", "");
    drag.over = over;
  });
  on(document, "pointerup", () => {
    const { chip, ghost, over } = drag ?? {};
    end();
    if (!ghost) return;
    // What was dragged was not clicked.
    const swallow = e => { e.stopPropagation(); e.preventDefault(); };
    document.addEventListener("click", swallow, { capture: true, once: true });
    setTimeout(() => document.removeEventListener("click", swallow, { capture: true }));
    if (over) page.invokeMethodAsync("OnDropAsync", over.dataset.drop, Number(chip.dataset.number));
  });
  on(document, "pointercancel", end);
}

/** A paste that is longer than its field would be cut without a word: it is not taken at all, and told. */
function guardPastes(form, page, on) {
  const guard = (e, text) => {
    const field = e.target;
    if (!field.matches("input[maxlength], textarea[maxlength]") || !text) return;
    const rest = field.value.length - (field.selectionEnd - field.selectionStart);
    if (rest + text.length <= field.maxLength) return;
    e.preventDefault();
    page.invokeMethodAsync("OnTooLong", field.id, text.length);
  };
  on(form, "paste", e => guard(e, e.clipboardData?.getData("text")));
  on(form, "drop", e => guard(e, e.dataTransfer?.getData("text")));
}

/** Arrow keys walk along chips, the TCB, the drawing and the bytes, so that each is one stop of the Tab key. */
function walkWithArrows(on) {
  const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
  on(document, "keydown", e => {
    const group = e.target.closest("[data-roving]");
    if (!group || !(e.key in steps)) return;
    const stops = [...group.querySelectorAll("button:enabled, [tabindex]:not(button)")];
    const next = stops[stops.indexOf(e.target) + steps[e.key]];
    if (!next) return;
    next.focus();
    e.preventDefault();
  });
}

/** What was typed while the line was down never reached the server: it is said again once the line is up. */
function replayAfterReconnect(form, on) {
  let last;
  on(form, "input", e => { last = e.target; });
  const toast = document.getElementById("reconnect");
  const watch = new MutationObserver(() => {
    if (toast.hidden && last?.isConnected && last.matches("input[type=text], textarea")) last.dispatchEvent(new Event("input", { bubbles: true }));
  });
  if (toast) watch.observe(toast, { attributes: true, attributeFilter: ["hidden"] });
  return watch;
}
