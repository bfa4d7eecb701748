import { Select } from "@/components/select";
import { ProxyFields } from "@/features/blocks/proxy-fields";
import { proxyOf, proxyOptions, proxyValue } from "@/features/blocks/proxy-places";
import type { OptionProps } from "@/features/launch/launch-options-pane";
import { OptionLine } from "@/features/launch/option-line";
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
      more={
        (proxy.choice === "custom" || proxy.choice === "place") && (
          <div className="option-line-more">
            <ProxyFields proxy={proxy} isBad={fault !== undefined} onChange={change} />
          </div>
        )
      }
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
