"use strict";
// Keeps a page up to date without reloading it: asks for the same page again, and changes only the
// nodes that differ. What somebody has opened, focused or typed stays. Without this script every
// page still works; it is only not live.

const EVERY_MS = 4000;
const live = document.getElementById("live");
let etag = null;
let typing = 0;

const keyOf = (node) => (node.nodeType === Node.ELEMENT_NODE ? node.id : "");

/** Makes one node like another of the same kind. */
function become(old, fresh) {
  if (old.nodeType !== Node.ELEMENT_NODE) {
    if (old.nodeValue !== fresh.nodeValue) old.nodeValue = fresh.nodeValue;
    return;
  }
  if (old.isEqualNode(fresh)) return;
  for (const { name } of [...old.attributes]) {
    if (!fresh.hasAttribute(name) && !mine(old, name)) old.removeAttribute(name);
  }
  for (const { name, value } of fresh.attributes) {
    if (old.getAttribute(name) !== value && !mine(old, name)) old.setAttribute(name, value);
  }
  children(old, fresh);
}

/** Attributes that belong to the reader or to this script, not to the server. */
function mine(node, name) {
  return (name === "open" && node.localName === "details") || (name === "hidden" && node.localName === "button");
}

function children(old, fresh) {
  let at = old.firstChild;
  for (const next of [...fresh.childNodes]) {
    while (at && keyOf(at) && keyOf(at) !== keyOf(next) && !fresh.querySelector("#" + CSS.escape(keyOf(at)))) {
      const gone = at;
      at = at.nextSibling;
      gone.remove();
    }
    if (at && at.nodeName === next.nodeName && keyOf(at) === keyOf(next)) {
      become(at, next);
      at = at.nextSibling;
    } else {
      old.insertBefore(document.importNode(next, true), at);
    }
  }
  while (at) {
    const gone = at;
    at = at.nextSibling;
    gone.remove();
  }
}

function show(html) {
  const fresh = new DOMParser().parseFromString(html, "text/html");
  document.title = fresh.title;
  for (const id of ["banners", "main"]) {
    const from = fresh.getElementById(id);
    if (from) become(document.getElementById(id), from);
  }
  ready();
}

async function refresh() {
  try {
    const answer = await fetch(location.href, { headers: etag ? { "If-None-Match": etag } : {}, cache: "no-store" });
    if (answer.status === 200) {
      etag = answer.headers.get("ETag");
      show(await answer.text());
    }
    say(answer.status === 200 || answer.status === 304 ? "live" : "this page is gone; shown as it was");
  } catch (unreachable) {
    say("connection lost; shown as it was");
  }
}

function say(text) {
  live.hidden = false;
  live.classList.toggle("lost", text !== "live");
  if (live.textContent !== text) live.textContent = text;
}

function countDown() {
  for (const time of document.querySelectorAll("time[data-until]")) {
    const seconds = Math.round((Date.parse(time.dateTime) - Date.now()) / 1000);
    const text = seconds <= 0 ? "now" : seconds < 120 ? `in ${seconds} s` : `in ${Math.round(seconds / 60)} min`;
    if (time.textContent !== text) time.textContent = text;
  }
}

/** Buttons that need this script appear with it. */
function ready() {
  for (const button of document.querySelectorAll("button[hidden]")) button.hidden = false;
  countDown();
}

async function compare(button) {
  button.disabled = true;
  const body = JSON.stringify({ comparison: button.dataset.compare });
  try {
    await fetch("/api/v1/runs", { method: "POST", headers: { "Content-Type": "application/json" }, body });
  } finally {
    setTimeout(() => { button.disabled = false; refresh(); }, 700);
  }
}

async function copy(button) {
  await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
  button.classList.add("done");
  setTimeout(() => button.classList.remove("done"), 1500);
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button?.dataset.compare) compare(button);
  if (button?.dataset.copy) copy(button);
});

function filter(form) {
  const query = new URLSearchParams(new FormData(form));
  history.replaceState(null, "", location.pathname + "?" + query);
  etag = null;
  refresh();
}

document.addEventListener("submit", (event) => {
  if (!event.target.matches("form.filter")) return;
  event.preventDefault();
  filter(event.target);
});

document.addEventListener("input", (event) => {
  const form = event.target.closest("form.filter");
  if (!form) return;
  clearTimeout(typing);
  typing = setTimeout(() => filter(form), event.target.localName === "select" ? 0 : 300);
});

document.addEventListener("visibilitychange", () => { if (!document.hidden) refresh(); });
setInterval(() => { if (!document.hidden) refresh(); }, EVERY_MS);
setInterval(countDown, 1000);
ready();
