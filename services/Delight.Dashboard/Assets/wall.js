// A screen on the wall has nobody who scrolls. What does not fit is shown a screenful at a time: each begins with the first thing that was not
// whole on the one before, and after the last comes the first. ?wall=20 turns every 20 seconds, ?wall=0 never; a key or a hand stops it for a minute.
(() => {
  "use strict";
  const Usual = 15, Rest = 60000;
  const wall = () => document.querySelector(".frame.wall");
  const seconds = () => { const asked = new URLSearchParams(location.search).get("wall"); return /^[0-9]{1,4}$/.test(asked) ? Number(asked) : Usual; };
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  let turned = Date.now(), touched = -Rest;

  function turn() {
    const top = wall().querySelector(".top").getBoundingClientRect().bottom, bottom = innerHeight;
    const things = [...wall().querySelectorAll("main > :not(ol, .cards), main > ol > li, main > .cards > *")].map(t => t.getBoundingClientRect()).filter(t => t.height > 0);
    const next = things.find(t => t.bottom > bottom + 1);
    const by = !next ? -scrollY : next.top > top + 1 ? next.top - top : bottom - top; // One that is higher than the screen itself is turned through, too.
    scrollBy({ top: by, behavior: still.matches ? "instant" : "smooth" });
  }

  setInterval(() => {
    const every = seconds() * 1000;
    if (!wall() || !every || Date.now() - touched < Rest || Date.now() - turned < every) return;
    turned = Date.now();
    turn();
  }, 250);
  ["keydown", "pointerdown", "wheel"].forEach(sign => addEventListener(sign, () => { touched = Date.now(); }, { passive: true }));
})();
