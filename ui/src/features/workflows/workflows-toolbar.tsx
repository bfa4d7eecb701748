import { ClipboardPaste, FileInput, LayoutTemplate, PanelRight, Plus } from "lucide-react";
import type { Ref } from "react";
import { IconButton } from "@/components/icon-button";
import { Bar, BarDivider, Spacer } from "@/components/layout";
import { MenuItem } from "@/components/menu";
import { SearchField } from "@/components/search-field";
import { SplitButton } from "@/components/split-button";
import { useKinds } from "@/features/blocks/kinds";
import { ArrangeMenu } from "@/features/workflows/arrange-menu";
import { FilterMenus } from "@/features/workflows/filter-menus";
import type { FilterOptions } from "@/features/workflows/filter-options";
import type { ListView, ListViewAction } from "@/features/workflows/list-view";

interface WorkflowsToolbarProps {
  /** "Search workflows", "Search in Recruiting". */
  searchLabel: string;
  text: string;
  onText: (text: string) => void;
  /** The answer takes long enough to say so. */
  isSearching: boolean;
  onLeaveSearch: () => void;
  searchRef: Ref<HTMLInputElement>;
  view: ListView;
  onView: (action: ListViewAction) => void;
  options: FilterOptions;
  /** The list shows what was found. */
  isSearchShown: boolean;
  /** Null where there are no groups, whatever is chosen. */
  groups: { onFoldAll: (isFolded: boolean) => void } | null;
  /** Absent where there is no room for a preview. */
  preview: { isOpen: boolean; onToggle: () => void } | null;
  imports: ImportWays;
}

export interface ImportWays {
  onNew: () => void;
  onChooseFiles: () => void;
  onTemplates: () => void;
  onPaste: () => void;
}

/** Search, filters, order, preview, and what brings new workflows. */
export function WorkflowsToolbar(props: WorkflowsToolbarProps) {
  const { view, onView, isSearchShown, options, groups, preview, imports } = props;
  const catalogue = useKinds();
  return (
    <Bar label="Workflows">
      <SearchField
        ref={props.searchRef}
        label={props.searchLabel}
        keys="/"
        value={props.text}
        onChange={props.onText}
        loading={props.isSearching}
        onLeave={props.onLeaveSearch}
      />
      <FilterMenus
        filter={view.filter}
        onChange={(filter) => onView({ type: "filtered", filter })}
        options={options}
        catalogue={catalogue}
      />
      <Spacer />
      <ArrangeMenu
        sort={isSearchShown ? view.searchSort : view.sort}
        onSort={(sort) => onView({ type: "sorted", sort, isSearching: isSearchShown })}
        groups={
          groups && {
            grouping: view.grouping,
            onGroup: (grouping) => onView({ type: "grouped", grouping }),
            onFoldAll: groups.onFoldAll,
          }
        }
      />
      {preview && (
        <IconButton
          icon={PanelRight}
          size="sm"
          label="Preview panel"
          keys="space"
          pressed={preview.isOpen}
          onClick={preview.onToggle}
        />
      )}
      <BarDivider />
      <ImportButton {...imports} />
    </Bar>
  );
}

/** An empty workflow, and the other ways to new ones. */
export function ImportButton({ onNew, onChooseFiles, onTemplates, onPaste }: ImportWays) {
  return (
    <SplitButton
      variant="primary"
      size="sm"
      icon={Plus}
      onClick={onNew}
      menuLabel="Other ways to add workflows"
      menu={
        <>
          <MenuItem icon={Plus} keys="mod+n" onSelect={onNew}>
            New workflow
          </MenuItem>
          <MenuItem icon={FileInput} keys="mod+o" onSelect={onChooseFiles}>
            Import…
          </MenuItem>
          <MenuItem icon={LayoutTemplate} onSelect={onTemplates}>
            From a template…
          </MenuItem>
          <MenuItem icon={ClipboardPaste} onSelect={onPaste}>
            Paste YAML…
          </MenuItem>
        </>
      }
    >
      New
    </SplitButton>
  );
}
