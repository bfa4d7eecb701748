import { Stack } from "@/components/layout";
import { Select } from "@/components/select";
import { ProxyFields } from "@/features/blocks/proxy-fields";
import { proxyOf, proxyOptions, proxyValue } from "@/features/blocks/proxy-places";
import type { InputProps } from "@/features/editor/inputs/input-props";
import { proxyFrom, proxyTo } from "@/features/editor/inputs/proxy-value";

/** From where the runs browse. */
export function ProxyInput({ draft }: InputProps) {
  const proxy = proxyFrom(draft.value);
  const options = proxyOptions(proxy, true).map((option) =>
    "value" in option && option.value === "workflow"
      ? { ...option, label: "As the server does" }
      : option,
  );
  return (
    <Stack gap={6}>
      <Select
        value={proxyValue(proxy)}
        onChange={(value) => draft.onPick(proxyTo(proxyOf(value)))}
        options={options}
      />
      <ProxyFields proxy={proxy} isBad={false} onChange={(next) => draft.onType(proxyTo(next))} />
    </Stack>
  );
}
