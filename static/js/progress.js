// Says how far a file is while the browser waits for the page that follows.
const EVERY = 1000;
const form = document.querySelector("form[data-waits]");
const note = form.querySelector(".waiting");
const bar = note.querySelector("progress");
const rows = note.querySelector("[data-rows]");

async function ask() {
  const answer = await fetch(note.dataset.address);
  // No longer kept: all of it is written, and the next page is about to come.
  if (!answer.ok) return;
  const { done } = await answer.json();
  if (done) bar.value = done;
  rows.textContent = rows.dataset.rows.replace("{done}", done.toLocaleString(document.documentElement.lang));
  setTimeout(ask, EVERY);
}

form.addEventListener("submit", (event) => {
  if (!note.hidden) return event.preventDefault();
  note.hidden = false;
  note.scrollIntoView({ block: "center" });
  if (note.dataset.address) setTimeout(ask, EVERY);
});
// A page that the browser kept, shown again: nothing is under way any more.
addEventListener("pageshow", () => {
  note.hidden = true;
});
