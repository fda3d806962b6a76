// @ts-check
/** The interface's words in the page's language, which can change while the page is open. */

/** @typedef {(key: string, values?: Record<string, string | number>) => string} Say */

const LANGUAGES = ["ar", "en", "tr"];
/** Where the table cannot be had: the page works, and says the names of its sentences. */
const WORDLESS = { dir: "ltr", months: {} };
/** @type {Map<string, Promise<any>>} */
const tables = new Map();

/** @typedef {{say: Say, lang: string, dir: string, date: (edtf: string) => string}} Words */

/** @returns {Promise<Words>} */
export async function speech() {
  const wanted = document.documentElement.lang.toLowerCase().split("-")[0];
  const lang = LANGUAGES.includes(wanted) ? wanted : "en";
  if (!tables.has(lang)) {
    const table = fetch(new URL(`./strings.${lang}.json`, import.meta.url)).then((response) => response.json());
    tables.set(lang, table.catch(() => {
      tables.delete(lang); // the next call tries again
      return WORDLESS;
    }));
  }
  const words = await tables.get(lang);
  const plural = new Intl.PluralRules(lang);
  return {
    lang,
    dir: words.dir,
    date: (edtf) => numerals(dateInWords(edtf, words.months), lang),
    say(key, values = {}) {
      let text = words[key] ?? key;
      if (typeof text === "object") text = text[plural.select(Number(values.n))] ?? text.other;
      return text.replace(/\{(\w+)\}/gu, (/** @type {string} */ all, /** @type {string} */ name) => {
        const value = values[name] ?? all;
        return typeof value === "number" ? numerals(String(value), lang) : value;
      });
    },
  };
}

/** The archive's own digits, as on its other pages. @param {string} text @param {string} lang */
function numerals(text, lang) {
  if (lang !== "ar" || document.documentElement.dataset.digits !== "arab") return text;
  return text.replace(/[0-9]/gu, (digit) => "٠١٢٣٤٥٦٧٨٩"[Number(digit)]);
}

/**
 * A day, month or year, with the archive's own names of months (Intl knows one set); other EDTF as it stands.
 * @param {string} edtf @param {Record<string, string[]>} months by region
 */
function dateInWords(edtf, months) {
  const match = /^(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d{2}))?)?(?:T|$)/u.exec(edtf);
  const names = months[document.documentElement.dataset.months ?? ""] ?? Object.values(months)[0];
  if (!match || !names) return edtf;
  const [, year, month, day] = match;
  return [day && String(Number(day)), month && names[Number(month) - 1], year].filter(Boolean).join(" ");
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
