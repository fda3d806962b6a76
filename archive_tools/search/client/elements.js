// @ts-check
/** Elements from plain values; text is always text, never markup. */

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} name @param {Record<string, string | boolean | undefined | (() => void)>} attributes
 * @param {(Node | string | undefined)[]} children @returns {HTMLElementTagNameMap[T]}
 */
export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(key, value);
    else if (value === true) element.setAttribute(key, "");
    else if (value !== undefined && value !== false) element.setAttribute(key, value);
  }
  element.append(...children.filter((child) => child !== undefined));
  return element;
}

/** Load the stylesheet of what is made here, unless the page names it. */
export function dress() {
  const { href } = new URL("./search.css", import.meta.url);
  const known = [...document.querySelectorAll("link")].some((link) => link.href === href);
  if (!known) document.head.append(make("link", { rel: "stylesheet", href }));
}
