import { containerOf, listOf, type Structure } from "@/features/editor/draft/structure";
import type { DragState, Lifted } from "@/features/editor/drag/drag-store";
import type { Gap, Key, Scope } from "@/ipc/bindings";

/** What to call blocks: their label, or how many they are. */
export function nameOfBlocks(structure: Structure, keys: readonly Key[]): string {
  const only = structure.nodes.get(keys[0] ?? "");
  return keys.length === 1 && only ? only.label || "Block" : `${keys.length} blocks`;
}

/** Beside the line that shows where it would go. */
export function slotWords({ lifted, isCopy }: DragState): string {
  if (!lifted) return "";
  const verb = lifted.type === "kind" ? "Add" : isCopy ? "Copy" : "Move";
  return `${verb} ${lifted.name} here`;
}

/** "After is_match, inside process_each, 3 of 3". */
export function gapWords(structure: Structure, gap: Gap, lifted: Lifted): string {
  const { position, count } = rank(structure, gap, lifted);
  const after = structure.nodes.get(gap.after ?? "");
  const inside = scopeWords(structure, gap.scope);
  if (gap.scope.in === "branch" && !after) return `Branch ${inside}, first`;
  const start = after ? `After ${after.label}` : "First";
  const where = gap.scope.in === "branch" ? `branch ${inside}` : inside;
  return [start, where, `${position} of ${count}`].filter(Boolean).join(", ");
}

export function liftWords(structure: Structure, gap: Gap, lifted: Lifted): string {
  const { position, count } = rank(structure, gap, lifted);
  return `${lifted.name} lifted, position ${position} of ${count}. Arrow keys move, Space drops, Escape cancels.`;
}

export function cancelWords(structure: Structure, gap: Gap, lifted: Lifted): string {
  const { position, count } = rank(structure, gap, lifted);
  return `Cancelled, back at ${position} of ${count}`;
}

/** "append_row moved into process_each, last. Control Z undoes." */
export function dropWords(structure: Structure, gap: Gap, state: DragState): string {
  const { lifted, isCopy } = state;
  if (!lifted) return "";
  const { position, count } = rank(structure, gap, lifted);
  const container = structure.nodes.get(containerOf(gap.scope) ?? "");
  const verb = lifted.type === "kind" ? "added" : isCopy ? "copied" : "moved";
  const where = container ? ` into ${container.label}` : "";
  const place = position === count ? "last" : position === 1 ? "first" : `${position} of ${count}`;
  return `${lifted.name} ${verb}${where}, ${place}. Control Z undoes.`;
}

function scopeWords(structure: Structure, scope: Scope): string {
  if (scope.in === "workflow") return "";
  const node = structure.nodes.get(scope.block);
  if (scope.in === "loop") return `inside ${node?.label ?? ""}`;
  return node?.branches[scope.branch]?.caption ?? `${scope.branch + 1}`;
}

function rank(structure: Structure, gap: Gap, lifted: Lifted) {
  const moved: readonly Key[] = lifted.type === "blocks" ? lifted.keys : [];
  const list = listOf(structure, gap.scope).filter((key) => !moved.includes(key));
  const position = gap.after === null ? 1 : list.indexOf(gap.after) + 2;
  return { position, count: list.length + Math.max(1, moved.length) };
}
