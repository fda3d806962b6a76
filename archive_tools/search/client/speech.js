// @ts-check
/** The interface's words in the page's language, which can change while the page is open. */

/** @typedef {(key: string, values?: Record<string, string | number>) => string} Say */

const LANGUAGES = ["ar", "en", "tr"];
/** @type {Map<string, Promise<any>>} */
const tables = new Map();

/** @returns {Promise<{say: Say, lang: string, dir: string}>} */
export async function speech() {
  const wanted = document.documentElement.lang.toLowerCase().split("-")[0];
  const lang = LANGUAGES.includes(wanted) ? wanted : "en";
  if (!tables.has(lang)) {
    tables.set(lang, fetch(new URL(`./strings.${lang}.json`, import.meta.url)).then((response) => response.json()));
  }
  const words = await tables.get(lang);
  const plural = new Intl.PluralRules(lang);
  return {
    lang,
    dir: words.dir,
    say(key, values = {}) {
      let text = words[key] ?? key;
      if (typeof text === "object") text = text[plural.select(Number(values.n))] ?? text.other;
      return text.replace(/\{(\w+)\}/gu, (/** @type {string} */ all, /** @type {string} */ name) => String(values[name] ?? all));
    },
  };
}

/** Name of a language in the interface's language. @param {string} code @param {string} lang */
export function languageName(code, lang) {
  try {
    return new Intl.DisplayNames([lang], { type: "language" }).of(code) ?? code;
  } catch {
    return code;
  }
}

/** @param {() => void} changed called when the page changes its language */
export function onLanguage(changed) {
  new MutationObserver(changed).observe(document.documentElement, { attributeFilter: ["lang"] });
}
