// What the pages do without asking the server: the way to the content, the explanation of a fact, trees.
(() => {
  "use strict";
  const fact = (number, from) => {
    const behind = document.getElementById(`f${number}`);
    const panel = document.getElementById("giai-thich-noi-dung");
    if (!behind || !panel) return;
    panel.replaceChildren(...Array.from(behind.childNodes, (node) => node.cloneNode(true)));
    const told = document.getElementById(`noi-${number}`);
    if (told) panel.append(...Array.from(told.childNodes, (node) => node.cloneNode(true)));
    const inner = from && from.closest("mark");
    if (inner && !inner.dataset.fact && inner.title) {
      const line = document.createElement("p");
      line.textContent = inner.title;
      panel.prepend(line);
    }
    document.querySelectorAll("mark.dang-xem").forEach((mark) => mark.classList.remove("dang-xem"));
    document.querySelectorAll(`mark[data-fact="${number}"]`).forEach((mark) => mark.classList.add("dang-xem"));
  };
  const shown = new WeakSet();
  const goTo = (text) => {
    if (!text || shown.has(text)) return;
    shown.add(text);
    const number = text.dataset.factAt;
    const at = Number(text.dataset.charAt);
    let target = number !== "0" ? document.getElementById(`m${number}`) : null;
    if (target) fact(number, null);
    else if (at >= 0) {
      const lines = Array.from(text.querySelectorAll("[data-at]")).filter((line) => Number(line.dataset.at) <= at);
      target = lines.pop();
      if (target) target.classList.add("dang-xem");
    }
    if (target) target.scrollIntoView({ block: "center" });
  };
  const ready = () => {
    const language = document.querySelector("[data-language]")?.dataset.language;
    if (language && document.documentElement.lang !== language) document.documentElement.lang = language;
    const label = document.querySelector(".tiep-nhan")?.dataset.label;
    document.querySelectorAll(".tiep-nhan input").forEach((one) => {
      one.ariaLabel = label; // the input itself takes the keyboard, not the drawn button around it
      one.tabIndex = 0;
      one.closest(".q-btn")?.removeAttribute("role");
      one.closest(".q-btn")?.removeAttribute("tabindex");
    });
    document.querySelectorAll(".q-loading-bar").forEach((one) => (one.ariaLabel = label || document.title));
    document.querySelectorAll("details[data-phone]").forEach((box) => {
      box.removeAttribute("data-phone");
      if (window.innerWidth <= 860) box.open = false;
    });
    goTo(document.getElementById("toan-van"));
  };
  new MutationObserver(ready).observe(document.documentElement, { childList: true, subtree: true });
  document.addEventListener("click", (event) => {
    const on = (selector) => event.target.closest(selector);
    if (on("[data-menu]")) emitEvent("docparse-menu", {});
    const tree = on("[data-open],[data-shut]");
    if (tree) {
      const open = "open" in tree.dataset;
      document.querySelectorAll(`#${tree.dataset.open || tree.dataset.shut} details`).forEach((one) => (one.open = open));
    }
    const number = on(".toan-van a.n");
    const mark = on(".toan-van mark");
    const whole = number ? number.getAttribute("href").slice(2) : mark && mark.closest("[data-fact]")?.dataset.fact;
    if (whole) {
      fact(whole, mark);
      if (number) {
        event.preventDefault();
        document.getElementById("giai-thich").focus({ preventScroll: true });
      }
    } else if (mark && mark.title) {
      const line = document.createElement("p");
      line.textContent = mark.title;
      document.getElementById("giai-thich-noi-dung").replaceChildren(line);
    }
    if (on(".bo-qua")) {
      event.preventDefault();
      document.getElementById("noi-dung")?.focus();
    }
  });
})();

// What an action in the table of tasks says to the server; null for anything else.
function docparseTask(event) {
  "use strict";
  const on = event.target.closest("[data-act]");
  if (event.type === "click" && event.target.matches("input[data-all]")) {
    document.querySelectorAll("input[data-task]").forEach((box) => (box.checked = event.target.checked));
  }
  const count = document.getElementById("so-da-chon");
  if (count) count.textContent = document.querySelectorAll("input[data-task]:checked").length;
  if (!on || (on.tagName === "SELECT") !== (event.type === "change")) return null;
  const said = { act: on.dataset.act, key: on.dataset.key, field: on.dataset.field, value: on.value };
  if (on.dataset.number) said.number = Number(on.dataset.number);
  if (said.act === "confirm") {
    said.keys = Array.from(document.querySelectorAll("input[data-task]:checked"), (box) => box.dataset.task);
  }
  return said;
}

// The keyboard goes back to the task that was edited, after the table was drawn anew.
function docparseFocus(key) {
  "use strict";
  setTimeout(() => document.querySelector(`[data-act="edit"][data-key="${CSS.escape(key)}"]`)?.focus(), 100);
}
