// Select2 draws a field of its own in place of a select and gives it no name. Screen readers hear the field's label so.
const nameOf = (select) => document.querySelector(`label[for="${select.id}"]`)?.textContent.trim().replace(/:$/, "") ?? "";

function nameParts(root) {
  for (const select of root.querySelectorAll("select.select2-hidden-accessible")) {
    const drawn = select.nextElementSibling;
    const name = nameOf(select);
    const box = drawn?.querySelector("[role=combobox]");
    box?.removeAttribute("aria-labelledby");
    box?.setAttribute("aria-label", [name, select.selectedOptions[0]?.text].filter(Boolean).join(": "));
    drawn?.querySelector(".select2-search__field")?.setAttribute("aria-label", name);
    const text = drawn?.querySelector(".select2-selection__rendered");
    text?.removeAttribute("aria-readonly");
    text?.setAttribute("role", "presentation");
  }
}

window.addEventListener("load", () => {
  const $ = window.django?.jQuery;
  nameParts(document);
  document.addEventListener("formset:added", (event) => setTimeout(() => nameParts(event.target)));
  $?.(document).on("change", "select.select2-hidden-accessible", () => nameParts(document));
  $?.(document).on("select2:open", (event) => {
    document.querySelector(".select2-dropdown .select2-search__field")?.setAttribute("aria-label", nameOf(event.target));
  });
});
