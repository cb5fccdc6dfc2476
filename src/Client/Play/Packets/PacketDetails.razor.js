// A line of the dump: place, two blanks, sixteen times two digits and a blank with one more in the middle, a blank, the characters.
const digitsAt = 6, perLine = 16, textAt = digitsAt + perLine * 3 + 2;
const columnOf = i => digitsAt + i * 3 + (i > 7 ? 1 : 0);

// Which branches are open: the same in the next packet.
const open = new Set(["tcp"]);

/** Ties a packet's fields to its octets, once for each place on the page; each new packet only gets its branches opened. */
export function tie(root) {
  const tree = root.querySelector("[role=tree]");
  for (const item of tree.querySelectorAll("[aria-expanded]")) item.setAttribute("aria-expanded", open.has(item.dataset.id));
  if (!tree.querySelector("[tabindex='0']")) tree.querySelector("[role=treeitem]").tabIndex = 0;
  root.cursor = -1;
  light(root, null);
  if (root.isTied) return;
  root.isTied = true;
  root.addEventListener("pointerover", e => {
    const item = e.target.closest("[role=treeitem]");
    if (item) light(root, item);
  });
  root.addEventListener("pointermove", e => {
    if (!e.target.closest(".hex")) return;
    const at = octetAt(root, e);
    light(root, at < 0 ? pinned(root) : itemOf(root, at), at);
  });
  root.addEventListener("pointerleave", () => light(root, pinned(root)));
  root.addEventListener("focusin", e => {
    const item = e.target.closest("[role=treeitem]");
    if (item) pin(root, item);
  });
  root.addEventListener("click", e => click(root, e));
  root.addEventListener("keydown", e => {
    if (e.ctrlKey || e.altKey || e.metaKey) return;
    const isTaken = e.target.closest(".hex") ? keyInHex(root, e.key) : e.target.closest("[role=tree]") ? keyInTree(root, e.target, e.key) : false;
    if (isTaken) e.preventDefault();
  });
}

const items = root => [...root.querySelectorAll("[role=treeitem]")];
const isVisible = item => item.getClientRects().length > 0;
const pinned = root => root.querySelector("[role=treeitem][tabindex='0'][data-pinned]");

function pin(root, item) {
  for (const other of root.querySelectorAll("[role=treeitem][tabindex='0']")) {
    other.tabIndex = -1;
    delete other.dataset.pinned;
  }
  item.tabIndex = 0;
  item.dataset.pinned = "";
  light(root, item);
}

/** Lights up a field and its octets; one octet may be pointed at besides. */
function light(root, item, octet = -1) {
  for (const other of root.querySelectorAll("[data-lit]")) delete other.dataset.lit;
  const marks = root.querySelector(".marks");
  marks.replaceChildren();
  const count = +root.querySelector(".hex").dataset.count;
  if (item) {
    let shown = item;
    while (shown && !isVisible(shown.firstElementChild)) shown = shown.parentElement.closest("[role=treeitem]");
    // On a phone the whole list may have been folded away meanwhile.
    if (!shown) return;
    shown.dataset.lit = "";
    const from = +item.dataset.at;
    mark(marks, from, Math.min(from + +item.dataset.length, count), "mark");
  }
  if (octet >= 0) mark(marks, octet, octet + 1, "mark one");
}

function mark(marks, from, to, name) {
  for (let at = from; at < to; at = (Math.floor(at / perLine) + 1) * perLine) {
    const line = Math.floor(at / perLine), first = at % perLine, last = Math.min(to, (line + 1) * perLine) - 1 - line * perLine;
    for (const [left, right] of [[columnOf(first), columnOf(last) + 2], [textAt + first, textAt + last + 1]]) {
      const box = document.createElement("i");
      box.className = name;
      box.style.cssText = `top: calc(${line} * var(--line-height)); left: ${left}ch; width: ${right - left}ch`;
      marks.append(box);
    }
  }
}

function octetAt(root, e) {
  const pre = root.querySelector(".hex pre"), box = pre.getBoundingClientRect(), count = +root.querySelector(".hex").dataset.count;
  const lines = Math.ceil(count / perLine), width = box.width / (textAt + perLine);
  const line = Math.floor((e.clientY - box.top) / (box.height / lines)), column = (e.clientX - box.left) / width;
  if (line < 0 || line >= lines) return -1;
  for (let i = 0; i < perLine; i++) {
    const isThere = (column >= columnOf(i) - .5 && column < columnOf(i) + 2.5) || (column >= textAt + i && column < textAt + i + 1);
    if (isThere) return line * perLine + i < count ? line * perLine + i : -1;
  }
  return -1;
}

/** The field that an octet belongs to: of all that hold it the smallest, and of those the first; for bits, the field that they are in. */
function itemOf(root, at) {
  let best = null;
  for (const item of items(root)) {
    const from = +item.dataset.at, length = +item.dataset.length, isSmaller = !best || length < +best.dataset.length;
    if (at >= from && at < from + length && (isSmaller || (length === +best.dataset.length && best.contains(item)))) best = item;
  }
  const above = best?.parentElement.closest("[role=treeitem]");
  return above && +above.dataset.length <= 2 ? above : best;
}

function toggle(item, isOpen) {
  if (!item.hasAttribute("aria-expanded")) return;
  item.setAttribute("aria-expanded", isOpen);
  if (isOpen) open.add(item.dataset.id);
  else open.delete(item.dataset.id);
}

function show(root, item) {
  for (let above = item.parentElement.closest("[role=treeitem]"); above; above = above.parentElement.closest("[role=treeitem]")) toggle(above, true);
  item.focus({ preventScroll: true });
  item.firstElementChild.scrollIntoView({ block: "nearest" });
}

function click(root, e) {
  const item = e.target.closest("[role=treeitem]");
  if (item) {
    toggle(item, item.getAttribute("aria-expanded") !== "true");
    item.focus({ preventScroll: true });
    pin(root, item);
  } else if (e.target.closest(".hex")) {
    const found = itemOf(root, octetAt(root, e));
    if (found) show(root, found);
  }
}

function keyInTree(root, item, key) {
  const seen = items(root).filter(isVisible), at = seen.indexOf(item), isOpen = item.getAttribute("aria-expanded");
  const above = item.parentElement.closest("[role=treeitem]");
  const to = key === "ArrowDown" ? seen[at + 1] : key === "ArrowUp" ? seen[at - 1] : key === "Home" ? seen[0] : key === "End" ? seen.at(-1)
    : key === "ArrowRight" && isOpen === "true" ? seen[at + 1] : key === "ArrowLeft" && isOpen !== "true" ? above : null;
  if (to) {
    to.focus({ preventScroll: true });
    to.firstElementChild.scrollIntoView({ block: "nearest" });
  } else if (key === "ArrowRight" || key === "ArrowLeft") toggle(item, key === "ArrowRight");
  else if (key === "Enter" || key === " ") toggle(item, isOpen !== "true");
  else return key.startsWith("Arrow");
  return true;
}

function keyInHex(root, key) {
  const steps = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: perLine, ArrowUp: -perLine };
  const hex = root.querySelector(".hex"), count = +hex.dataset.count;
  if (key === "Enter" && root.cursor >= 0) {
    const found = itemOf(root, root.cursor);
    if (found) show(root, found);
    return true;
  }
  if (!(key in steps) && key !== "Home" && key !== "End") return false;
  const to = key === "Home" ? 0 : key === "End" ? count - 1 : root.cursor < 0 ? 0 : root.cursor + steps[key];
  if (to < 0 || to >= count) return true;
  root.cursor = to;
  const item = itemOf(root, to);
  light(root, item, to);
  root.querySelector(".mark.one").scrollIntoView({ block: "nearest", inline: "nearest" });
  const line = root.querySelector("pre").textContent.split("\n")[Math.floor(to / perLine)];
  const digits = line.slice(columnOf(to % perLine), columnOf(to % perLine) + 2);
  root.querySelector(".said").textContent = `${to}: 0x${digits}. ${item ? item.firstElementChild.textContent : ""}`;
  return true;
}
