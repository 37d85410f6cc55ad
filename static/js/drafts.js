// What people type in forms of the admin and have not saved yet, kept in this browser under the person and the form.
const PREFIX = "tracker-typed:";
// Names the form that is on its way to the server.
export const SENT = "tracker-sent";
// No session lasts longer.
const LONGEST = 12 * 60 * 60 * 1000;

export const keyOf = (user, page) => `${PREFIX}${user}:${page}`;

export function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

export function write(key, typed) {
  try {
    localStorage.setItem(key, JSON.stringify(typed));
  } catch {
    // A browser that keeps nothing, or is full: the form works as it does without this script.
  }
}

export const forget = (key) => localStorage.removeItem(key);

export const keys = (start = PREFIX) => Object.keys(localStorage).filter((key) => key.startsWith(start));

export function wipe(isKept = () => false) {
  keys().filter((key) => !isKept(key)).forEach(forget);
}

export const isRecent = (key) => Date.now() - (read(key)?.at ?? 0) < LONGEST;

export function forgetWhatWasSaved() {
  // The server says so, and nothing else is proof: a page of errors or of signing in is not.
  const sent = sessionStorage.getItem(SENT);
  if (sent && document.querySelector(".messagelist .saved")) forget(sent);
  sessionStorage.removeItem(SENT);
}
