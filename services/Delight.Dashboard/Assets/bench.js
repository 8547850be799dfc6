// The packing bench: a tick counts at once and is kept by the browser until the server has it, so that none is lost with the connection.
(() => {
  "use strict";
  const Outbox = "delight-ticks", Bench = "delight-bench";

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
  const bench = () => document.querySelector("[data-bench]");

  document.addEventListener("change", event => {
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
    let all = true;
    here.querySelectorAll("[data-tick]").forEach(box => {
      const tick = ticks[nameOf({ shop: here.dataset.shop, orderId: here.dataset.order, key: box.dataset.tick })];
      if (tick && box.checked !== tick.ticked) box.checked = tick.ticked;
      box.closest("li").classList.toggle("ticked", box.checked);
      all &&= box.checked;
    });
    const note = here.querySelector("[data-bench-offline]");
    const lost = Object.keys(ticks).length > 0 && failing;
    if (note && note.hidden === lost) note.hidden = !lost;
  }

  let sending = false, failing = false;
  async function send() {
    if (sending) return;
    sending = true;
    try {
      for (;;) {
        const tick = Object.values(kept()).sort((a, b) => a.at - b.at)[0], here = bench();
        if (!tick || !here) break;
        const answer = await fetch("/packing/ticks", { method: "POST", headers: { "Content-Type": "application/json", "RequestVerificationToken": here.dataset.token }, body: JSON.stringify(tick) });
        if (answer.status >= 500 || answer.status === 429) throw new Error("not now");
        if (answer.status === 401 || answer.redirected) { location.reload(); break; }
        failing = false;
        const ticks = kept();
        if (ticks[nameOf(tick)]?.at === tick.at) { delete ticks[nameOf(tick)]; keep(ticks); }
      }
      failing = false;
    } catch {
      failing = true;
    } finally {
      sending = false;
      show();
    }
  }
  setInterval(() => { if (Object.keys(kept()).length) send(); }, 2000);
  addEventListener("online", send);
  new MutationObserver(show).observe(document.documentElement, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-order", "data-tick"] });

  const finish = () => { const button = document.querySelector("[data-finish]"); if (button && !button.disabled) button.click(); else document.getElementById("next")?.click(); };

  document.addEventListener("keydown", event => {
    if (!bench() || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input:not([type=checkbox]), textarea, select")) return;
    if (event.key === "f" || event.key === "F") { event.preventDefault(); finish(); }
    else if (/^[1-9]$/.test(event.key)) { document.querySelectorAll("[data-tick]")[event.key - 1]?.click(); }
  });
  document.addEventListener("click", event => { if (event.target.closest("[data-print]")) print(); });

  // A scanner types quickly and ends with Enter; wherever the focus is, it goes into the box.
  let typed = "", last = 0;
  document.addEventListener("keydown", event => {
    const box = document.getElementById("scan-box");
    if (!box || event.target === box || event.key.length !== 1 && event.key !== "Enter") return;
    const now = performance.now();
    typed = now - last < 60 ? typed : "";
    last = now;
    if (event.key !== "Enter") { typed += event.key; return; }
    if (typed.length < 4) return;
    event.preventDefault();
    box.value = typed;
    box.dispatchEvent(new Event("input", { bubbles: true }));
    box.form.requestSubmit();
    typed = "";
  }, true);

  let from = null;
  document.addEventListener("pointerdown", event => { from = bench() && event.isPrimary ? { x: event.clientX, y: event.clientY } : null; });
  document.addEventListener("pointerup", event => {
    if (from && from.x - event.clientX > 120 && Math.abs(from.y - event.clientY) < 60) finish();
    from = null;
  });
  show();
})();
