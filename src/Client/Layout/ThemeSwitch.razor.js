const themes = ["light", "dark", "projector"];

/** Goes on to the next theme, keeps it for a year, and says which it is. */
export function next() {
  const root = document.documentElement;
  const now = root.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  root.dataset.theme = themes[(themes.indexOf(now) + 1) % themes.length];
  document.cookie = `theme=${root.dataset.theme}; path=/; max-age=31536000; samesite=lax${location.protocol === "https:" ? "; secure" : ""}`;
  return root.dataset.theme;
}
