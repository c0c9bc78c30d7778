import type { Desk } from "../work-page/desk.js";
import type { WorkingSheet } from "../working-sheets/types";

/** The page, and the sheet that is laid over the open one. */
export interface AssessmentPage {
  desk: Desk;
  root: HTMLElement;
  compared: WorkingSheet | undefined;
}
