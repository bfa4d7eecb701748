import { useQuery } from "@tanstack/react-query";
import { KeyRound } from "lucide-react";
import { EmptyState } from "@/components/empty-state";
import type { GridColumn } from "@/components/grid-head";
import { ListScreen } from "@/features/lists/list-screen";
import { credentialsQuery } from "@/features/lists/queries";
import type { ConnectionView, CredentialRow } from "@/ipc/bindings";

/** The names of the credentials that the server keeps. Their secrets never leave it. */
export function CredentialsScreen({ connection }: { connection: ConnectionView }) {
  const query = useQuery(credentialsQuery(connection.id));
  return (
    <ListScreen
      title="Credentials"
      connection={connection}
      query={query}
      rows={query.data}
      columns={COLUMNS}
      textOf={textOf}
      empty={
        <EmptyState icon={KeyRound} title="No credentials">
          Passwords, cards and secrets for workflows are kept on the server. They are made in
          Skyvern.
        </EmptyState>
      }
    />
  );
}

function textOf(row: CredentialRow): string {
  return [row.name, kindTitle(row.kind), row.detail, row.vault, row.id].join(" ");
}

/** "Credit card"; what is unknown stays as the server says it. */
function kindTitle(kind: string): string {
  const words = kind.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const COLUMNS: readonly GridColumn<CredentialRow>[] = [
  {
    id: "name",
    title: "Name",
    width: "minmax(160px, 1.4fr)",
    tone: "strong",
    render: (row) => row.name,
  },
  { id: "kind", title: "Kind", width: "120px", render: (row) => kindTitle(row.kind) },
  {
    id: "detail",
    title: "User or number",
    width: "minmax(140px, 1fr)",
    render: (row) => row.detail,
  },
  {
    id: "vault",
    title: "Kept in",
    width: "130px",
    tone: "meta",
    render: (row) => row.vault ?? "Skyvern",
  },
  {
    id: "id",
    title: "Id",
    width: "minmax(120px, 220px)",
    tone: "meta",
    render: (row) => <code className="truncate">{row.id}</code>,
  },
];
