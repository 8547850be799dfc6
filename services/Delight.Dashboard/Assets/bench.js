// The packing bench: a tick counts at once and is kept by the browser until the server has it, so that none is lost with the connection.
(() => {
  "use strict";
  const Outbox = "delight-ticks", Bench = "delight-bench", Keys = "delight-keys", Reloaded = "delight-reloaded";

  window.delightBench = {
    id() {
      let id = localStorage.getItem(Bench);
      if (!id) localStorage.setItem(Bench, id = crypto.randomUUID ? crypto.randomUUID() : String(Math.random()).slice(2) + Date.now());
      return id;
    }
  };

  const kept = () => JSON.parse(localStorage.getItem(Outbox) || "{}");
  const keep = ticks => localStorage.setItem(Outbox, JSON.stringify(ticks));
  const nameOf = t => [t.shop, t.orderId, t.key].join("\n");
  const hasKeys = () => localStorage.getItem(Keys) !== "off"; // Whoever steers by voice does without keys that act alone.
  const bench = () => document.querySelector("[data-bench]");

  document.addEventListener("change", event => {
    if (event.target.matches("[data-keys]")) localStorage.setItem(Keys, event.target.checked ? "on" : "off");
    const box = event.target.closest("[data-tick]"), here = bench();
    if (!box || !here) return;
    const tick = { bench: delightBench.id(), shop: here.dataset.shop, orderId: here.dataset.order, key: box.dataset.tick, ticked: box.checked, at: Date.now() };
    const ticks = kept();
    ticks[nameOf(tick)] = tick;
    keep(ticks);
    show();
    send();
  });

  // What the server does not know yet is shown as it was ticked here.
  function show() {
    const here = bench();
    if (!here) return;
    const ticks = kept();
    here.querySelectorAll("[data-tick]").forEach(box => {
      const tick = ticks[nameOf({ shop: here.dataset.shop, orderId: here.dataset.order, key: box.dataset.tick })];
      if (tick && box.checked !== tick.ticked) box.checked = tick.ticked;
      box.closest("li").classList.toggle("ticked", box.checked);
    });
    const isKept = Object.keys(ticks).length > 0;
    tell(here.querySelector("[data-bench-offline]"), isKept && failing);
    tell(here.querySelector("[data-bench-refused]"), Object.values(ticks).some(isRefused));
    const keys = here.querySelector("[data-keys]");
    if (keys && keys.checked !== hasKeys()) keys.checked = hasKeys();
  }
  function tell(note, holds) {
    if (note && note.hidden === holds) note.hidden = !holds;
  }

  // A tick is forgotten here only when the server has it, or knows of no such order. Those that it refuses are tried again when they are
  // ticked anew, or when the page is.
  let sending = false, failing = false, leaving = false;
  const refused = new Set(), isRefused = t => refused.has(nameOf(t) + t.at);
  async function send() {
    if (sending) return;
    sending = true;
    let handedIn = false;
    try {
      for (;;) {
        const here = bench(), tick = Object.values(kept()).filter(t => !isRefused(t)).sort((a, b) => a.at - b.at)[0];
        if (!tick || !here) break;
        const answer = await fetch("/packing/ticks", { method: "POST", headers: { "Content-Type": "application/json", "RequestVerificationToken": here.dataset.token }, body: JSON.stringify(tick) });
        if (answer.status >= 500 || answer.status === 429) throw new Error("not now");
        if ((answer.ok && !answer.redirected) || answer.status === 404) {
          sessionStorage.removeItem(Reloaded);
          const ticks = kept();
          if (ticks[nameOf(tick)]?.at === tick.at) { delete ticks[nameOf(tick)]; keep(ticks); }
          handedIn = true;
        } else if (!sessionStorage.getItem(Reloaded)) {
          sessionStorage.setItem(Reloaded, "1"); // Once: a page that is out of date or signed out is not after that.
          leaving = true;
          location.reload();
          return;
        } else {
          refused.add(nameOf(tick) + tick.at);
        }
      }
      failing = false;
    } catch {
      failing = true;
    } finally {
      sending = leaving;
      show();
      if (handedIn) document.querySelector("[data-bench-look]")?.click(); // The page asks anew, so that what was ticked last lets it be finished.
    }
  }
  setInterval(() => { if (Object.keys(kept()).length) send(); }, 2000);
  addEventListener("online", send);
  new MutationObserver(show).observe(document.documentElement, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-order", "data-tick"] });

  const finish = () => { const button = document.querySelector("[data-finish]"); if (button && !button.disabled) button.click(); else document.getElementById("next")?.click(); };
  document.addEventListener("click", event => { if (event.target.closest("[data-print]")) print(); });

  // A scanner types quickly and ends with Enter; wherever the focus is, it goes into the box. So a key is a command only when no other
  // follows at once, and what a scanner types presses nothing.
  const AtOnce = 60, Wait = 80;
  let typed = "", last = 0, command;
  document.addEventListener("keydown", event => {
    const box = document.getElementById("scan-box");
    if (!box || event.repeat || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input:not([type=checkbox]), textarea")) return;
    if (event.key.length !== 1 && event.key !== "Enter") return;
    const follows = event.timeStamp - last < AtOnce;
    last = event.timeStamp;
    clearTimeout(command);
    if (follows) { event.preventDefault(); event.stopPropagation(); }
    if (event.key !== "Enter") {
      typed = (follows ? typed : "") + event.key;
      if (!follows && !event.target.closest("select")) command = setTimeout(obey, Wait, event.key);
    } else if (follows && typed) {
      box.value = typed;
      box.dispatchEvent(new Event("input", { bubbles: true }));
      box.form.requestSubmit();
      typed = "";
    }
  }, true);

  function obey(key) {
    if (!hasKeys()) return;
    if (key === "f" || key === "F") finish();
    else if (/^[1-9]$/.test(key)) document.querySelectorAll("[data-tick]")[key - 1]?.click();
  }

  // A finger's or a pen's; a mouse that is drawn over words selects them.
  let from = null;
  document.addEventListener("pointerdown", event => { from = bench() && event.isPrimary && event.pointerType !== "mouse" ? { x: event.clientX, y: event.clientY } : null; });
  document.addEventListener("pointerup", event => {
    if (from && from.x - event.clientX > 120 && Math.abs(from.y - event.clientY) < 60) finish();
    from = null;
  });
  document.addEventListener("pointercancel", () => { from = null; });
  show();
})();
