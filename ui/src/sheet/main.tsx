import { createRoot } from "react-dom/client";
import { Providers } from "@/app/providers";
import { DataSheet } from "@/sheet/data-sheet";
import { DialogSheet } from "@/sheet/dialog-sheet";
import { showForcedStates } from "@/sheet/forced-states";
import { FormSheet } from "@/sheet/form-sheet";
import { GridSheet } from "@/sheet/grid-sheet";
import { StateSheet } from "@/sheet/state-sheet";
import "@/styles/tokens.css";
import "@/styles/base.css";
import "@/sheet/sheet.css";

/*
 * Every component in every state, for development: /sheet.html?part=states|form|data|grid|dialog|palette|menu
 * &theme=dark. Not a part of the product.
 */
const query = new URLSearchParams(window.location.search);
document.documentElement.dataset.theme = query.get("theme") ?? "light";

const PARTS = {
  states: StateSheet,
  form: FormSheet,
  data: DataSheet,
  grid: GridSheet,
  dialog: DialogSheet,
} as const;
const name = query.get("part") ?? "states";
const Part = name in PARTS ? PARTS[name as keyof typeof PARTS] : StateSheet;

const place = document.getElementById("root");
if (!place) throw new Error("sheet.html has no #root");
createRoot(place).render(
  <Providers>
    <Part />
  </Providers>,
);
showForcedStates();
