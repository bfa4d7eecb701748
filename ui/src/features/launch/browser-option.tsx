import { AppWindow, Plug, UserRound } from "lucide-react";
import type { IconType } from "@/components/icon";
import { Select, type SelectGroup, type SelectOption } from "@/components/select";
import { TextField } from "@/components/text-field";
import type { OptionProps } from "@/features/launch/launch-options-pane";
import { OptionLine } from "@/features/launch/option-line";
import type { BrowserChoice, Choice, LaunchForm } from "@/ipc/bindings";

const ICONS: Record<BrowserChoice["choice"], IconType | undefined> = {
  fresh: undefined,
  profile: UserRound,
  session: AppWindow,
  address: Plug,
};

type BrowserOptionProps = OptionProps & { form: LaunchForm };

/** In which browser the run takes place: a fresh one, one that is open, one with kept logins, a Chrome of one's own. */
export function BrowserOption({ options, set, faultOf, form }: BrowserOptionProps) {
  const { browser } = options;
  const fault = faultOf("browser");
  return (
    <OptionLine
      name="browser"
      label="Browser"
      fault={fault}
      more={
        browser.choice === "address" && (
          <div className="option-line-more">
            <TextField
              size="sm"
              mono
              aria-label="Address of a running Chrome"
              placeholder="http://127.0.0.1:9222"
              invalid={fault !== undefined}
              value={browser.url}
              onChange={(url) => set({ browser: { choice: "address", url } })}
            />
          </div>
        )
      }
    >
      {({ label }) => (
        <Select
          label={label}
          icon={ICONS[browser.choice]}
          size="sm"
          width={164}
          value={keyOf(browser)}
          onChange={(value) => set({ browser: browserOf(value) })}
          options={browserOptions(browser, form)}
        />
      )}
    </OptionLine>
  );
}

/** `profile:<id>`, `session:<id>`, or the choice alone. */
function keyOf(browser: BrowserChoice): string {
  return "id" in browser ? `${browser.choice}:${browser.id}` : browser.choice;
}

function browserOf(value: string): BrowserChoice {
  const cut = value.indexOf(":");
  const id = value.slice(cut + 1);
  if (value.startsWith("profile:")) return { choice: "profile", id };
  if (value.startsWith("session:")) return { choice: "session", id };
  return value === "address" ? { choice: "address", url: "" } : { choice: "fresh" };
}

function browserOptions(browser: BrowserChoice, form: LaunchForm) {
  const options: (SelectOption<string> | SelectGroup<string>)[] = [
    { value: "fresh", label: "Fresh" },
    { value: "address", label: "A running Chrome…" },
  ];
  const isListed =
    !("id" in browser) ||
    [...form.browserProfiles, ...form.browserSessions].some(({ id }) => id === browser.id);
  if (!isListed)
    options.push({ value: keyOf(browser), label: browser.id, hint: "Not listed by the server" });
  if (form.browserProfiles.length > 0)
    options.push({
      heading: "Profiles",
      options: form.browserProfiles.map((one) => optionOf("profile", one)),
    });
  if (form.browserSessions.length > 0)
    options.push({
      heading: "Open sessions",
      options: form.browserSessions.map((one) => optionOf("session", one)),
    });
  return options;
}

function optionOf(choice: "profile" | "session", { id, name, detail }: Choice) {
  const label = choice === "profile" ? `Profile: ${name}` : `Session: ${name}`;
  return { value: `${choice}:${id}`, label, hint: detail };
}
