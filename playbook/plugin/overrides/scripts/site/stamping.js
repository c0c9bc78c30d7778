// At the foot of each sheet that a browser prints stands what its head says of the edition, where the engine has such feet.
export function stampSheets() {
  const stamp = document.querySelector(".pb-stamp [data-text]")?.firstChild?.textContent ?? "";
  if (stamp) document.documentElement.style.setProperty("--pb-stamp", JSON.stringify(stamp));
}
