/** Keeps the newest row in sight. */
export function follow(box) {
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  box?.scrollTo({ top: box.scrollHeight, behavior: calm ? "auto" : "smooth" });
}
