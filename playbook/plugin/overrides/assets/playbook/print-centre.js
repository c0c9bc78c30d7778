// Shows of the table of sheets what the reader chooses; without this script the table has them all.
(() => {
  const form = document.querySelector("[data-print-centre]");
  const status = form.querySelector("[role='status']");
  const letter = document.querySelector(".pb-letter");
  const centre = form.closest(".pb-centre");

  const show = (node, is) => {
    node.hidden = !is;
  };

  const choose = () => {
    const chosen = new FormData(form);
    const chapters = chosen.getAll("chapter");
    const [languages, kind] = [chosen.get("languages"), chosen.get("kind")];
    for (const row of centre.querySelectorAll("tr[data-chapter]")) {
      show(row, !chapters.length || chapters.includes(row.dataset.chapter));
    }
    for (const cell of centre.querySelectorAll("[data-kind]")) {
      show(cell, !kind || cell.dataset.kind === kind);
    }
    for (const link of centre.querySelectorAll("a[data-languages]")) {
      show(link, !languages || link.dataset.languages === languages);
      link.toggleAttribute("download", chosen.has("download"));
    }
    const found = [...centre.querySelectorAll("a[data-languages]")].filter((link) => !link.closest("[hidden]"));
    status.textContent = status.dataset.found.replace("{count}", found.length);
    show(letter, chosen.get("paper") === "us-letter");
    show(centre.querySelector(".pb-sheets"), kind !== "book");
    const options = [...(kind ? ["--kind", kind] : []), ...(languages ? ["--lang", languages] : [])];
    const lines = (chapters.length ? chapters : [""]).map((id) => ["playbook pdf", id, ...options, "--paper us-letter"]);
    letter.querySelector("[data-command]").textContent = lines.map((line) => line.filter(Boolean).join(" ")).join("\n");
  };

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", choose);
  form.hidden = false;
  choose();
})();
