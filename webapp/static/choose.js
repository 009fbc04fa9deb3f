// For the exported page to choose a language from: without a server to negotiate, it sends a
// visitor on by the ladder of `languages.choose_language`. Without script, the page is what it is.
"use strict";

(() => {
  const links = [...document.querySelectorAll(".choose a[data-language]")];

  // RFC 4647 lookup: cut a tag from the right, a lone letter with what follows it.
  const truncations = (tag) => {
    const found = [];
    for (const parts = tag.toLowerCase().split("-"); parts.length; ) {
      found.push(parts.join("-"));
      parts.pop();
      if (parts.length && parts.at(-1).length === 1) parts.pop();
    }
    return found;
  };

  const taking = (range, kind) => links.find((link) => link.dataset[kind].split(" ").includes(range));

  const lookup = (tag) => {
    const range = truncations(tag).find((each) => taking(each, "lastResort") || taking(each, "accepts"));
    return range && taking(range, "accepts");
  };

  const lastResort = (tag) => {
    const range = truncations(tag).find((each) => taking(each, "lastResort"));
    return range && taking(range, "lastResort");
  };

  const first = (tags, step) => tags.map(step).find(Boolean);

  const chosen = () => {
    const cookie = /(?:^|;\s*)language=([^;]*)/.exec(document.cookie);
    const remembered = cookie && links.find((link) => link.dataset.language === cookie[1]);
    const tags = navigator.languages ?? [];
    if (remembered || !tags.length) return remembered;
    return first(tags, lookup) ?? first(tags, lastResort) ?? links[0]; // the first is the source's
  };

  const link = chosen();
  if (link) location.replace(link.getAttribute("href") + location.search);
})();
