// Tells whether a print is still true: the code on it is looked up among the codes of this site and of its editions.
(() => {
  const known = window.playbookPaper;
  const letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  const form = document.querySelector("[data-check-paper]");
  const answer = document.getElementById("answer");
  const sheet = answer.querySelector(".pb-answer__sheet");
  const list = answer.querySelector(".pb-answer__changes");

  // What people type for a code: small or full-width letters, spaces, O for 0, I or L for 1.
  const read = (typed) => {
    const plain = typed.normalize("NFKC").toUpperCase().replace(/[OＯ]/g, "0").replace(/[IL]/g, "1");
    const code = plain.replace(/[^0-9A-Z]/g, "");
    return `${code.slice(0, 4)}-${code.slice(4)}`;
  };
  const isCode = (code) => {
    const digits = [...code.replace("-", "")].map((letter) => letters.indexOf(letter));
    const sum = digits.slice(0, 7).reduce((total, digit, place) => total + (2 * place + 1) * digit, 0);
    return digits.length === 8 && !digits.includes(-1) && sum % 32 === digits[7];
  };

  const has = (table, key) => Object.prototype.hasOwnProperty.call(table, key);
  const look = (code) => {
    if (has(known.present, code)) {
      const [name, edition] = known.present[code];
      return { answer: "current", name, edition, changes: {} };
    }
    if (has(known.past, code)) {
      const [name, edition, changes] = known.past[code];
      const word = !changes ? "gone" : Object.keys(changes).length ? "changed" : "rearranged";
      return { answer: word, name, edition, changes: changes ?? {} };
    }
    return { answer: isCode(code) ? "unknown" : "mistyped", changes: {} };
  };

  const element = (name, text, attributes = {}) => {
    const made = Object.assign(document.createElement(name), attributes);
    made.textContent = text;
    return made;
  };

  const describe = (code, { name, edition }) => {
    const [id, kind, languages] = name.split(".");
    const [title, address] = has(known.titles, id) ? known.titles[id] : [id, ""];
    const stamp = edition ? answer.dataset.edition.replace("{name}", edition) : answer.dataset.draft;
    const rest = [known.kinds[kind], ...languages.split("-").map((one) => known.languages[one] ?? one), stamp];
    rest.push(answer.dataset.code.replace("{code}", code));
    sheet.replaceChildren(address ? element("a", title, { href: address }) : title, rest.map((one) => ` · ${one}`).join(""));
  };

  const line = ([id, what]) => {
    const row = element("li", "");
    const [words, address] = has(known.items, id) ? known.items[id] : [id, ""];
    row.append(address ? element("a", words, { href: address }) : words, " ");
    row.append(element("span", list.dataset[what], { className: "pb-state" }));
    return row;
  };

  const check = (typed) => {
    const code = read(typed);
    const found = look(code);
    for (const word of answer.querySelectorAll("[data-answer]")) {
      word.hidden = word.dataset.answer !== found.answer;
    }
    sheet.hidden = !found.name;
    if (found.name) {
      describe(code, found);
    }
    list.replaceChildren(...Object.entries(found.changes).map(line));
    list.hidden = !list.children.length;
    answer.hidden = false;
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const address = new URL(location.href);
    address.searchParams.set("code", form.elements.code.value.trim());
    check(form.elements.code.value);
    try {
      history.replaceState(null, "", address);
    } catch {
      // A browser that forbids this for files shows the answer all the same.
    }
  });
  const asked = new URLSearchParams(location.search).get("code");
  if (asked) {
    form.elements.code.value = asked.slice(0, form.elements.code.maxLength);
    check(form.elements.code.value);
  }
})();
