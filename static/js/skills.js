// Searching in the list of skills while typing. Without this file the button "Zoek" does it on the server.
"use strict";

const form = document.querySelector("form[data-skills]");
const box = form.querySelector("input[type=search]");
const count = form.querySelector("[data-skills-count]");
const skills = [...form.querySelectorAll(".skill")];
const folds = [...form.querySelectorAll("details.fold")];
const openAtFirst = new Set(folds.filter((fold) => fold.open));

const fold = (text) => text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f'’]/g, "").replace(/-/g, " ");
const words = new Map(skills.map((skill) => [skill, fold(skill.dataset.words)]));
const small = new Set(["de", "het", "een", "op", "in", "van", "met", "en", "ik", "voor", "aan", "te"]);

const show = () => {
  const asked = fold(box.value).split(/\s+/).filter((word) => word.length > 1 && !small.has(word));
  let found = 0;
  for (const skill of skills) {
    const fits = asked.every((word) => words.get(skill).includes(word));
    const isChosen = skill.querySelector("input[type=checkbox]").checked;
    skill.hidden = asked.length > 0 && !fits && !isChosen;
    if (asked.length > 0 && fits) found += 1;
  }
  for (const each of folds) {
    each.hidden = [...each.querySelectorAll(".skill")].every((skill) => skill.hidden);
    each.open = asked.length > 0 ? !each.hidden : openAtFirst.has(each);
  }
  count.textContent = asked.length > 0 ? (found ? count.dataset.found.replace("%n", found) : count.dataset.none) : "";
};

box.addEventListener("input", show);
// Ticks stay where they are while searching; the number on a shelf follows the ticks.
form.addEventListener("change", (event) => {
  const shelf = event.target.closest("details.fold");
  if (!shelf || event.target.type !== "checkbox") return;
  const chosen = shelf.querySelectorAll("input[type=checkbox]:checked").length;
  shelf.querySelector("summary .tag")?.remove();
  if (chosen) {
    const tag = document.createElement("span");
    tag.className = "tag tag-green";
    tag.textContent = form.dataset.chosen.replace("%n", chosen);
    shelf.querySelector("summary").append(tag);
  }
  openAtFirst.add(shelf);
});
