// @ts-check
/** On article pages: links and texts that are copied with one press, and what is known of a name over its link. */

export {}; // a module: loaded by archive.js

const root = document.documentElement;
const main = document.querySelector("main");
const words = { permalink: "", copy: "", copied: "", ...(main instanceof HTMLElement ? main.dataset : {}) };

const told = document.createElement("p");
told.className = "told";
told.setAttribute("role", "status");
document.body.append(told);
/** @type {ReturnType<typeof setTimeout> | undefined} */
let fading;

/** A browser may refuse the clipboard (no secure context): then a link still leads, and a text can be selected.
 * @param {string} text */
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    return false;
  }
  told.textContent = words.copied;
  clearTimeout(fading);
  fading = setTimeout(() => (told.textContent = ""), 2500);
  return true;
}

/** Each paragraph's anchor becomes a link, which is copied when it is pressed. The address of the page stays as it is cited. */
function permalinks() {
  for (const anchor of document.querySelectorAll(".page-article a[id^=p]:not([href])")) {
    const link = document.createElement("a");
    link.className = "permalink";
    link.href = `#${anchor.id}`;
    link.textContent = anchor.id.slice(1);
    link.addEventListener("click", () => void copy(`${location.href.split(/[?#]/)[0]}#${anchor.id}`));
    (anchor.parentElement ?? anchor).append(link);
  }
}

/** Texts to copy get a button. */
function copyButtons() {
  for (const text of document.querySelectorAll(".copy")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy-button";
    button.addEventListener("click", async () => {
      if (!(await copy((text.textContent ?? "").trim()))) getSelection()?.selectAllChildren(text);
    });
    text.after(button);
  }
}

/** The browser's own hint over a link becomes ours, which the keyboard shows too; the words come from the name's card.
 * @param {boolean} anew */
function hints(anew) {
  for (const link of document.querySelectorAll(anew ? "a[data-hint]" : ".page-article > :not(.panel) a[title]")) {
    if (!(link instanceof HTMLAnchorElement)) continue;
    const hint = (anew && cardOf(link)) || link.dataset.hint || link.title;
    link.dataset.hint = hint;
    link.setAttribute("aria-description", hint);
    link.removeAttribute("title");
  }
}

/** @param {HTMLAnchorElement} link */
function cardOf(link) {
  for (const named of document.querySelectorAll(".names a")) {
    if (!(named instanceof HTMLAnchorElement) || named.pathname !== link.pathname) continue;
    const card = named.parentElement?.querySelector(".card");
    return (card?.querySelector(":scope > p > bdi[lang]") ?? card?.querySelector(".kind"))?.textContent;
  }
  return undefined;
}

function say() {
  for (const link of document.querySelectorAll(".permalink")) link.setAttribute("aria-label", `${words.permalink} ${link.textContent}`);
  for (const button of document.querySelectorAll(".copy-button")) button.textContent = words.copy;
}

permalinks();
copyButtons();
hints(false);
say();
document.addEventListener("interface", (event) => {
  const text = event instanceof CustomEvent ? event.detail : () => undefined;
  for (const key of /** @type {(keyof typeof words)[]} */ (Object.keys(words))) words[key] = text(key) ?? words[key];
  hints(true);
  say();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") root.dataset.hints = "off"; // until the reader turns to something else
});
for (const turn of ["pointerover", "focusin"]) document.addEventListener(turn, () => delete root.dataset.hints);
