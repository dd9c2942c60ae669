// The search of the API page: without it the page is whole, only longer.

export const SCRIPT = `
const search = document.querySelector(".search");
const index = document.querySelector("nav details");
const found = [...document.querySelectorAll("[data-find]")];
const none = document.querySelector(".none");
const wide = matchMedia("(min-width: 52rem)");
const fold = () => { index.open = wide.matches || search.value !== ""; };
wide.addEventListener("change", fold);
fold();
search.addEventListener("input", () => {
  const words = search.value.toLowerCase().split(/\\s+/).filter(Boolean);
  for (const part of found) part.hidden = !words.every((word) => part.dataset.find.includes(word));
  for (const group of document.querySelectorAll("[data-group]"))
    group.hidden = !group.querySelector("[data-find]:not([hidden])");
  none.hidden = found.some((part) => !part.hidden);
  fold();
});
const open = () => {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target instanceof HTMLDetailsElement) target.open = true;
};
addEventListener("hashchange", open);
open();
`;
