/** Counts the seconds on from where they are, for as long as the clock is on the page. */
export function run(clock, seconds) {
  const began = performance.now() - seconds * 1000;
  const tick = () => {
    if (!clock?.isConnected) return clearInterval(ticking);
    const now = Math.floor((performance.now() - began) / 1000);
    clock.textContent = `${Math.floor(now / 60)}:${String(now % 60).padStart(2, "0")}`;
  };
  const ticking = setInterval(tick, 1000);
}
