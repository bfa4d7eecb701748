import { Combobox } from "@/components/combobox";
import { TextField } from "@/components/text-field";
import { countries } from "@/features/blocks/proxy-places";
import type { ProxyChoice } from "@/ipc/bindings";

interface ProxyFieldsProps {
  proxy: ProxyChoice;
  isBad: boolean;
  onChange: (proxy: ProxyChoice) => void;
}

/** The further fields that a chosen proxy asks for: an address, or a place. */
export function ProxyFields({ proxy, isBad, onChange }: ProxyFieldsProps) {
  if (proxy.choice === "custom")
    return (
      <TextField
        size="sm"
        mono
        aria-label="Address of the proxy"
        placeholder="http://user:password@proxy:8080"
        title="A password in it is not kept"
        invalid={isBad}
        value={proxy.url}
        onChange={(url) => onChange({ choice: "custom", url })}
      />
    );
  if (proxy.choice !== "place") return null;
  return (
    <>
      <Combobox
        size="sm"
        label="Country"
        placeholder="Country"
        invalid={isBad}
        value={proxy.country}
        onChange={(country) => onChange({ ...proxy, country })}
        options={countries()}
      />
      <TextField
        size="sm"
        aria-label="State or region"
        placeholder="State, e.g. CA"
        value={proxy.subdivision ?? ""}
        onChange={(text) => onChange({ ...proxy, subdivision: text === "" ? null : text })}
      />
      <TextField
        size="sm"
        aria-label="City"
        placeholder="City"
        value={proxy.city ?? ""}
        onChange={(text) => onChange({ ...proxy, city: text === "" ? null : text })}
      />
    </>
  );
}
