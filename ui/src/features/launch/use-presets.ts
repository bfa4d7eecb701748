import { useQueryClient } from "@tanstack/react-query";
import { useToasts } from "@/components/toasts";
import { presetId } from "@/features/launch/inputs-base";
import type { LaunchEditor } from "@/features/launch/use-launch-editor";
import type { ConnectionId, LaunchForm, LaunchInput, RememberedInputs } from "@/ipc/bindings";
import { host, messageOf } from "@/ipc/client";

/** Named sets of inputs, kept on this computer. */
export function usePresets(connection: ConnectionId, { form, request, act }: LaunchEditor) {
  const cache = useQueryClient();
  const toasts = useToasts();

  /** The form is not asked for again: that takes the server, and this does not. */
  const keep = (change: (presets: RememberedInputs[]) => RememberedInputs[]) =>
    cache.setQueriesData<LaunchForm>(
      { queryKey: ["launch", connection, "form", form.workflow] },
      (before) => before && { ...before, presets: change(before.presets) },
    );

  const put = async (name: string, inputs: LaunchInput[]) => {
    await host.savePreset(connection, form.workflow, name, inputs);
    const preset = { name, at: new Date().toISOString(), inputs };
    keep((presets) => [...presets.filter((other) => other.name !== name), preset].sort(byName));
  };

  const remove = async (name: string) => {
    const preset = form.presets.find((other) => other.name === name);
    try {
      await host.deletePreset(connection, form.workflow, name);
      keep((presets) => presets.filter((other) => other.name !== name));
      toasts.show({
        name: "preset",
        message: `Preset “${name}” deleted`,
        ...(preset
          ? { action: { label: "Undo", onAct: () => void put(name, preset.inputs) } }
          : {}),
      });
    } catch (fault) {
      toasts.show({
        tone: "danger",
        name: "preset",
        message: `Cannot delete the preset. ${messageOf(fault)}`,
      });
    }
  };

  return {
    /** Rejects with what to say at the field. */
    save: async (name: string) => {
      const title = name.trim();
      await put(title, request.inputs);
      act({ type: "presetSaved", baseId: presetId(title) });
    },
    remove: (name: string) => void remove(name),
  };
}

function byName(a: RememberedInputs, b: RememberedInputs): number {
  return (a.name ?? "").localeCompare(b.name ?? "");
}
