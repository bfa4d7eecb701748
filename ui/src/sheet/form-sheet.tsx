import { History, KeyRound, Play } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/button";
import { Checkbox } from "@/components/checkbox";
import { Chip } from "@/components/chip";
import { Combobox } from "@/components/combobox";
import { Field } from "@/components/field";
import { IconButton } from "@/components/icon-button";
import { JsonEditor } from "@/components/json-editor";
import { Row, Text } from "@/components/layout";
import {
  Menu,
  MenuCheck,
  MenuChoices,
  MenuHeading,
  MenuItem,
  MenuSeparator,
  MenuSub,
} from "@/components/menu";
import { NumberField } from "@/components/number-field";
import { PasswordField } from "@/components/password-field";
import { Popover } from "@/components/popover";
import { ProgressBar } from "@/components/progress-bar";
import { RadioList } from "@/components/radio-list";
import { SearchField } from "@/components/search-field";
import { Group, OptionRow } from "@/components/section";
import { Segment } from "@/components/segment";
import { Select } from "@/components/select";
import { SplitButton } from "@/components/split-button";
import { Switch } from "@/components/switch";
import { TextArea } from "@/components/text-area";
import { TextField } from "@/components/text-field";
import { Cell, Part } from "@/sheet/cell";

/** Fields, choices, menus. */
export function FormSheet() {
  return (
    <main className="sheet">
      <Part title="Fields">
        <Fields />
      </Part>
      <Part title="Options, menus, popovers">
        <Options />
        <div style={{ height: 16 }} />
        <Menus />
      </Part>
    </main>
  );
}

function Fields() {
  const [texts, setTexts] = useState({
    number: "250",
    json: '[ "Nordlicht Energie",\n  "Fjord Freight" ]',
    key: "sk-123",
    notes: "",
    query: "inv",
  });
  const [choice, setChoice] = useState<string | null>("portal");
  const [country, setCountry] = useState("de");
  const set = (name: keyof typeof texts) => (value: string) =>
    setTexts({ ...texts, [name]: value });
  return (
    <>
      <Row>
        <SearchField label="Search workflows" keys="/" value="" onChange={() => {}} />
        <SearchField
          label="Search runs"
          value={texts.query}
          onChange={set("query")}
          loading
          width={180}
        />
      </Row>
      <div style={{ height: 12 }} />
      <Field label="supplier_portal" mono note="credential">
        <Select
          icon={KeyRound}
          value={choice}
          onChange={setChoice}
          options={[
            { value: "portal", label: "Nordlicht portal · a.lindqvist@halden.io" },
            { value: "none", label: "None", hint: "The page is open to all" },
          ]}
        />
      </Field>
      <Field label="max_invoices" mono note="integer" aux="was 100" error="At most 100">
        <NumberField value={texts.number} onChange={set("number")} />
      </Field>
      <Field label="vendors" mono note="JSON" hint="List of 5 texts">
        <JsonEditor value={texts.json} onChange={set("json")} />
      </Field>
      <Field label="notes" mono note="text, optional">
        <TextArea value={texts.notes} onChange={set("notes")} placeholder="Empty" />
      </Field>
      <Field label="API key" required aux="Kept in the keychain (GNOME Keyring)">
        <PasswordField value={texts.key} onChange={set("key")} />
      </Field>
      <Field label="Country" hint="Where the browser seems to be">
        <Combobox
          value={country}
          onChange={setCountry}
          options={[
            { value: "de", label: "Germany" },
            { value: "se", label: "Sweden", hint: "Stockholm" },
          ]}
        />
      </Field>
      <div style={{ height: 12 }} />
      <Checkbox checked note="yes / no" onChange={() => {}}>
        <code>send_copy</code>
      </Checkbox>
    </>
  );
}

function Options() {
  const [mode, setMode] = useState<"agent" | "code">("code");
  const [theme, setTheme] = useState<"system" | "dark">("system");
  return (
    <Group>
      <OptionRow label="Run with">
        <Segment
          label="Run with"
          value={mode}
          onChange={setMode}
          options={[
            { value: "agent", label: "Agent" },
            { value: "code", label: "Code" },
          ]}
        />
      </OptionRow>
      <OptionRow label="Fall back to the agent" hint="When a cached step no longer fits the page">
        <Switch label="Fall back to the agent" checked onChange={() => {}} />
      </OptionRow>
      <OptionRow label="Max steps">
        <div style={{ width: 72 }}>
          <TextField size="sm" aria-label="Max steps" value="60" onChange={() => {}} />
        </div>
      </OptionRow>
      <OptionRow label="Theme">
        <RadioList
          label="Theme"
          value={theme}
          onChange={setTheme}
          options={[
            { value: "system", label: "System", hint: "Light now" },
            { value: "dark", label: "Dark" },
          ]}
        />
      </OptionRow>
    </Group>
  );
}

function Menus() {
  const isOpen = new URLSearchParams(window.location.search).has("open");
  const [sort, setSort] = useState<"title" | "updated">("updated");
  return (
    <Row gap={12} wrap>
      <Cell name="Split">
        <SplitButton
          variant="primary"
          icon={Play}
          onClick={() => {}}
          menuLabel="Other ways to run"
          menu={<MenuItem onSelect={() => {}}>Run with the last inputs</MenuItem>}
        >
          Run…
        </SplitButton>
      </Cell>
      <Cell name="Split, secondary">
        <SplitButton
          onClick={() => {}}
          menuLabel="More"
          menu={<MenuItem onSelect={() => {}}>Retry</MenuItem>}
        >
          Rerun…
        </SplitButton>
      </Cell>
      <Cell name="Icon">
        <IconButton icon={History} label="History" keys="mod+h" pressed />
      </Cell>
      <Cell name="Sizes">
        <Row>
          <Button size="sm" icon={Play}>
            Small
          </Button>
          <Button size="lg" variant="primary" keys="enter">
            Large
          </Button>
        </Row>
      </Cell>
      <Cell name="Chips">
        <Row>
          <Chip onRemove={() => {}}>Failed</Chip>
          <Chip outline mono>
            v31
          </Chip>
        </Row>
      </Cell>
      <Cell name="Popover">
        <Popover label="Details" trigger={<Button>Why</Button>}>
          <Text>The server is older than 1.0.37.</Text>
        </Popover>
      </Cell>
      <Cell name="Progress">
        <div style={{ width: 120 }}>
          <ProgressBar label="Reading" value={0.4} />
        </div>
      </Cell>
      <Menu open={isOpen || undefined} trigger={<Button>Menu</Button>} width={240}>
        <MenuHeading>Sort by</MenuHeading>
        <MenuChoices
          value={sort}
          onChange={setSort}
          choices={[
            { value: "title", label: "Title" },
            { value: "updated", label: "Updated" },
          ]}
        />
        <MenuSeparator />
        <MenuCheck checked onChange={() => {}}>
          Group by folder
        </MenuCheck>
        <MenuSub label="Move to">
          <MenuItem onSelect={() => {}}>Finance</MenuItem>
        </MenuSub>
        <MenuItem icon={History} keys="mod+l" onSelect={() => {}}>
          Last recording
        </MenuItem>
        <MenuItem disabled aux="No recording" onSelect={() => {}}>
          Save recording
        </MenuItem>
        <MenuItem danger keys="delete" onSelect={() => {}}>
          Delete
        </MenuItem>
      </Menu>
    </Row>
  );
}
