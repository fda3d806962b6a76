// @ts-check
/** Interface language and colour scheme. Choices live in the address (?ui=en&scheme=dark), nowhere else. */
import { dateInWords, dayOfYear, hijriInWords, hijriMonthName, monthName, numerals, weekdayName } from "./dates.js";

const root = document.documentElement;
const ownLanguage = root.lang;
const ownDirection = root.dir;
const address = new URL(location.href);
/** @type {any} */
let table;

/** @param {string} key @param {string | null} value */
function choose(key, value) {
  const now = new URL(location.href); // a search changes the address without loading the page anew
  for (const { searchParams } of [address, now]) {
    if (value === null) searchParams.delete(key);
    else searchParams.set(key, value);
  }
  history.replaceState(history.state, "", now.href);
  carryChoices();
}

/** Links within the site carry the choices on, so that nothing needs to be stored. */
function carryChoices() {
  for (const link of document.querySelectorAll("a[href]")) {
    const raw = link.getAttribute("href") ?? "";
    if (raw.startsWith("#")) continue;
    const target = new URL(raw, location.href);
    if (target.origin !== location.origin || link.hasAttribute("rel")) continue;
    for (const key of ["ui", "scheme"]) {
      const value = address.searchParams.get(key);
      if (value === null) target.searchParams.delete(key);
      else target.searchParams.set(key, value);
    }
    link.setAttribute("href", target.href);
  }
}

/** @param {number} n @param {string} language CLDR cardinal categories come from the browser. */
function form(n, language) {
  return new Intl.PluralRules(language).select(n);
}

/** @param {string} language */
async function speak(language) {
  if (language === root.lang && !table) return;
  table ??= await (await fetch(new URL("labels.json", import.meta.url))).json();
  const facts = table.languages[language];
  if (!facts) return;
  const how = { language, months: root.dataset.months ?? "levant", digits: root.dataset.digits ?? "latn" };
  root.lang = language;
  root.dir = facts.dir;
  for (const part of document.querySelectorAll("[data-ui]")) {
    part.setAttribute("lang", language);
    part.setAttribute("dir", facts.dir);
  }
  const text = (/** @type {string | null} */ key) => table.labels[key ?? ""]?.[language];
  for (const part of document.querySelectorAll("[data-l]")) part.textContent = text(part.getAttribute("data-l")) ?? part.textContent;
  for (const part of document.querySelectorAll("[data-l-label]")) part.setAttribute("aria-label", text(part.getAttribute("data-l-label")) ?? "");
  for (const part of document.querySelectorAll("[data-c]")) {
    const n = Number(part.getAttribute("data-n"));
    const forms = table.plurals[part.getAttribute("data-c") ?? ""][language];
    part.textContent = (forms[form(n, language)] ?? forms.other).replace("{n}", numerals(String(n), how));
  }
  for (const part of document.querySelectorAll("[data-d]")) part.textContent = dateInWords(part.getAttribute("data-d") ?? "", table, how);
  for (const part of document.querySelectorAll("[data-hijri]")) part.textContent = hijriInWords(part.getAttribute("data-hijri") ?? "", table, how);
  for (const part of document.querySelectorAll("[data-month]")) part.textContent = monthName(Number(part.getAttribute("data-month")), table, how);
  for (const part of document.querySelectorAll("[data-hijri-month]")) part.textContent = hijriMonthName(Number(part.getAttribute("data-hijri-month")), table, how);
  for (const part of document.querySelectorAll("[data-day-of-year]")) part.textContent = dayOfYear(part.getAttribute("data-day-of-year") ?? "", table, how);
  for (const part of document.querySelectorAll("[data-weekday]")) part.textContent = weekdayName(Number(part.getAttribute("data-weekday")), table, how);
  rename(language);
  entitle(language);
  document.dispatchEvent(new CustomEvent("interface", { detail: text }));
  for (const button of document.querySelectorAll("[data-switch-language]")) {
    button.setAttribute("aria-pressed", String(button.getAttribute("data-switch-language") === language));
  }
}

const ownTitle = document.title;

/** A page of the interface (not of an article) is named in its language: what its heading says. @param {string} language */
function entitle(language) {
  const heading = document.querySelector("article[data-ui]:not(.page-home) h1, .page-own h1:has([data-l])");
  const words = heading?.textContent?.replace(/\s+/g, " ").trim();
  const site = document.querySelector(".brand")?.textContent?.trim();
  document.title = language === ownLanguage || !words ? ownTitle : `\u2068${words}\u2069 – \u2068${site}\u2069`;
}

/** Names in the chosen language, where the archive knows one; else as the page came. @param {string} language */
function rename(language) {
  const known = Object.keys(table.languages);
  for (const name of document.querySelectorAll(known.map((code) => `bdi[data-${code}]`).join(","))) {
    const home = name.getAttribute("data-home") ?? name.getAttribute("lang") ?? ownLanguage;
    if (!name.hasAttribute("data-home")) {
      name.setAttribute("data-home", home);
      name.setAttribute(`data-${home}`, name.textContent ?? "");
    }
    const shown = name.hasAttribute(`data-${language}`) ? language : home;
    name.textContent = name.getAttribute(`data-${shown}`);
    name.setAttribute("lang", shown);
  }
}

/** @param {string} scheme */
function paint(scheme) {
  root.dataset.scheme = scheme;
}

function dark() {
  return root.dataset.scheme ? root.dataset.scheme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

/** An archive that does not know its own address is cited by the one it is read at. */
function completeCitation() {
  const base = root.dataset.base || ".";
  const home = new URL(base.endsWith("/") ? base : `${base}/`, location.href.split(/[?#]/)[0]);
  for (const place of document.querySelectorAll(".cite :is(.code, .address)")) {
    const path = place.textContent ?? "";
    if (path.startsWith("/")) place.textContent = new URL(path.slice(1), home).href;
  }
}

const scheme = address.searchParams.get("scheme");
if (scheme === "dark" || scheme === "light") paint(scheme);
for (const part of document.querySelectorAll(".switches")) part.removeAttribute("hidden");
for (const button of document.querySelectorAll("[data-switch-language]")) {
  const language = button.getAttribute("data-switch-language") ?? ownLanguage;
  button.setAttribute("aria-pressed", String(language === ownLanguage));
  button.addEventListener("click", async () => {
    await speak(language);
    if (language === ownLanguage) root.dir = ownDirection;
    choose("ui", language === ownLanguage ? null : language);
  });
}
for (const button of document.querySelectorAll("[data-switch-scheme]")) {
  button.addEventListener("click", () => {
    paint(dark() ? "light" : "dark");
    choose("scheme", root.dataset.scheme ?? null);
  });
}
for (const table of document.querySelectorAll(".page-own table")) {
  if (table.scrollWidth > table.clientWidth) table.setAttribute("tabindex", "0"); // so that keys can scroll it
}
completeCitation();
if (document.querySelector(".page-article")) await import("./article.js");
if (address.searchParams.has("ui")) await speak(address.searchParams.get("ui") ?? ownLanguage);
if (address.searchParams.has("ui") || scheme) carryChoices();
if (document.querySelector("[data-tools]")) await import("./lists.js");
const anniversary = document.querySelector("[data-days]");
if (anniversary) {
  const { onThisDay } = await import("./today.js");
  if (await onThisDay(anniversary, new Date())) {
    if (table) await speak(root.lang);
    if (address.searchParams.has("ui") || scheme) carryChoices();
  }
}
