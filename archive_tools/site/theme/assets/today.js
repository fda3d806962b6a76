// @ts-check
/**
 * "On this day" of the home page: what the archive holds of today's day of the year, read from that day's page.
 * Only the browser knows which day it is; the page says, as twelve numbers, which days have a page at all.
 */

const SHOWN = 4;
const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Today, or the next day that has a page: `11-28`. @param {number[]} months bits by month @param {Date} now */
export function nearest(months, now) {
  let [month, day] = [now.getMonth(), now.getDate()];
  for (let step = 0; step < 366; step++) {
    if ((months[month] >>> (day - 1)) & 1) {
      return { day: [month + 1, day].map((n) => String(n).padStart(2, "0")).join("-"), today: step === 0 };
    }
    day += 1;
    if (day > DAYS[month]) [month, day] = [(month + 1) % 12, 1];
  }
  return undefined;
}

/** @param {Element} section @param {Date} now whether anything was shown */
export async function onThisDay(section, now) {
  const months = (section.getAttribute("data-days") ?? "").split(" ").map((text) => parseInt(text, 16));
  const found = months.length === 12 ? nearest(months, now) : undefined;
  if (!found) return false;
  const url = new URL(`dates/days/${found.day}/`, location.href);
  const answer = await fetch(url);
  if (!answer.ok) return false;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const list = page.querySelector("ol.articles");
  const title = page.querySelector("h1 [data-day-of-year]");
  if (!list || !title) return false;
  for (const extra of [...list.children].slice(SHOWN)) extra.remove();
  for (const link of list.querySelectorAll("a")) link.href = new URL(link.getAttribute("href") ?? "", url).href;
  for (const part of section.querySelectorAll("[data-when]")) {
    part.toggleAttribute("hidden", part.getAttribute("data-when") !== (found.today ? "today" : "later"));
  }
  const more = document.createElement("a");
  more.href = url.href;
  more.append(document.importNode(title, true));
  section.querySelector("[data-day]")?.replaceChildren(more);
  section.querySelector("[data-articles]")?.replaceChildren(document.importNode(list, true));
  return true;
}
