// What only the browser knows or can do: the reader's clock, language and keys, and whether the page is live.
(() => {
  "use strict";

  const language = navigator.languages && navigator.languages.length ? navigator.languages : undefined;
  const exact = new Intl.DateTimeFormat(language, { dateStyle: "full", timeStyle: "long" });
  const moment = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" });
  const day = new Intl.DateTimeFormat(language, { dateStyle: "medium" });
  const clock = new Intl.DateTimeFormat(language, { timeStyle: "medium" });
  const second = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "medium" });
  const month = new Intl.DateTimeFormat(language, { month: "long", year: "numeric", timeZone: "UTC" }); // A month of the shop's calendar, wherever the reader is.
  const ago = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  const steps = [["second", 60], ["minute", 60], ["hour", 24], ["day", 30], ["month", 12], ["year", Infinity]];

  function since(date) {
    let distance = (date.getTime() - Date.now()) / 1000;
    for (const [unit, most] of steps) {
      if (Math.abs(distance) < most) return ago.format(Math.round(distance), unit);
      distance /= most;
    }
    return moment.format(date);
  }

  // A moment to the second: of today, the time alone.
  const toTheSecond = date => (date.toDateString() === new Date().toDateString() ? clock : second).format(date);
  const kinds = { ago: since, day: date => day.format(date), month: date => month.format(date), exact: toTheSecond };
  const currencies = new Set(Intl.supportedValuesOf ? Intl.supportedValuesOf("currency") : []);

  // Shown in a shadow, so that what the server writes and what the browser makes of it never get in each other's way.
  class Shown extends HTMLElement {
    connectedCallback() {
      if (!this.shadowRoot) this.attachShadow({ mode: "open" });
      this.show();
    }
    attributeChangedCallback() {
      if (this.shadowRoot) this.show();
    }
  }

  const times = new Set();
  customElements.define("delight-time", class extends Shown {
    static observedAttributes = ["at", "kind"];
    connectedCallback() { super.connectedCallback(); times.add(this); }
    disconnectedCallback() { times.delete(this); }
    show() {
      const date = new Date(this.getAttribute("at"));
      if (isNaN(date)) return;
      const kind = this.getAttribute("kind");
      this.shadowRoot.textContent = (kinds[kind] || (date => moment.format(date)))(date);
      if (kind !== "month") this.title = exact.format(date);
    }
  });
  setInterval(() => times.forEach(t => t.show()), 15000);

  customElements.define("delight-number", class extends Shown {
    static observedAttributes = ["value", "currency", "digits", "percent"];
    show() {
      const currency = this.getAttribute("currency"), digits = this.getAttribute("digits");
      if (currency && !currencies.has(currency)) { this.shadowRoot.replaceChildren(document.createElement("slot")); return; } // What the server wrote stays.
      const value = Number(this.getAttribute("value"));
      this.shadowRoot.textContent = this.hasAttribute("percent") ? new Intl.NumberFormat(language, { style: "percent" }).format(value / 100)
        : currency ? new Intl.NumberFormat(language, { style: "currency", currency }).format(value)
        : new Intl.NumberFormat(language, digits ? { minimumFractionDigits: +digits, maximumFractionDigits: +digits } : {}).format(value);
    }
  });

  document.addEventListener("click", event => {
    if (event.target.closest("[data-reload]")) location.reload();
    if (!event.target.closest("[data-theme-switch]")) return;
    const root = document.documentElement;
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    localStorage.setItem("delight-theme", root.dataset.theme);
  });

  // The search, from everywhere: / and Ctrl-K.
  document.addEventListener("keydown", event => {
    const writes = event.target.closest("input, textarea, select, [contenteditable]");
    if (!((event.key === "/" && localStorage["delight-keys"] !== "off" && !writes && !event.ctrlKey && !event.metaKey) || (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey)))) return;
    event.preventDefault();
    const box = document.getElementById("find-box");
    if (box) { box.focus(); box.select(); return; }
    sessionStorage.setItem("delight-find", "1");
    if (window.Blazor) Blazor.navigateTo("/find"); else location.href = "/find";
  });
  new MutationObserver(() => {
    const box = document.getElementById("find-box");
    if (box && sessionStorage.getItem("delight-find")) {
      sessionStorage.removeItem("delight-find");
      setTimeout(() => box.focus(), 50); // After the focus that a new page gives to its heading.
    }
  }).observe(document.documentElement, { childList: true, subtree: true });

  // Whether what is shown follows what happens.
  const modal = document.getElementById("components-reconnect-modal");
  function tell() {
    const state = modal.className;
    const lost = /components-reconnect-(show|retrying|paused)/.test(state), gone = /components-reconnect-(failed|rejected|resume-failed)/.test(state);
    document.documentElement.dataset.live = lost || gone ? "no" : "yes";
    document.querySelectorAll(".live-word").forEach(w => { w.textContent = lost || gone ? "not live" : "live"; });
    if (gone) comeBack();
  }
  // The server forgot this page, as after a restart: it is loaded anew as soon as it answers.
  async function comeBack() {
    for (;;) {
      try {
        const answer = await fetch("/health/live", { cache: "no-store" });
        if (answer.ok) { location.reload(); return; }
      } catch { /* Still away. */ }
      await new Promise(done => setTimeout(done, 2000));
    }
  }
  if (modal) {
    new MutationObserver(tell).observe(modal, { attributes: true, attributeFilter: ["class"] });
    tell();
  }
})();
