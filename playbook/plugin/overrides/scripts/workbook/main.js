// Opens filled workbooks: nothing but this stands between the file of a team and its working sheet.
import { read } from "./filled.js";

globalThis.playbookWorkbook = { read };
