// The editor with a script: a message that is clicked opens beside the page, what is typed is
// checked and shown while it is typed, and kept in this browser until it is saved. Without a script
// every address works by itself.

"use strict";

const PAUSE = 120; // milliseconds after the last key before the rules are asked
const base = location.pathname.split("/").slice(0, 3).join("/"); // /edit/mk
const aside = document.getElementById("editor");
const panel = document.getElementById("panel");
let opener = null;
let current = "";

/** Return the address of this page, without what it says has just happened. */
function here() {
  const address = new URL(location.href);
  address.searchParams.delete("notice");
  return address.pathname + address.search;
}

function parsed(html) {
  return new DOMParser().parseFromString(html, "text/html");
}

function shown(key) {
  return [...document.querySelectorAll(`[data-message="${key}"]`)];
}

/** Let the keyboard reach the messages of a part of the page. */
function reach(part) {
  for (const message of part.querySelectorAll("[data-message]")) message.tabIndex = 0;
}

/** Put the messages of a page that was rendered anew in the place of those that are shown. */
function refresh(page, keys) {
  for (const key of keys) {
    const fresh = page.querySelectorAll(`[data-message="${key}"]`);
    shown(key).forEach((message, number) => {
      if (!fresh[number] || message.parentElement.closest(`[data-message="${key}"]`)) return;
      for (const name of ["data-state", "lang", "dir"]) {
        const value = fresh[number].getAttribute(name);
        if (value === null) message.removeAttribute(name);
        else message.setAttribute(name, value);
      }
      message.replaceChildren(...document.importNode(fresh[number], true).childNodes);
      reach(message);
    });
  }
}

function say(sentence) {
  document.getElementById("said").textContent = sentence;
}

// What was typed is kept under the address of the message, with what was seen when it began.

function kept(form) {
  try {
    return JSON.parse(localStorage.getItem(form.getAttribute("action")));
  } catch {
    return null;
  }
}

function keep(form) {
  const texts = Object.fromEntries(typed(form).map((field) => [field.name, field.value]));
  localStorage.setItem(
    form.getAttribute("action"),
    JSON.stringify({ seen: form.elements.seen.value, texts }),
  );
}

function forget(form) {
  localStorage.removeItem(form.getAttribute("action"));
}

function typed(form) {
  return [...form.querySelectorAll("textarea, #question")];
}

/** Put back what was typed and never saved. */
function restore(form) {
  const before = kept(form);
  const lost = typed(form).filter((field) => {
    const text = before?.texts[field.name];
    return text !== undefined && text !== field.value;
  });
  if (!lost.length) return;
  const given = lost.map((field) => field.value);
  const seen = form.elements.seen.value;
  for (const field of lost) field.value = before.texts[field.name];
  form.elements.seen.value = before.seen; // what others did meanwhile is a conflict
  const notice = form.querySelector("#restored");
  notice.hidden = false;
  form.querySelector("#forget").addEventListener("click", () => {
    lost.forEach((field, number) => {
      field.value = given[number];
    });
    form.elements.seen.value = seen;
    notice.hidden = true;
    forget(form);
    check(form);
  });
}

// While typing.

let waiting = 0;
let asking = null;

function checkSoon(form) {
  clearTimeout(waiting);
  waiting = setTimeout(() => check(form), PAUSE);
}

/** Ask the rules about what is typed, and show it in the page as the site would. */
async function check(form) {
  asking?.abort();
  asking = new AbortController();
  const body = new URLSearchParams(new FormData(form));
  body.set("action", "check");
  body.set("back", aside ? here() : "");
  try {
    const answer = await fetch(form.getAttribute("action"), { method: "POST", body, signal: asking.signal });
    if (!answer.ok) return;
    const said = await answer.json();
    form.querySelector("#findings").innerHTML = said.findings; // escaped by the server
    if (said.page) refresh(parsed(said.page), [form.dataset.key]);
    form.querySelector("#unsent").hidden = true;
  } catch (error) {
    if (error.name !== "AbortError") form.querySelector("#unsent").hidden = false;
  }
}

function insert(field, text) {
  field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
  field.focus();
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

// The form of a message, alone or in the panel.

function begin(form) {
  const fields = [...form.querySelectorAll('textarea[name^="msgstr"]')];
  let last = fields[0];
  const characters = form.querySelector(".characters");
  characters.hidden = false;
  characters.addEventListener("click", (event) => {
    const button = event.target.closest("[data-insert]");
    if (button) insert(last, button.dataset.insert);
  });
  form.addEventListener("focusin", (event) => {
    if (fields.includes(event.target)) last = event.target;
  });
  form.addEventListener("input", (event) => {
    keep(form);
    if (fields.includes(event.target)) checkSoon(form);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(form, event.submitter);
  });
  restore(form);
  fields[0].focus();
  if (!form.querySelector("#restored").hidden) check(form);
}

/** Save what a form has; a refusal comes back as the form with what is wrong. */
async function send(form, button) {
  clearTimeout(waiting);
  asking?.abort();
  const body = new URLSearchParams(new FormData(form, button));
  if (aside) body.set("back", here());
  let answer;
  let page;
  try {
    answer = await fetch(form.getAttribute("action"), { method: "POST", body });
    page = parsed(await answer.text());
  } catch {
    form.querySelector("#unsent").hidden = false;
    return;
  }
  if (!answer.redirected) {
    const refused = page.getElementById("message");
    const place = document.importNode(refused ?? page.getElementById("main"), true);
    form.replaceWith(place);
    if (refused) begin(place);
    (place.querySelector("[role=alert], .findings") ?? place).scrollIntoView({ block: "nearest" });
    return;
  }
  forget(form);
  if (!aside) {
    location.href = answer.url;
    return;
  }
  await goOn(form.dataset.key, answer.url, page);
}

/** After a message is saved: show it in the page, then it again or the next one. */
async function goOn(key, address, answered) {
  const next = new URL(address).pathname.split("/messages/")[1];
  const page = next ? parsed(await (await fetch(here())).text()) : answered;
  refresh(page, [key]);
  const list = page.getElementById("of-page");
  if (list) document.getElementById("of-page").replaceChildren(...list.children);
  if (next && !page.querySelector(`[data-open="${next}"]`)) {
    location.href = address;
    return;
  }
  await open(next ?? key, opener);
  say(answered.querySelector(".notice[role=status]:not([hidden])")?.textContent ?? "");
}

// The panel.

async function open(key, from) {
  const address = `${base}/messages/${key}?${new URLSearchParams({ back: here() })}`;
  let form;
  try {
    form = parsed(await (await fetch(address)).text()).getElementById("message");
  } catch {
    form = null;
  }
  if (!form) {
    location.href = address;
    return;
  }
  close();
  opener = from;
  current = key;
  const link = from?.closest("a[href]:not([data-open])");
  const follow = document.getElementById("follow");
  follow.hidden = !link;
  if (link) follow.href = link.href;
  const place = document.importNode(form, true);
  document.getElementById("opened").replaceChildren(place);
  panel.hidden = false;
  document.getElementById("of-page").open = false;
  for (const message of shown(key)) message.classList.add("open");
  shown(key)[0]?.scrollIntoView({ block: "nearest" });
  aside.scrollTop = 0;
  say("");
  begin(place);
}

function close() {
  for (const message of document.querySelectorAll(".open")) message.classList.remove("open");
  document.getElementById("opened").replaceChildren();
  panel.hidden = true;
  current = "";
}

/** Open the message after this one, or before it, in the order of the page. */
function turn(step) {
  if (!aside) {
    document.querySelector(step > 0 ? "a[rel=next]" : "a[rel=prev]")?.click();
    return;
  }
  const keys = [...document.querySelectorAll("#of-page [data-open]")].map((it) => it.dataset.open);
  const key = keys[keys.indexOf(current) + step];
  if (key) open(key, shown(key)[0] ?? null);
}

function keyed(event) {
  const form = document.getElementById("message");
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && form) {
    event.preventDefault();
    const button = form.querySelector('[value="publish-next"], [value="draft"]');
    if (button) form.requestSubmit(button);
  } else if (event.altKey && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    event.preventDefault();
    turn(event.key === "ArrowDown" ? 1 : -1);
  } else if (event.key === "Escape" && panel && !panel.hidden) {
    const back = opener;
    close();
    back?.focus();
  } else if (event.key === "Enter" && event.target.dataset?.message) {
    event.preventDefault();
    open(event.target.dataset.message, event.target);
  }
}

function clicked(event) {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button) return;
  const message = event.target.closest("[data-message], [data-open]");
  if (!message) return;
  event.preventDefault();
  open(message.dataset.message ?? message.dataset.open, message);
}

document.addEventListener("keydown", keyed);
if (aside) {
  const outlines = document.getElementById("outlines");
  outlines.checked = localStorage.getItem("outlines") === "yes";
  const draw = () => document.body.classList.toggle("outlined", outlines.checked);
  outlines.addEventListener("change", () => {
    localStorage.setItem("outlines", outlines.checked ? "yes" : "no");
    draw();
  });
  draw();
  reach(document);
  document.addEventListener("click", clicked);
  document.getElementById("close").addEventListener("click", () => {
    const back = opener;
    close();
    back?.focus();
  });
} else if (document.getElementById("message")) {
  begin(document.getElementById("message"));
}
