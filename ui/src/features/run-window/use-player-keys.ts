import { useShortcut } from "@/components/use-shortcut";
import type { Player } from "@/features/run-window/use-player";

interface PlayerKeyActs {
  player: Player;
  stepBlock: (step: 1 | -1) => void;
  stepSpeed: (step: 1 | -1) => void;
  toggleFullScreen: () => void;
}

/** In these the arrow keys, Home and End have a meaning of their own. */
const ARROW_TAKERS =
  '[role="tree"],[role="tablist"],[role="group"],[role="radiogroup"],[role="separator"],[role="menu"],[role="table"],section[tabindex="0"]';
/** In these Space presses. */
const SPACE_TAKERS = 'button,a[href],[role="switch"],[role="checkbox"],[role="menuitem"]';

/** The keys of the player (DESIGN 7). They leave alone what has the focus and uses the key itself. */
export function usePlayerKeys({ player, stepBlock, stepSpeed, toggleFullScreen }: PlayerKeyActs) {
  const unless = (takers: string, act: () => void) => (event: KeyboardEvent) => {
    if (event.target instanceof Element && event.target.closest(takers)) return false;
    act();
  };
  const arrow = (act: () => void) => unless(ARROW_TAKERS, act);
  useShortcut("space", unless(SPACE_TAKERS, player.toggle));
  useShortcut(
    "arrowleft",
    arrow(() => player.seek(player.second - 5)),
  );
  useShortcut(
    "arrowright",
    arrow(() => player.seek(player.second + 5)),
  );
  useShortcut(
    "shift+arrowleft",
    arrow(() => stepBlock(-1)),
  );
  useShortcut(
    "shift+arrowright",
    arrow(() => stepBlock(1)),
  );
  useShortcut(
    "home",
    arrow(() => player.seek(0)),
  );
  useShortcut(
    "end",
    arrow(() => player.seek(player.length ?? 0)),
  );
  useShortcut("<", () => stepSpeed(-1));
  useShortcut(">", () => stepSpeed(1));
  useShortcut(",", () => player.step(-1));
  useShortcut(".", () => player.step(1));
  useShortcut("f", toggleFullScreen);
}
