const keys = new Set(["ArrowDown", "ArrowUp", "PageDown", "PageUp", "Home", "End"]);

/** Keeps the keys that choose a row from scrolling too, and remembers whether the reader is at the end. */
export function listen(table) {
  table.addEventListener("keydown", e => {
    if (keys.has(e.key) && !e.ctrlKey && !e.altKey && !e.metaKey) e.preventDefault();
  });
  table.addEventListener("scroll", () => { table.isAway = table.scrollHeight - table.scrollTop - table.clientHeight > 40; }, { passive: true });
}

/** Brings a row into sight, below the head that stays. */
export function reveal(table, index, height) {
  const head = table.firstElementChild.offsetHeight;
  const top = index * height;
  if (top < table.scrollTop) table.scrollTop = top;
  else if (top + height > table.scrollTop + table.clientHeight - head) table.scrollTop = top + height - table.clientHeight + head;
}

/** Keeps the newest row in sight, unless the reader has gone to look at others. */
export function follow(table) {
  if (!table.isAway) table.scrollTop = table.scrollHeight;
}
