// Narrows a list without a reload. Each step fetches the very address that the plain form or link leads to and shows the
// parts of that page, so the address stays the whole state, and without this module everything works in the same way.
const PARTS = "body > aside, main > .inner, body > footer";
const FORM = "form.filters";

const said = Object.assign(document.createElement("p"), { className: "hidden" });
said.setAttribute("role", "status");
document.body.append(said);

let shown = location.pathname + location.search;
let lastKey = "";
let isPending = false;
let running = new AbortController();

function addressOf(form) {
  const chosen = [...new FormData(form)].filter(([, value]) => value !== "");
  const query = new URLSearchParams(chosen).toString();
  return new URL(form.action).pathname + (query && `?${query}`);
}

// What to look for on the new page to stand where the reader stood.
function placeOf(element) {
  if (!element?.closest?.(PARTS)) return () => null;
  const { id, name, value, tagName } = element;
  return () => {
    const named = name ? [...document.querySelectorAll(`${FORM} [name="${name}"]`)] : [];
    return (id && document.getElementById(id))
      || named.find((other) => other.tagName === tagName && (tagName === "SELECT" || other.value === value))
      || named[0];
  };
}

function swap(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const [old, parts] = [document, page].map((root) => [...root.querySelectorAll(PARTS)]);
  if (old.length !== parts.length) return false;
  const open = [...document.querySelectorAll("main details")].map((details) => details.open);
  old.forEach((part, index) => part.replaceWith(parts[index]));
  document.querySelectorAll(`${FORM} details`).forEach((details, index) => { details.open ||= open[index]; });
  document.title = page.title;
  document.dispatchEvent(new Event("parts-changed"));
  return true;
}

async function go(address, { focus = placeOf(document.activeElement), remember = true } = {}) {
  running.abort();
  running = new AbortController();
  try {
    const response = await fetch(address, { signal: running.signal });
    if (!response.ok || response.redirected || !swap(await response.text())) throw new Error(response.statusText);
  } catch (error) {
    // A newer step has taken the place of this one; anything else is left to the browser.
    if (error.name !== "AbortError") location.assign(address);
    return;
  }
  if (remember) history.pushState(null, "", address);
  shown = location.pathname + location.search;
  focus()?.focus({ preventScroll: true });
  said.textContent = document.querySelector("main .error, #found")?.textContent.trim() ?? "";
}

document.addEventListener("pointerdown", () => { lastKey = ""; });
document.addEventListener("keydown", ({ key }) => { lastKey = key; });

document.addEventListener("change", ({ target }) => {
  const form = target.closest(FORM);
  if (!form || target.type === "search") return;
  // Keys run through the choices of a closed menu, and through half-written dates: leaving the field chooses.
  isPending = (target.tagName === "SELECT" || target.type === "date") && lastKey !== "" && lastKey !== "Enter";
  if (!isPending) go(addressOf(form));
});

document.addEventListener("focusout", ({ target }) => {
  const form = target.closest(FORM);
  if (!form || !isPending) return;
  isPending = false;
  // The next element has the focus only after this event.
  setTimeout(() => go(addressOf(form)));
});

document.addEventListener("submit", (event) => {
  if (!event.target.matches(FORM)) return;
  event.preventDefault();
  isPending = false;
  go(addressOf(event.target));
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("main a[href]");
  const isPlain = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
  if (!link || !isPlain || event.defaultPrevented || !document.querySelector(FORM)) return;
  // A stretch of a bar is a link too, but SVG's know no pathname.
  const { origin, pathname, search, hash } = new URL(link.getAttribute("href"), location.href);
  if (origin !== location.origin || pathname !== location.pathname || hash) return;
  event.preventDefault();
  go(pathname + search, { focus: () => document.getElementById("found") });
});

window.addEventListener("popstate", () => {
  if (location.pathname + location.search !== shown) go(location.href, { remember: false });
});
