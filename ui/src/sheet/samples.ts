/** Made-up content for the sheet. */
export const FAMILIES = [
  {
    words: "In the page",
    category: "act",
    glyphs: ["compass", "mouse-pointer-click", "log-in", "link", "download"],
  },
  { words: "Read and check", category: "read", glyphs: ["scan-text", "badge-check", "file-text"] },
  { words: "Model and code", category: "think", glyphs: ["text-cursor-input", "code-xml"] },
  { words: "Flow", category: "flow", glyphs: ["repeat", "split", "timer", "user-check"] },
  { words: "Send and store", category: "send", glyphs: ["mail", "globe", "table-2", "upload"] },
] as const;

export interface SampleNode {
  id: string;
  label: string;
  status: string;
  aux: string;
  children: SampleNode[];
}

function node(label: string, status: string, aux: string, children: SampleNode[] = []): SampleNode {
  return { id: `${label} ${aux}`, label, status, aux, children };
}

export const TIMELINE: SampleNode[] = [
  node("login_portal", "completed", "0:18"),
  node("open_invoices", "completed", "0:09"),
  node("process_each", "running", "3 / 5", [
    node("1 · Hetzner Online", "completed", "0:41", [node("open_invoice", "completed", "0:07")]),
    node("2 · Fjord Freight", "completed", "0:52", [node("open_invoice", "completed", "0:08")]),
    node("3 · Nordlicht Energie", "running", "0:17", [
      node("open_invoice", "completed", "0:06"),
      node("download_pdf", "running", "0:11"),
      node("parse_invoice", "waiting", ""),
    ]),
    node("4 · Papier Union", "failed", "0:12"),
  ]),
  node("upload_archive", "notRun", "Not run"),
];

export const OUTPUT = {
  invoice: "NE-2025-11-0482",
  total: 593.37,
  currency: "EUR",
  is_paid: false,
  due: null,
  lines: [
    { position: "Electricity, peak", period: "1–30 Nov", net: 312.44 },
    { position: "Electricity, off-peak", period: "1–30 Nov", net: 121.09 },
    { position: "Grid fee", period: "1–30 Nov", net: 58.2 },
  ],
  note: "Due 14 December 2025 · Direct debit",
};

export const YAML = `title: Invoice downloader
workflow_definition:
  parameters:
    - key: since
      workflow_parameter_type: string
      default_value: "2025-11-01"
  blocks:
    - block_type: for_loop
      label: process_each
      loop_variable_reference: "{{ open_invoices_output.vendors }}"
      loop_blocks:
        - block_type: file_download
          label: download_pdf # one file each
          navigation_goal: |-
            Open the invoice of {{ current_value }} and press
            “Download PDF”.
          max_retries: 2
`;
