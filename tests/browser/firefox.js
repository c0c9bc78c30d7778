// A part of a team's month in Firefox, driven by WebDriver BiDi: `node firefox.js JOB`, where JOB is JSON with `client` (the
// module that drives), `browser` (the program), `site`, `folder` (for what is saved), `workbook` and `file` (to be opened).
// Prints what was seen, by step, as JSON.
/* global document */
import { pathToFileURL } from "node:url";

const { client, browser: executablePath, site, folder, workbook, file } = JSON.parse(process.argv[2]);
const { default: puppeteer } = await import(pathToFileURL(client));

const CHAPTER = `${site}/en/pillars/shelves.html`;
const WORK = `${site}/en/work.html`;
const KEPT = ".pb-bar__kept[data-state='kept']";
const MINUTE = 60_000;
const seen = { faults: [] };

const browser = await puppeteer.launch({
  browser: "firefox",
  executablePath,
  headless: true,
  timeout: 2 * MINUTE,
  extraPrefsFirefox: {
    "browser.download.dir": folder,
    "browser.download.folderList": 2,
    "browser.download.useDownloadDir": true,
  },
});

const tab = async () => {
  const page = await browser.newPage();
  page.setDefaultTimeout(2 * MINUTE);
  page.on("pageerror", (error) => seen.faults.push(String(error)));
  return page;
};
const field = (item, name) => `[data-item='${item}'] .pb-field--${name} :is(input, select, textarea)`;
const valueOf = (page, control) => page.$eval(control, (one) => one.value);
const wait = (page, condition, ...facts) => page.waitForFunction(condition, {}, ...facts);
const shows = (page, control, value) => wait(page, (at, wanted) => document.querySelector(at)?.value === wanted, control, value);
const press = async (page, words, inside = "body") => {
  const found = await wait(
    page,
    (text, at) => [...document.querySelectorAll(`${at} :is(button, a)`)].find((one) => one.textContent.trim() === text && one.checkVisibility()),
    words,
    inside,
  );
  await found.evaluate((one) => one.scrollIntoView({ block: "center", behavior: "instant" }));
  await found.click();
};
const write = async (page, control, text) => {
  await page.focus(control);
  await page.keyboard.type(text);
};
const open = async (page, address) => {
  await page.goto(address);
  await page.waitForSelector(KEPT);
};
const openFile = async (page, path, way) => {
  const input = await page.$("#pb-files");
  await input.uploadFile(path);
  await press(page, way, "dialog");
  await wait(page, () => !document.querySelector("dialog"));
};

const fillIn = async (page) => {
  await page.goto(CHAPTER);
  await press(page, "Work with this chapter");
  await page.waitForSelector(".pb-bar form:not([hidden])");
  await page.keyboard.type("North branch");
  await page.keyboard.press("Enter");
  await page.waitForSelector(KEPT);
  await write(page, field("shelves.label-all", "owner"), "Aiko");
  await page.select(field("shelves.label-all", "status"), "started");
  await write(page, field("shelves.lost-books", "note"), "Two, at the fair.");
  await page.waitForSelector(KEPT);
  await page.reload();
  await page.waitForSelector(KEPT);
  const fields = [["shelves.label-all", "owner"], ["shelves.label-all", "status"], ["shelves.lost-books", "note"]];
  seen.kept = await Promise.all(fields.map(([item, name]) => valueOf(page, field(item, name))));
};

const inTwoTabs = async (one) => {
  const other = await tab();
  await open(other, CHAPTER);
  const note = field("shelves.label-all", "note");
  await write(other, note, "From the other");
  await shows(one, note, "From the other");
  const owner = field("shelves.label-all", "owner");
  await other.bringToFront();
  await other.focus(owner);
  await one.bringToFront();
  await write(one, owner, " and Bo");
  await one.waitForSelector(KEPT);
  await other.bringToFront();
  await write(other, owner, "!");
  await other.waitForSelector(KEPT);
  await other.waitForSelector("[data-item='shelves.label-all'] .pb-conflict:not([hidden])");
  seen.against = await other.$$eval("[data-item='shelves.label-all'] .pb-conflict button", (all) => all.map((made) => made.textContent));
  await press(other, seen.against[0]);
  await other.waitForSelector(KEPT);
  await other.close();
  await one.bringToFront();
  await one.keyboard.press("Tab"); // a field with the focus keeps what its reader sees
  await shows(one, owner, "Aiko!");
};

const merge = async (page) => {
  await page.goto(WORK);
  await page.waitForSelector("[data-sheets] [aria-current]");
  await openFile(page, workbook, "Merge into “North branch”");
  await shows(page, "[id='board-shelves.label-all-evidence']", "Shelf 3");
  await openFile(page, file, "Merge into “North branch”");
  await page.waitForSelector("[data-conflicts]:not([hidden])");
  seen.conflicts = await page.$$eval("[data-conflicts] li li", (all) => all.map((one) => one.innerText));
  await press(page, "Mei", "[data-conflicts]");
  await wait(page, () => document.querySelector("[data-conflicts]").hidden);
  seen.chosen = await valueOf(page, "[id='board-shelves.label-all-owner']");
};

const leave = async (page) => {
  await press(page, "Save as a file", "[data-saving]");
  await page.pdf({ path: `${folder}/work.pdf` });
  await open(page, CHAPTER);
  await page.pdf({ path: `${folder}/chapter.pdf` });
};

try {
  const page = await tab();
  await fillIn(page);
  await inTwoTabs(page);
  await merge(page);
  await leave(page);
} finally {
  await browser.close();
}
console.log(JSON.stringify(seen));
