// Before anything is painted: the theme that this browser was set to, else the system's.
(() => {
  const kept = localStorage.getItem("delight-theme");
  if (kept === "dark" || kept === "light") document.documentElement.dataset.theme = kept;
})();
