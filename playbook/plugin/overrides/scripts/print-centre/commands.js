// What to type for sheets on other paper: the commands that make just what was chosen.

// One command for each chapter; one for all where none is chosen.
/** @type {(chapters: string[], kind: string, languages: string) => string} */
export const commands = (chapters, kind, languages) => {
  const options = [...(kind ? ["--kind", kind] : []), ...(languages ? ["--lang", languages] : [])];
  const lines = (chapters.length ? chapters : [""]).map((id) => ["playbook pdf", id, ...options, "--paper us-letter"]);
  return lines.map((line) => line.filter(Boolean).join(" ")).join("\n");
};
