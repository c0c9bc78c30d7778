// Runs before anything of the page is shown: what it decides is there from the start, and nothing moves or flashes.
import { substituteStorage } from "./storage.js";
import { showScheme } from "./scheme.js";
import { chooseCompanion } from "./companion.js";

const script = /** @type {HTMLScriptElement} */ (document.currentScript);
document.documentElement.classList.replace("no-js", "js");
substituteStorage();
showScheme();
window.companion = chooseCompanion(script);
