// Two additions; everything works without them. A language that a visitor chooses is remembered,
// and a visitor whose browser prefers another language of this page is told so in that language,
// until they close the line: that chooses the language of the page.
"use strict";

(() => {
  const YEAR = 60 * 60 * 24 * 365;

  const remember = (event) => {
    const choice = event.target.closest("[data-language]");
    if (!choice) return;
    const secure = location.protocol === "https:" ? "; Secure" : "";
    document.cookie =
      `language=${choice.dataset.language}; Path=/; Max-Age=${YEAR}; SameSite=Lax${secure}`;
    if (choice.matches("button")) {
      choice.parentElement.hidden = true;
      document.getElementById("main").focus();
    }
  };

  // RFC 4647 lookup, as the server does it: cut a tag from the right until somebody accepts it.
  const find = (tag, candidates) => {
    const parts = tag.toLowerCase().split("-");
    for (; parts.length; parts.pop()) {
      const range = parts.join("-");
      const found = candidates.find((each) => each.dataset.accepts.split(" ").includes(range));
      if (found) return found;
    }
    return null;
  };

  const hint = () => {
    const here = document.getElementById("language-hint");
    if (!here || /(?:^|;\s*)language=/.test(document.cookie)) return;
    const candidates = [here, ...here.querySelectorAll("p")];
    for (const tag of navigator.languages) {
      const found = find(tag, candidates);
      if (!found) continue;
      if (found !== here) here.hidden = found.hidden = false;
      return;
    }
  };

  document.addEventListener("click", remember);
  hint();
})();
