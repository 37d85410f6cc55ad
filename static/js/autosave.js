// Keeps what is typed in the form of an entry until it is saved, so that a closed window loses nothing.
import { SENT, forget, keyOf, keys, read, write } from "./drafts.js";

const notice = document.getElementById("typed-here");
const form = notice.closest("form");
const query = new URLSearchParams(location.search);
const page = [location.pathname, query.get("recommendation") ?? "", query.get("government") ?? ""].join("|");
const version = form.elements.read_version?.value ?? "";
const key = keyOf(notice.dataset.user, `${page}|${version}`);
const ofPage = keyOf(notice.dataset.user, `${page}|`);

const isTyped = (control) =>
  control.name && !control.name.includes("__prefix__") && !["hidden", "file", "submit", "button"].includes(control.type);
const controls = () => [...form.elements].filter(isTyped);
const isTicked = (control) => control.type === "checkbox" || control.type === "radio";
const nameOf = (control) => (isTicked(control) ? `${control.name}=${control.value}` : control.name);

function valueOf(control) {
  if (isTicked(control)) return control.checked;
  if (control.tagName === "SELECT") return [...control.selectedOptions].map((option) => [option.value, option.text]);
  return control.value;
}

const snapshot = () => Object.fromEntries(controls().map((control) => [nameOf(control), valueOf(control)]));

function fill(control, value) {
  if (isTicked(control)) {
    control.checked = value;
  } else if (control.tagName === "SELECT") {
    const chosen = value.map(([id]) => id);
    // Choices that are fetched while one types are not in the page.
    const missing = value.filter(([id]) => ![...control.options].some((option) => option.value === id));
    control.append(...missing.map(([id, text]) => new Option(text, id)));
    for (const option of control.options) option.selected = chosen.includes(option.value);
    window.django?.jQuery(control).trigger("change");
  } else {
    control.value = value;
  }
}

function restore(fields) {
  const rows = () => Number(form.elements["evidence-TOTAL_FORMS"]?.value ?? 0);
  const wanted = Math.max(0, ...Object.keys(fields).map((name) => Number(/^evidence-(\d+)-/.exec(name)?.[1] ?? -1) + 1));
  const more = form.querySelector("#evidence-group .add-row a");
  for (let made = rows(); more && made < wanted; made += 1) more.click();
  for (const control of controls()) if (nameOf(control) in fields) fill(control, fields[nameOf(control)]);
}

function tell(when, typed, choices) {
  const words = notice.querySelector(`template[data-when="${when}"]`).content.cloneNode(true);
  const text = words.querySelector("p").firstChild;
  const at = new Date(typed.at).toLocaleString(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });
  text.textContent = text.textContent.replace("{when}", at);
  for (const [name, act] of Object.entries(choices)) words.querySelector(`[data-do=${name}]`).addEventListener("click", act);
  notice.querySelector("p")?.remove();
  notice.append(words);
}

function begin() {
  // What was sent and refused stands in the form already.
  const isRefused = document.querySelector(".errornote, .errorlist") !== null;
  const untouched = JSON.stringify(snapshot());
  const keep = () => {
    const fields = snapshot();
    if (JSON.stringify(fields) === untouched && !isRefused) forget(key);
    else write(key, { at: Date.now(), fields });
  };
  let isLeaving = false;
  const discard = (name) => () => {
    isLeaving = true;
    forget(name);
    location.assign(location.href);
  };

  const typed = read(key);
  const older = keys(ofPage).find((name) => name !== key);
  if (!isRefused && typed && JSON.stringify(typed.fields) !== untouched) {
    restore(typed.fields);
    tell("same", typed, { discard: discard(key) });
  } else if (!isRefused && older) {
    const before = read(older);
    const putBack = () => {
      restore(before.fields);
      forget(older);
      keep();
      notice.querySelector("p").remove();
    };
    tell("older", before, { restore: putBack, discard: discard(older) });
  }

  form.addEventListener("input", keep);
  form.addEventListener("change", keep);
  // Select2 and the calendar tell of their changes through jQuery alone.
  window.django?.jQuery(form).on("change", keep);
  window.addEventListener("pagehide", () => isLeaving || keep());
  form.addEventListener("submit", () => {
    keep();
    isLeaving = true;
    sessionStorage.setItem(SENT, key);
  });
}

// After Django's own scripts have drawn the rows and the choices.
if (document.readyState === "complete") begin();
else window.addEventListener("load", () => setTimeout(begin));
