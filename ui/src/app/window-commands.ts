/* What the command palette can do with the window itself. */
import { Cloud, Moon, Plus, RefreshCw, Server, Sun, SunMoon } from "lucide-react";
import type { Move } from "@/app/places";
import { SCREENS } from "@/app/screens";
import type { PaletteCommand } from "@/features/palette/palette-model";
import { SECTIONS } from "@/features/settings/sections";
import type { ConnectionId, ConnectionsView, ConnectionView, Theme } from "@/ipc/bindings";

interface WindowActs {
  go: (move: Move) => void;
  selectServer: (id: ConnectionId) => void;
  syncServer: () => void;
  setTheme: (theme: Theme) => void;
}

export function windowCommands(
  connections: ConnectionsView,
  shown: ConnectionView,
  acts: WindowActs,
): PaletteCommand[] {
  return [
    ...screenCommands(acts),
    ...serverCommands(connections, shown, acts),
    ...sectionCommands(acts),
    ...themeCommands(acts),
  ];
}

function screenCommands({ go }: WindowActs): PaletteCommand[] {
  return SCREENS.map(({ screen, title, icon, keys }) => ({
    id: `go:${screen}`,
    title: `Go to ${title}`,
    icon,
    keys,
    words: "show open screen",
    perform: () => go({ to: screen }),
  }));
}

function serverCommands(
  { connections }: ConnectionsView,
  shown: ConnectionView,
  { go, selectServer, syncServer }: WindowActs,
): PaletteCommand[] {
  const others = connections.flatMap((connection, place) =>
    connection.id === shown.id
      ? []
      : [
          {
            id: `server:${connection.id}`,
            title: `Switch to ${connection.name}`,
            icon: connection.kind === "cloud" ? Cloud : Server,
            keys: place < 9 ? `mod+${place + 1}` : undefined,
            words: "server connection",
            perform: () => selectServer(connection.id),
          },
        ],
  );
  return [
    ...others,
    {
      id: "sync",
      title: "Sync now",
      icon: RefreshCw,
      words: "refresh reload server workflows",
      perform: syncServer,
    },
    {
      id: "addServer",
      title: "Add server…",
      icon: Plus,
      words: "connection connect",
      perform: () => go({ to: "servers", open: { open: "new" } }),
    },
  ];
}

function sectionCommands({ go }: WindowActs): PaletteCommand[] {
  return SECTIONS.map(({ id, title, words, icon }) => ({
    id: `settings:${id}`,
    title: `Settings: ${title}`,
    icon,
    words,
    perform: () => go({ to: "section", section: id }),
  }));
}

function themeCommands({ setTheme }: WindowActs): PaletteCommand[] {
  return [
    { theme: "light" as const, title: "Use the light theme", icon: Sun },
    { theme: "dark" as const, title: "Use the dark theme", icon: Moon },
    { theme: "system" as const, title: "Use the theme of the system", icon: SunMoon },
  ].map(({ theme, title, icon }) => ({
    id: `theme:${theme}`,
    title,
    icon,
    words: "appearance colour mode",
    perform: () => setTheme(theme),
  }));
}
