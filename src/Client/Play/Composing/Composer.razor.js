import { isTooLong } from "../../Widgets/PasteGuard.razor.js";

const Kept = "assistance";
const StepsToDrag = 6;

/** Where what was typed waits while a page is loaded anew; the page's path follows. */
const Typed = "typed:";

/** Milliseconds for which something that was typed may not have reached the server without anybody knowing: the loss of a line is noticed late. */
const Unheard = 30_000;

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
  const on = (target, type, handler, capture) => target.addEventListener(type, handler, { signal: ended.signal, capture });
  const watches = [lightUp(form, on), sayAgain(form, on, ended.signal)];
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

/** Brings the focus to a field. */
function goTo(form, id, signal) {
  reach(form, id, signal, field => (field.matches("input, textarea") ? field : field.querySelector("button"))?.focus());
}

/** Does something with a field. One that is folded away isn't there yet: its fold is opened, and its turn is when it comes. */
function reach(form, id, signal, act) {
  const field = document.getElementById(id);
  if (field) {
    act(field);
    return;
  }
  const line = form.querySelector(`details[data-holds~="${CSS.escape(id)}"]:not([open]) > summary`);
  if (!line) return;
  const watch = new MutationObserver(() => {
    if (!document.getElementById(id)) return;
    watch.disconnect();
    act(document.getElementById(id));
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
    if (!field.matches("input[maxlength], textarea[maxlength]") || !isTooLong(field, text)) return;
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

/**
 * What was typed while the line was down never reached the server: it is said again, each field as it stands and in the order of typing,
 * once the line is up, or once the page that had to be loaded anew is there.
 */
function sayAgain(form, on, signal) {
  const typed = new Map();
  const toast = document.getElementById("reconnect");
  const countFrom = () => document.getElementById("count-from");
  const say = (id, text) => reach(form, id, signal, field => {
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
  // On the window, for while the line is down nothing that is typed goes further.
  on(window, "input", e => {
    if (!form.contains(e.target) || !e.target.matches("input[type=text], textarea")) return;
    typed.delete(e.target.id);
    typed.set(e.target.id, { at: performance.now(), text: e.target.value });
  }, true);
  const watch = new MutationObserver(() => {
    const all = [...typed];
    typed.clear();
    if (toast.hidden) {
      for (const [id, { text }] of all) say(id, text);
      return;
    }
    // A segment that went out in between has emptied its fields: they count as they stand when the line is lost.
    for (const [id, { at, text }] of all) {
      if (at > performance.now() - Unheard) typed.set(id, { at, text: document.getElementById(id)?.value ?? text });
    }
  });
  if (toast) watch.observe(toast, { attributes: true, attributeFilter: ["hidden"] });
  on(window, "pagehide", () => {
    if (toast && !toast.hidden) keep(Typed + location.pathname, { isRelative: countFrom()?.ariaPressed, fields: [...typed].map(([id, { text }]) => [id, text]) });
  });
  const before = takeOut(Typed + location.pathname);
  if (before && before.isRelative !== countFrom()?.ariaPressed) countFrom()?.click();
  for (const [id, text] of before?.fields ?? []) say(id, text);
  return watch;
}

function keep(name, what) {
  try {
    sessionStorage.setItem(name, JSON.stringify(what));
  } catch {
    // A browser that keeps nothing has what the server kept.
  }
}

function takeOut(name) {
  try {
    const kept = sessionStorage.getItem(name);
    sessionStorage.removeItem(name);
    return JSON.parse(kept);
  } catch {
    return null;
  }
}
