import { Terminal } from "lucide-react";
import { Button } from "@/components/button";
import { Menu, MenuItem } from "@/components/menu";
import { useToasts } from "@/components/toasts";
import type { CommandLanguage, ConnectionId, LaunchRequest } from "@/ipc/bindings";
import { host, messageOf } from "@/ipc/client";
import { copyText } from "@/lib/clipboard";

interface CopyCommandProps {
  connection: ConnectionId;
  request: LaunchRequest;
}

const LANGUAGES: readonly { language: CommandLanguage; title: string }[] = [
  { language: "curl", title: "curl" },
  { language: "python", title: "Python" },
  { language: "typescript", title: "TypeScript" },
];

/** The launch as text for a terminal or a program. A variable stands in it for the key. */
export function CopyCommand({ connection, request }: CopyCommandProps) {
  const toasts = useToasts();
  const copy = async (language: CommandLanguage, title: string) => {
    try {
      await copyText(await host.launchCommand(connection, request, language));
      toasts.show({
        name: "command",
        message: (
          <>
            Copied for {title}. Set <code>SKYVERN_API_KEY</code> to the API key.
          </>
        ),
      });
    } catch (fault) {
      toasts.show({
        tone: "danger",
        name: "command",
        message: `The command was not copied. ${messageOf(fault)}`,
      });
    }
  };
  return (
    <Menu
      side="top"
      trigger={
        <Button variant="ghost" icon={Terminal}>
          Copy as command
        </Button>
      }
    >
      {LANGUAGES.map(({ language, title }) => (
        <MenuItem key={language} onSelect={() => void copy(language, title)}>
          {title}
        </MenuItem>
      ))}
    </Menu>
  );
}
