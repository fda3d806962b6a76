// @ts-check
/** A filter and an order for long lists. Nothing is fetched or kept: the list is in the page already. */

const MARKS = /[\u0610-\u061a\u0640\u064b-\u065f\u0670]/gu;

/** Spelling variants that a reader does not tell apart while looking for a name. @param {string} text */
export function folded(text) {
  return text.normalize("NFKD").replace(/\p{Mn}/gu, "").replace(MARKS, "").toLowerCase()
    .replace(/[أإآٱ]/gu, "ا").replace(/[ىی]/gu, "ي").replace(/ک/gu, "ك").replace(/ة/gu, "ه").replace(/ı/gu, "i").trim();
}

/** @template {keyof HTMLElementTagNameMap} K @param {K} tag @param {Record<string, string>} attributes @param {...(Node | string)} inside */
function make(tag, attributes, ...inside) {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...inside);
  return element;
}

/** @param {Element} place */
function equip(place) {
  const words = new Map([...place.querySelectorAll("[data-l]")].map((part) => [part.getAttribute("data-l") ?? "", part]));
  /** @param {string} key @param {string} tag */
  const word = (key, tag = "span") => {
    const made = document.createElement(tag);
    made.textContent = words.get(key)?.textContent ?? "";
    if (key) made.setAttribute("data-l", key);
    return made;
  };
  const isNames = place.getAttribute("data-tools") === "names";
  const list = isNames ? place.parentElement?.querySelector(".shelf") : place.parentElement?.querySelector("ol.articles");
  if (!list) return;
  const rows = [...list.querySelectorAll("li")].filter((row) => row.parentElement?.matches("ol.articles, .index-list"));
  const texts = rows.map((row) => folded(row.textContent ?? ""));
  const homes = rows.map((row) => /** @type {Element} */ (row.parentElement));
  const years = rows.map((row) => row.querySelector("time")?.getAttribute("datetime")?.slice(0, 4) ?? "");
  const languages = rows.map((row) => row.querySelector(".headline bdi")?.getAttribute("lang") ?? "");

  const input = make("input", { type: "search", autocomplete: "off", dir: "auto" });
  const order = make("select", {}, ...(isNames ? ["sort_name", "sort_count"] : ["sort_newest", "sort_oldest"]).map((key) => {
    const option = word(key, "option");
    option.setAttribute("value", key);
    return option;
  }));
  const status = make("p", { role: "status" });
  /** @param {string} key @param {string[]} values @param {(value: string) => string} shown */
  const choice = (key, values, shown) => {
    const several = [...new Set(values.filter(Boolean))].sort().reverse();
    if (isNames || several.length < 2) return undefined;
    const any = word(key, "option");
    any.setAttribute("value", "");
    return make("select", { "aria-label": words.get(key)?.textContent ?? "", "data-l-label": key }, any,
      ...several.map((value) => make("option", { value }, shown(value))));
  };
  const nameOf = (/** @type {string} */ code) => {
    try {
      return new Intl.DisplayNames([document.documentElement.lang], { type: "language" }).of(code) ?? code;
    } catch {
      return code;
    }
  };
  const year = choice("any_year", years, (value) => value);
  const language = choice("any_language", languages, nameOf);

  const show = () => {
    const asked = folded(input.value).split(/\s+/u).filter(Boolean);
    let shown = 0;
    rows.forEach((row, at) => {
      const wanted = asked.every((part) => texts[at].includes(part))
        && (!year?.value || years[at] === year.value) && (!language?.value || languages[at] === language.value);
      row.hidden = !wanted;
      shown += Number(wanted);
    });
    for (const heading of list.querySelectorAll("h2")) {
      heading.hidden = flat.isConnected || !heading.nextElementSibling?.querySelector("li:not([hidden])");
    }
    const form = words.get("shown_of")?.textContent ?? "";
    status.textContent = shown === rows.length ? "" : form.replace("{n}", String(shown)).replace("{total}", String(rows.length));
  };
  const flat = make("ul", { class: "index-list" });
  const arrange = () => {
    const count = (/** @type {Element} */ row) => Number((row.querySelector(".count")?.textContent ?? "0")
      .replace(/[٠-٩]/gu, (digit) => String("٠١٢٣٤٥٦٧٨٩".indexOf(digit))));
    if (order.value === "sort_count") {
      flat.append(...[...rows].sort((a, b) => count(b) - count(a)));
      list.prepend(flat);
    } else {
      flat.remove();
      rows.forEach((row, at) => homes[at].append(row));
      if (order.value === "sort_oldest") {
        const dated = rows.filter((_, at) => years[at]);
        homes[0].prepend(...dated.reverse()); // what has no date stays at the end
      }
    }
    show();
  };
  for (const one of [input, year, language]) one?.addEventListener("input", show);
  order.addEventListener("input", arrange);
  document.addEventListener("interface", () => setTimeout(show));
  place.append(
    make("label", {}, word("filter_list"), input), ...[year, language].filter((one) => one !== undefined),
    make("label", {}, word("sort_list"), order), status,
  );
}

for (const place of document.querySelectorAll("[data-tools]")) equip(place);
