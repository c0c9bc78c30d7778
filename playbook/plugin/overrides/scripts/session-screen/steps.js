// Where a key leads: arrows, the space bar, and what remote controls send.

const FORWARD = ["ArrowRight", "ArrowDown", "PageDown", " "];
const BACK = ["ArrowLeft", "ArrowUp", "PageUp"];
// A remote control sends these, wherever the focus is.
const REMOTE = ["PageDown", "PageUp"];
// The summary is longer than a screen: there, these scroll.
const SCROLLING = ["ArrowUp", "ArrowDown", "PageDown", "PageUp", " "];

// The step that a key means, 0 where it means none: inside a control it is the control's own.
/** @type {(event: KeyboardEvent, isSummary: boolean) => number} */
export const stepOf = (event, isSummary) => {
  const { key, target } = event;
  if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey || event.isComposing) return 0;
  const isControl = target instanceof Element && target.closest("input, textarea, select, button, summary, a");
  if ((isControl && !REMOTE.includes(key)) || (isSummary && SCROLLING.includes(key))) return 0;
  return Number(FORWARD.includes(key)) - Number(BACK.includes(key));
};
