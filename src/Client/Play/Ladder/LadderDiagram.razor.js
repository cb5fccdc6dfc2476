/**
 * Tells the ladder what of it is in sight, keeps the newest row in sight for who follows, and hands on its keys. Heights are those of
 * the picture, whatever the zoom.
 */
export function attach(box, ladder) {
  const card = box.closest(".ladder");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const keys = new Set(["ArrowDown", "ArrowUp", "Enter", " "]);
  let follows = true, told = true, last = 0, frame = 0, middle = 0, isAsking = false, isForced = true, isGone = false, lastZoom = 0, zoom = "";

  const scale = () => {
    const tall = box.querySelector(".tall"), rect = tall.getBoundingClientRect();
    return { top: rect.top, by: rect.height / Number(tall.getAttribute("height")) || 1 };
  };
  const seen = () => {
    const { top, by } = scale(), frame = box.getBoundingClientRect();
    return { top: (frame.top - top) / by, bottom: (frame.bottom - top) / by };
  };
  // The box may be zoomed itself: it scrolls in pixels of its own, and stands on the page in the page's.
  const unit = () => box.getBoundingClientRect().height / box.offsetHeight || 1;
  const inBox = () => scale().by / unit();
  const isAtEnd = () => box.scrollHeight - box.clientHeight - box.scrollTop < 30;

  // A zoomed picture is drawn before anybody tells of it: whoever looks first puts the place back that was in the middle.
  const measure = () => {
    const now = box.querySelector(".zoomed").className, before = zoom;
    zoom = now;
    if (before && before !== now && !follows) {
      const sight = seen();
      box.scrollTop += (middle - (sight.top + sight.bottom) / 2) * inBox();
      last = box.scrollTop;
    }
    const { top, bottom } = seen();
    middle = (top + bottom) / 2;
    return { top, bottom };
  };

  const look = async () => {
    frame = 0;
    if (isGone || !box.clientHeight) return;
    const { top, bottom } = measure(), canvas = box.querySelector(".canvas"), spare = (bottom - top) / 2;
    const low = Number(canvas.dataset.low), high = Number(canvas.dataset.high), end = Number(box.querySelector(".tall").getAttribute("height"));
    const isBare = (low > 0 && top - spare < low) || (high < end && bottom + spare > high);
    if ((!isBare && !isForced && told === follows) || isAsking) return;
    [isAsking, isForced] = [true, false];
    told = follows;
    try {
      await ladder.invokeMethodAsync("OnSeen", top, bottom, follows);
    } finally {
      isAsking = false;
    }
    plan();
  };
  const plan = () => frame ||= requestAnimationFrame(look);
  const settle = () => {
    isForced = true;
    plan();
  };

  // Only who scrolls up stops following; what grows or slides towards the end by itself does not.
  const onScroll = () => {
    measure();
    if (isAtEnd()) follows = true;
    else if (box.scrollTop < last - 1) follows = false;
    last = box.scrollTop;
    plan();
  };
  const go = top => {
    const isFar = Math.abs(top - box.scrollTop) > 1.5 * box.clientHeight;
    box.scrollTo({ top, behavior: calm.matches || isFar ? "instant" : "smooth" });
    measure();
  };
  const show = ({ top, bottom }) => {
    const by = inBox(), sight = seen(), details = card.querySelector(".details");
    const hidden = details && getComputedStyle(details).position === "absolute" ? details.offsetHeight / unit() : 0;
    const head = 60, room = box.clientHeight - hidden, y = (top - sight.top) * by, end = (Math.min(bottom, top + 90) - sight.top) * by;
    if (y >= head && end <= room - 12) return;
    follows = false;
    go(box.scrollTop + y - Math.max(head, (room - (end - y)) / 2));
  };

  const onKey = e => {
    if (e.ctrlKey || e.metaKey || e.altKey || e.isComposing || e.target.closest("select, input, textarea")) return;
    const row = e.target.closest("[data-row]"), inDetails = e.target.closest(".details");
    const isMove = e.key.startsWith("Arrow") ? row || (inDetails && !e.target.closest(".body")) : row;
    const isKey = keys.has(e.key) ? isMove : e.key === "Escape" ? card.querySelector(".details, .said:not(.visually-hidden)") : /^[-+0nlb]$/i.test(e.key);
    if (!isKey) return;
    e.preventDefault();
    ladder.invokeMethodAsync("OnKeyAsync", e.key, row ? Number(row.dataset.row) : null);
  };
  const onWheel = e => {
    if (!e.ctrlKey) return;
    e.preventDefault();
    if (e.timeStamp - lastZoom < 90) return;
    lastZoom = e.timeStamp;
    ladder.invokeMethodAsync("OnKeyAsync", e.deltaY < 0 ? "+" : "-", null);
  };
  const sizes = new ResizeObserver(() => {
    if (follows) box.scrollTop = box.scrollHeight;
    settle();
  });

  box.addEventListener("scroll", onScroll, { passive: true });
  box.addEventListener("scrollend", settle);
  box.addEventListener("wheel", onWheel, { passive: false });
  card.addEventListener("keydown", onKey);
  sizes.observe(box);
  return {
    drawn: ask => {
      if (ask.toEnd) follows = true;
      measure();
      if (ask.show && !ask.toEnd) show(ask.show);
      else if (follows && !isAtEnd()) go(box.scrollHeight);
      if (ask.focus) box.querySelector("[data-row] [tabindex='0']")?.focus({ preventScroll: true });
      plan();
    },
    stop: () => {
      isGone = true;
      sizes.disconnect();
      box.removeEventListener("scroll", onScroll);
      box.removeEventListener("scrollend", settle);
      box.removeEventListener("wheel", onWheel);
      card.removeEventListener("keydown", onKey);
    },
  };
}
