let holders = 0;

/** Makes the page behind a modal surface inert until the returned function is called. Holds can overlap. */
export function holdBackground(): () => void {
  holders += 1;
  apply();
  return () => {
    holders -= 1;
    apply();
  };
}

function apply() {
  document.getElementById("root")?.toggleAttribute("inert", holders > 0);
}
