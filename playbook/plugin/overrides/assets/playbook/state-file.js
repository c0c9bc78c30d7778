// Opens a state file that `playbook import` wrote, and shows what was agreed on. The file stays on this machine; whatever
// stands in it becomes plain text, nothing else.
(() => {
  const MOST_BYTES = 5_000_000;
  const MOST_LETTERS = 5_000;
  const FIELDS = ["status", "owner", "due", "completed", "note"];
  const section = document.querySelector(".pb-state-file");
  const status = section.querySelector("[role='status']");
  const shown = section.querySelector(".pb-agreements");
  const parts = shown.querySelector("[data-parts]");
  const field = section.querySelector("input[type='file']");

  const isRecord = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
  const words = (value) => (typeof value === "string" || typeof value === "number" ? String(value).slice(0, MOST_LETTERS) : "");

  // What the items of the playbook say in this language is asked for once, and only when a file is opened.
  let items = null;
  const known = () => {
    items ??= new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = shown.dataset.items;
      script.onload = () => resolve(window.playbookItems);
      script.onerror = () => {
        items = null;
        reject(new Error(script.src));
      };
      document.head.append(script);
    });
    return items;
  };

  const read = (text) => {
    try {
      const state = JSON.parse(text);
      const isState = isRecord(state) && state.format === "playbook-state" && state.version === 1 && isRecord(state.items);
      return isState && Array.isArray(state.unmatched) ? state : null;
    } catch {
      return null;
    }
  };

  const say = (code) => {
    status.textContent = code ? status.dataset[code] : "";
    status.hidden = !code;
    shown.hidden = Boolean(code);
    document.documentElement.classList.toggle("pb-state-on", !code);
  };

  const row = (filled, head, states) => {
    const made = shown.querySelector("[data-row]").content.firstElementChild.cloneNode(true);
    made.cells[0].append(head);
    FIELDS.forEach((name, at) => {
      const written = words(filled[name]);
      made.cells[at + 1].textContent = name === "status" ? (states.get(written) ?? written) : written;
    });
    const others = isRecord(filled.other) ? Object.entries(filled.other) : [];
    for (const [title, value] of others) {
      made.cells[FIELDS.length].append(document.createElement("br"), `${words(title)}: ${words(value)}`);
    }
    return made;
  };

  const part = (title, rows) => {
    const made = shown.querySelector("[data-part]").content.cloneNode(true);
    made.querySelector("h3").textContent = title;
    made.querySelector("tbody").append(...rows);
    parts.append(made);
  };

  const link = ([text, address]) => {
    const made = document.createElement("a");
    made.href = address;
    made.textContent = text;
    return made;
  };

  const show = (state, { chapters, states: names }) => {
    const states = new Map(Object.entries(names));
    const filled = new Map(Object.entries(state.items).filter(([, value]) => isRecord(value)));
    const unmatched = state.unmatched.filter(isRecord);
    const total = filled.size + unmatched.length;
    parts.replaceChildren();
    for (const [title, own] of chapters) {
      const rows = [];
      for (const [id, text, address] of own) {
        if (filled.has(id)) {
          rows.push(row(filled.get(id), link([text, address]), states));
          filled.delete(id);
        }
      }
      if (rows.length) {
        part(title, rows);
      }
    }
    const rest = [...filled].map(([id, value]) => row(value, words(id), states));
    rest.push(...unmatched.map((value) => row(value, words(value.text) || words(value.id), states)));
    if (rest.length) {
      part(parts.dataset.unmatched, rest);
    }
    const count = shown.querySelector("[data-count]");
    count.textContent = count.dataset.count.replace("{count}", total);
  };

  field.addEventListener("change", async () => {
    const [file] = field.files;
    if (!file) {
      return;
    }
    if (file.size > MOST_BYTES) {
      say("tooLarge");
      return;
    }
    const state = read(await file.text());
    if (!state) {
      say("notAState");
      return;
    }
    show(state, await known());
    say("");
  });
  shown.querySelector("[data-print]").addEventListener("click", () => window.print());
  section.querySelector("[data-state-file]").hidden = false;
})();
