// @ts-check
/** EDTF dates in words, as archive_tools/render/calendars.py writes them, from the same table of labels. */

/** @typedef {{months: Record<string, Record<string, string[]>>, hijri_months: Record<string, string[]>, weekdays: Record<string, string[]>, dates: Record<string, any>}} DateTable */
/** @typedef {{language: string, months: string, digits: string}} Conventions */

/** @param {string} text @param {Conventions} how */
export function numerals(text, how) {
  if (how.digits !== "arab" || how.language !== "ar") return text;
  return text.replace(/[0-9]/g, (digit) => "٠١٢٣٤٥٦٧٨٩"[Number(digit)]);
}

/** @param {string} edtf @param {DateTable} table @param {Conventions} how */
export function dateInWords(edtf, table, how) {
  return numerals(words(edtf, table, how), how);
}

/** @param {string} edtf @param {DateTable} table @param {Conventions} how @returns {string} */
function words(edtf, table, how) {
  const form = table.dates[how.language] ?? table.dates.en;
  if (edtf.includes("/")) {
    const at = edtf.indexOf("/");
    const [first, last] = [edtf.slice(0, at), edtf.slice(at + 1)];
    if (first === "" || first === "..") return form.before.replace("{to}", words(last, table, how));
    if (last === "" || last === "..") return form.after.replace("{from}", words(first, table, how));
    return form.range.replace("{from}", words(first, table, how)).replace("{to}", words(last, table, how));
  }
  if (/[~%]$/.test(edtf)) return form.approximate.replace("{date}", words(edtf.slice(0, -1), table, how));
  if (edtf.endsWith("?")) return form.uncertain.replace("{date}", words(edtf.slice(0, -1), table, how));
  const plain = /^(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?$/.exec(edtf);
  if (plain) {
    const [, year, month, day] = plain;
    if (!month) return year;
    const regions = table.months[how.language] ?? table.months.en;
    const names = regions[how.months] ?? Object.values(regions)[0];
    const shown = form[day ? "day" : "month"].replace("{y}", year).replace("{month}", names[Number(month) - 1]);
    return day ? shown.replace("{d}", String(Number(day))) : shown;
  }
  const season = /^(\d{4})-(2[1-4])$/.exec(edtf);
  if (season) return form.seasons[Number(season[2]) - 21].replace("{y}", season[1]);
  if (/^\d{2,3}XX?$/.test(edtf) && edtf.length === 4) {
    return form[edtf.endsWith("XX") ? "century" : "decade"].replace("{y}", edtf.replaceAll("X", "0"));
  }
  return edtf;
}

/** @param {string} day `1446-05-26`, or a month or year of that calendar @param {DateTable} table @param {Conventions} how */
export function hijriInWords(day, table, how) {
  const [year, month, number] = day.split("-").map(Number);
  const form = (table.dates[how.language] ?? table.dates.en)[number ? "hijri" : month ? "hijri_month" : "hijri_year"];
  const name = (table.hijri_months[how.language] ?? table.hijri_months.en)[month - 1];
  return numerals(form.replace("{y}", String(year)).replace("{month}", name).replace("{d}", String(number)), how);
}

/** The name of a month without its year. @param {number} month from 1 @param {DateTable} table @param {Conventions} how */
export function monthName(month, table, how) {
  const regions = table.months[how.language] ?? table.months.en;
  return (regions[how.months] ?? Object.values(regions)[0])[month - 1];
}

/** A day of the year: `11-28`. @param {string} day @param {DateTable} table @param {Conventions} how */
export function dayOfYear(day, table, how) {
  const [month, number] = day.split("-").map(Number);
  const form = (table.dates[how.language] ?? table.dates.en).day_of_year;
  return numerals(form.replace("{month}", monthName(month, table, how)).replace("{d}", String(number)), how);
}

/** @param {number} month from 1 @param {DateTable} table @param {Conventions} how */
export function hijriMonthName(month, table, how) {
  return (table.hijri_months[how.language] ?? table.hijri_months.en)[month - 1];
}

/** @param {number} weekday Monday is 0 @param {DateTable} table @param {Conventions} how */
export function weekdayName(weekday, table, how) {
  return (table.weekdays[how.language] ?? table.weekdays.en)[weekday];
}
