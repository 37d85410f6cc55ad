// Buttons that copy a text of the page, or one that they carry. They stay hidden where the browser cannot copy.
function offer() {
  for (const button of document.querySelectorAll("button[data-done]")) button.hidden = !navigator.clipboard;
}

async function copy(button) {
  const source = document.getElementById(button.dataset.copies);
  const status = button.nextElementSibling;
  status.textContent = "";
  try {
    await navigator.clipboard.writeText(button.dataset.text ?? source.textContent.trim());
    status.textContent = button.dataset.done;
  } catch {
    // Refused by the browser: the text is selected, so that the keys for copying take it.
    if (source) getSelection().selectAllChildren(source);
    status.textContent = button.dataset.refused;
  }
}

offer();
// Filters change parts of the page, and those bring new buttons.
document.addEventListener("parts-changed", offer);
document.addEventListener("click", ({ target }) => {
  const button = target.closest("button[data-done]");
  if (button) copy(button);
});
