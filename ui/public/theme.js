// Before the first paint: the theme of the last time, so that a dark window does not open light. It runs before the
// app's own code, which takes over in src/app/appearance.ts and keeps the choice under this name.
try {
  const kept = JSON.parse(localStorage.getItem("eyrie.appearance"))?.theme;
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const isDark = kept === "dark" || (kept !== "light" && dark);
  document.documentElement.dataset.theme = isDark ? "dark" : "light";
} catch {
  document.documentElement.dataset.theme = "light";
}
