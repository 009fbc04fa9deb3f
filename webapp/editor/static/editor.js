// The editor with a script: a message that is clicked opens beside the page, what is typed is
// checked and shown while it is typed, and kept in this browser until it is saved. Without a script
// every address works by itself.

"use strict";

const PAUSE = 80; // milliseconds after the last key before the rules are asked
const base = location.pathname.split("/").slice(0, 3).join("/"); // /edit/mk
const aside = document.getElementById("editor");
const panel = document.getElementById("panel");
let opener = null; // what was clicked to open the message that is open
let current = ""; // its key
let previewed = false; // whether the page shows what is typed and not saved
let opening = 0;

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

/** Let the keyboard reach the messages of a part of the page; those in buttons by the list alone. */
function reach(part) {
  for (const message of part.querySelectorAll("[data-message]")) {
    if (!message.closest("button, summary")) message.tabIndex = 0;
  }
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

function slot(form) {
  return `${base}/messages/${form.dataset.key}`;
}

function kept(form) {
  try {
    return JSON.parse(localStorage.getItem(slot(form)));
  } catch {
    return null;
  }
}

function keep(form) {
  const texts = Object.fromEntries(typed(form).map((field) => [field.name, field.value]));
  localStorage.setItem(
    slot(form),
    JSON.stringify({ seen: form.elements.seen.value, texts }),
  );
}

function forget(form) {
  localStorage.removeItem(slot(form));
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
  if (!form.isConnected) return;
  asking?.abort();
  asking = new AbortController();
  const body = new URLSearchParams(new FormData(form));
  body.set("action", "check");
  body.set("back", aside ? here() : "");
  try {
    const answer = await fetch(form.getAttribute("action"), { method: "POST", body, signal: asking.signal });
    if (!answer.ok) throw new Error(answer.statusText);
    const said = await answer.json();
    if (!form.isConnected) return;
    const place = form.querySelector("#findings");
    if (place.dataset.said !== said.findings) place.innerHTML = said.findings; // escaped by the server
    place.dataset.said = said.findings; // what is open stays open, and nothing is read out twice
    previewed = Boolean(said.page);
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

/** Begin with a form, in the field of a plural form. */
function begin(form, plural = 0) {
  const fields = [...form.querySelectorAll('textarea[name^="msgstr"]')];
  let last = fields[plural] ?? fields[0];
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
    if (fields.includes(event.target)) checkSoon(form);
    keep(form);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const { question } = form.elements;
    if (event.submitter?.value === "ask" && !question.value.trim()) question.focus();
    else send(form, event.submitter);
  });
  restore(form);
  last.focus();
  if (!form.querySelector("#restored").hidden) check(form);
}

function lock(form, locked) {
  for (const field of typed(form)) field.readOnly = locked;
}

/** Save what a form has; a refusal comes back as the form with what is wrong. */
async function send(form, button) {
  clearTimeout(waiting);
  asking?.abort();
  const body = new URLSearchParams(new FormData(form, button));
  if (aside) body.set("back", here());
  lock(form, true); // or what is typed meanwhile would be lost
  let answer;
  let page;
  try {
    answer = await fetch(form.getAttribute("action"), { method: "POST", body });
    page = parsed(await answer.text());
  } catch {
    form.querySelector("#unsent").hidden = false;
    lock(form, false);
    return;
  }
  if (!answer.redirected) {
    const refused = page.getElementById("message");
    const place = document.importNode(refused ?? page.getElementById("main"), true);
    form.replaceWith(place);
    if (refused) begin(place);
    else place.removeAttribute("id");
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

/** After a message is saved: show it in the page, then it again or the next one that is left. */
async function goOn(key, address, answered) {
  const onwards = new URL(address).pathname.split("/messages/")[1];
  const page = onwards ? parsed(await (await fetch(here())).text()) : answered;
  previewed = false;
  refresh(page, [key]);
  const list = page.querySelector("#of-page .messages");
  if (list) document.querySelector("#of-page .messages").replaceWith(document.adoptNode(list));
  const next = onwards && (nextLeft(key) ?? onwards);
  if (next && !entry(next)) {
    const there = new URL(answered.getElementById("shown-at")?.href ?? address);
    there.searchParams.set("notice", new URL(address).searchParams.get("notice"));
    location.href = there;
    return;
  }
  await open(next ?? key, null);
  say(answered.querySelector(".notice[role=status]:not([hidden])")?.textContent ?? "");
}

/** Return the key of the next message of the page that visitors do not get yet. */
function nextLeft(key) {
  const keys = order();
  const place = keys.indexOf(key);
  const others = [...keys.slice(place + 1), ...keys.slice(0, place)];
  return others.find((it) => entry(it).parentElement.querySelector(".missing, .wrong, .draft"));
}

// The panel.

function order() {
  return [...document.querySelectorAll("#of-page [data-open]")].map((it) => it.dataset.open);
}

function entry(key) {
  return document.querySelector(`#of-page [data-open="${key}"]`);
}

async function open(key, from) {
  const address = `${base}/messages/${key}?${new URLSearchParams({ back: here() })}`;
  const asked = ++opening;
  let form;
  try {
    form = parsed(await (await fetch(address)).text()).getElementById("message");
  } catch {
    form = null;
  }
  if (asked !== opening) return; // another was asked for meanwhile
  if (!form) {
    location.href = address;
    return;
  }
  close();
  current = key;
  opener = from ?? shown(key)[0] ?? null;
  const link = opener?.closest("a[href]:not([data-open])");
  const follow = document.getElementById("follow");
  follow.hidden = !link;
  if (link) follow.href = link.href;
  const place = document.importNode(form, true);
  panel.replaceChildren(place);
  panel.hidden = false;
  for (const message of shown(key)) message.classList.add("open");
  aside.scrollTop = 0;
  say("");
  begin(place, opener?.dataset.form);
  shown(key)[0]?.scrollIntoView({ block: "nearest" });
}

/** Close the panel; the page shows again what visitors get. */
function close() {
  for (const message of document.querySelectorAll(".open")) message.classList.remove("open");
  panel.replaceChildren();
  panel.hidden = true;
  const key = current;
  current = "";
  if (!previewed) return;
  previewed = false;
  fetch(here())
    .then((answer) => answer.text())
    .then((html) => key !== current && refresh(parsed(html), [key]));
}

function leave() {
  const back = opener?.isConnected ? opener : entry(current);
  opening += 1;
  close();
  back?.focus();
}

/** Open the message after this one, or before it, in the order of the page. */
function turn(step) {
  if (!aside) {
    document.querySelector(step > 0 ? "a[rel=next]" : "a[rel=prev]")?.click();
    return;
  }
  const keys = order();
  const key = keys[keys.indexOf(current) + step];
  if (key) open(key, null);
}

function keyed(event) {
  const form = document.getElementById("message");
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && form) {
    event.preventDefault();
    const asks = event.target.id === "question" ? '[value="ask"]' : "";
    const button = form.querySelector(asks || '[value="publish-next"], [value="draft"]');
    if (button) form.requestSubmit(button);
  } else if (event.altKey && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    event.preventDefault();
    turn(event.key === "ArrowDown" ? 1 : -1);
  } else if (event.key === "Escape" && panel && !panel.hidden) {
    leave();
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
  outlines.addEventListener("change", () => {
    localStorage.setItem("outlines", outlines.checked ? "yes" : "no");
  });
  reach(document);
  document.addEventListener("click", clicked);
  document.getElementById("before").addEventListener("click", () => turn(-1));
  document.getElementById("after").addEventListener("click", () => turn(1));
  document.getElementById("close").addEventListener("click", leave);
  if (matchMedia("(width < 60rem)").matches) document.getElementById("of-page").open = false;
  const asked = location.hash.slice(1);
  const notice = document.getElementById("said").textContent;
  if (entry(asked)) open(asked, null).then(() => say(notice));
} else if (document.getElementById("message")) {
  begin(document.getElementById("message"));
}
