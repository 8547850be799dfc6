// A question over the page. The browser's own modal dialog keeps the focus in it and gives it back where it was.
(() => {
  "use strict";
  let from = null;

  window.delightDialog = {
    show(dialog) {
      if (dialog.open) return;
      from = document.activeElement;
      dialog.showModal();
      dialog.querySelector("[data-leave]")?.focus(); // What does nothing comes first.
    },
    close(dialog) {
      if (!dialog.open) return;
      dialog.close(); // Gives the focus back to where it was.
      if (!from?.isConnected || from.disabled) document.getElementById("content")?.focus(); // What was pressed is gone, as after it was removed.
    }
  };

  const open = () => document.querySelector("dialog[data-ask][open]");
  const leave = dialog => dialog.querySelector("[data-leave]")?.click();

  document.addEventListener("keydown", event => {
    const dialog = event.key === "Escape" && open();
    if (!dialog) return;
    event.preventDefault(); // The page closes it, unless it is being done.
    leave(dialog);
  }, true);
  document.addEventListener("cancel", event => { if (event.target.matches("dialog[data-ask]")) { event.preventDefault(); leave(event.target); } }, true);
  // A browser may close it all the same, such as by a second gesture back.
  document.addEventListener("close", event => {
    const dialog = event.target;
    if (!dialog.matches("dialog[data-ask]") || dialog.open || !dialog.querySelector("[data-leave]")) return;
    dialog.showModal();
    leave(dialog);
  }, true);
  document.addEventListener("click", event => {
    const dialog = open();
    if (event.target !== dialog) return;
    const { left, right, top, bottom } = dialog.getBoundingClientRect();
    if (event.clientX < left || event.clientX > right || event.clientY < top || event.clientY > bottom) leave(dialog);
  });
})();
