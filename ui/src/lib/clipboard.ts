/** Puts a text on the clipboard. Rejects where the system refuses it. */
export async function copyText(text: string): Promise<void> {
  await navigator.clipboard.writeText(text);
}
