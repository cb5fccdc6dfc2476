// The writer's rest that is waited for before the text is told.
const rest = 350;

/** Takes hold of an editor: numbers its lines, tells its text when the writer rests, and keeps what could not be told until it can. */
export function attach(editor, page) {
  const text = editor.querySelector("textarea"), numbers = editor.querySelector(".numbers");
  let timer = 0, told = null, wrong = new Set();

  function number() {
    const count = text.value.split("\n").length;
    numbers.replaceChildren(...Array.from({ length: count }, (_, i) => {
      const line = document.createElement("span");
      line.textContent = wrong.has(i + 1) ? `⚠ ${i + 1}` : `${i + 1}`;
      line.classList.toggle("wrong", wrong.has(i + 1));
      return line;
    }));
    numbers.scrollTop = text.scrollTop;
  }

  async function tell() {
    const now = text.value;
    if (now === told) return;
    try {
      await page.invokeMethodAsync("OnTextAsync", now);
      told = now;
    } catch {
      // The line is down: what was typed stays here, and is told when it is up.
      timer = setTimeout(tell, 1000);
    }
  }

  function soon() {
    number();
    clearTimeout(timer);
    timer = setTimeout(tell, rest);
  }

  function indent(e) {
    if (e.key !== "Tab" || e.shiftKey || e.ctrlKey || e.altKey || !editor.dataset.typed) return;
    e.preventDefault();
    document.execCommand("insertText", false, "  ");
  }

  // Tab indents while one types, and goes on to the next field where one has just come by or pressed Escape.
  const typed = e => { if (e.key === "Escape") delete editor.dataset.typed; else if (e.key !== "Tab") editor.dataset.typed = "1"; };
  const left = () => { delete editor.dataset.typed; };
  const scrolled = () => { numbers.scrollTop = text.scrollTop; };
  const events = [["input", soon], ["keydown", indent], ["keydown", typed], ["blur", left], ["scroll", scrolled]];
  for (const [name, does] of events) text.addEventListener(name, does);
  number();

  return {
    show(value) { text.value = told = value; number(); },
    mark(lines) { wrong = new Set(lines); number(); },
    goTo(line) {
      const lines = text.value.split("\n"), at = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
      text.focus();
      text.setSelectionRange(at, at + (lines[line - 1] ?? "").length);
      text.scrollTop = Math.max(0, (line - 4) * parseFloat(getComputedStyle(text).lineHeight));
    },
    stop() {
      clearTimeout(timer);
      for (const [name, does] of events) text.removeEventListener(name, does);
    },
  };
}
