// Shows the words of the recommendation, and what the government reported last, for what is chosen in the form.
const mark = document.getElementById("beside-here");
const form = mark.closest("form");
let running = new AbortController();

async function show() {
  running.abort();
  running = new AbortController();
  const address = new URL(mark.dataset.address, location.href);
  for (const name of ["recommendation", "government"]) address.searchParams.set(name, form.elements[name]?.value ?? "");
  try {
    const response = await fetch(address, { signal: running.signal });
    // Signed out meanwhile, or a server that fails: what stands there stays, and the form works without.
    if (!response.ok || response.redirected) return;
    const found = new DOMParser().parseFromString(await response.text(), "text/html").querySelector(".beside");
    form.querySelector(":scope > .beside")?.remove();
    if (found) mark.after(found);
  } catch {
    // A newer choice has taken the place of this one, or there is no connection.
  }
}

// Choices that are typed tell of their changes through jQuery alone, which hears of the others too.
window.addEventListener("load", () => {
  window.django?.jQuery(form).on("change", "select[name=recommendation], select[name=government]", show);
});
