// Buttons that copy a text of the page, or one that they carry. They stay hidden where the browser cannot copy.
for (const button of document.querySelectorAll("button[data-done]")) {
  const source = document.getElementById(button.dataset.copies);
  const status = button.nextElementSibling;

  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    status.textContent = "";
    try {
      await navigator.clipboard.writeText(button.dataset.text ?? source.textContent.trim());
      status.textContent = button.dataset.done;
    } catch {
      // Refused by the browser: the text is selected, so that the keys for copying take it.
      if (source) getSelection().selectAllChildren(source);
      status.textContent = button.dataset.refused;
    }
  });
}
