// Opens addresses in Debian's Firefox over WebDriver BiDi; prints what its console says, as JSON.
import puppeteer from "puppeteer-core";

const [program, ...addresses] = process.argv.slice(2);
const browser = await puppeteer.launch({
  browser: "firefox",
  executablePath: program,
  headless: true,
});
const found = [];
const page = await browser.newPage();
let address = "";
const note = (message) => found.push({ address, message });
page.on("console", (message) => note(message.text()));
page.on("pageerror", (error) => note(error.message));
page.on("requestfailed", (request) => {
  const why = request.failure().errorText;
  // Firefox asks for the icon last; opening the next page ends that.
  if (why !== "NS_BINDING_ABORTED") note(`not loaded: ${request.url()} (${why})`);
});
for (address of addresses) {
  const response = await page.goto(address, { waitUntil: "load" });
  if (response.status() !== 200) note(`status ${response.status()}`);
  const wide = await page.evaluate("document.documentElement.scrollWidth > innerWidth");
  if (wide) note("the page scrolls sideways");
}
await browser.close();
console.log(JSON.stringify(found));
