import { useState } from "react";
import { Checkbox } from "@/components/checkbox";
import { ReferenceChip } from "@/components/chip";
import { Kbd } from "@/components/kbd";
import { Row } from "@/components/layout";
import { RadioList } from "@/components/radio-list";
import { Segment } from "@/components/segment";
import { Switch } from "@/components/switch";

/** Small controls that choose or name something. */
export function Choices() {
  const [isOn, setOn] = useState(true);
  const [radio, setRadio] = useState<"a" | "b">("b");
  const [view, setView] = useState<"blocks" | "yaml">("blocks");
  return (
    <Row>
      <Checkbox label="Off" checked={!isOn} onChange={() => setOn(!isOn)} />
      <Checkbox label="On" checked={isOn} onChange={setOn} />
      <Checkbox label="Some" checked="some" onChange={setOn} />
      <RadioList
        label="Choice"
        value={radio}
        onChange={setRadio}
        options={[
          { value: "a", label: "" },
          { value: "b", label: "" },
        ]}
      />
      <Switch label="Off" checked={!isOn} onChange={() => setOn(!isOn)} />
      <Switch label="On" checked={isOn} onChange={setOn} />
      <Segment
        label="View"
        value={view}
        onChange={setView}
        options={[
          { value: "blocks", label: "Blocks" },
          { value: "yaml", label: "YAML" },
        ]}
      />
      <ReferenceChip>max_listings</ReferenceChip>
      <ReferenceChip bad>scrape_listing_output</ReferenceChip>
      <Kbd keys="mod+k" />
    </Row>
  );
}
