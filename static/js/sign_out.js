// Nothing that somebody typed stays in the browser once they sign out. Whoever is asked to sign in again while writing,
// because their session ended, finds it when they are back.
import { forgetWhatWasSaved, isRecent, wipe } from "./drafts.js";

// On every page of the admin: whoever submitted an entry comes back to one that has no form.
forgetWhatWasSaved();
for (const form of document.querySelectorAll("#logout-form, form[action$='/logout/']")) {
  form.addEventListener("submit", () => wipe());
}
if (document.querySelector("[data-nobody-is-signed-in]")) {
  const goesBack = new URLSearchParams(location.search).get("next")?.startsWith("/admin/recommendations/");
  wipe(goesBack ? isRecent : undefined);
}
