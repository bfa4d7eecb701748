import { Combobox } from "@/components/combobox";
import { Select } from "@/components/select";
import { TextField } from "@/components/text-field";
import type { OptionProps } from "@/features/launch/launch-options-pane";
import { OptionLine } from "@/features/launch/option-line";
import { countries, proxyOf, proxyOptions, proxyValue } from "@/features/launch/proxy-places";
import type { ProxyChoice } from "@/ipc/bindings";

type ProxyOptionProps = OptionProps & { isOwnServer: boolean };

/** From where the run browses. */
export function ProxyOption({ options, set, faultOf, isOwnServer }: ProxyOptionProps) {
  const { proxy } = options;
  const fault = faultOf("proxy");
  const change = (next: ProxyChoice) => set({ proxy: next });
  return (
    <OptionLine
      name="proxy"
      label="Proxy"
      fault={fault}
      more={<More proxy={proxy} isBad={fault !== undefined} onChange={change} />}
    >
      {({ label }) => (
        <Select
          label={label}
          size="sm"
          width={164}
          value={proxyValue(proxy)}
          onChange={(value) => change(proxyOf(value))}
          options={proxyOptions(proxy, isOwnServer)}
        />
      )}
    </OptionLine>
  );
}

interface MoreProps {
  proxy: ProxyChoice;
  isBad: boolean;
  onChange: (proxy: ProxyChoice) => void;
}

function More({ proxy, isBad, onChange }: MoreProps) {
  if (proxy.choice === "custom")
    return (
      <div className="option-line-more">
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
      </div>
    );
  if (proxy.choice !== "place") return null;
  return (
    <div className="option-line-more">
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
    </div>
  );
}
