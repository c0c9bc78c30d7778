// What the frame of a page does: all of it adds to a page that can be read and walked through without.
import { rememberLanguage } from "./language.js";
import { tidyDrawers } from "./drawers.js";
import { followReading } from "./reading.js";
import { openFolds } from "./folds.js";
import { showTooltips } from "./tooltips.js";
import { offerReports, markOverdue } from "./items.js";
import { offerCopies } from "./copying.js";
import { stampSheets } from "./stamping.js";
import { offerSearch } from "./search-open.js";
import { offerInstalling } from "./installing.js";

rememberLanguage();
tidyDrawers();
followReading();
openFolds();
showTooltips();
offerReports();
offerCopies();
stampSheets();
markOverdue();
offerSearch();
offerInstalling();
