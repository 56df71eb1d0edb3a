// Small conveniences. Every page works without this file.
"use strict";

// A filter form marked data-auto-submit sends itself when a choice changes (htmx forms do this with hx-trigger).
document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-auto-submit]");
  if (form) form.requestSubmit();
});

// One open menu at a time: Escape or a click elsewhere closes it.
const closeMenus = (except) => {
  for (const menu of document.querySelectorAll("details.me-menu[open]")) if (menu !== except) menu.open = false;
};
document.addEventListener("click", (event) => closeMenus(event.target.closest("details.me-menu")));
document.addEventListener("keydown", (event) => {
  const menu = document.querySelector("details.me-menu[open]");
  if (event.key !== "Escape" || !menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});

// Send a form once, however often the button is pressed. After a while it may be sent again: perhaps it was a download.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || (event.defaultPrevented && !form.dataset.sent)) return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
  setTimeout(() => delete form.dataset.sent, 4000);
});
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});
