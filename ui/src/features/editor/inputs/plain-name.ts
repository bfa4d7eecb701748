const WORDS: Readonly<Record<string, string>> = {
  url: "URL",
  totp: "TOTP",
  json: "JSON",
  id: "ID",
};

/** A name from YAML in plain words: "max_steps" is "max steps". For what the catalogue has no title for. */
export function plainName(name: string): string {
  return name
    .split("_")
    .filter(Boolean)
    .map((word) => WORDS[word] ?? word)
    .join(" ");
}

/** With a capital, as a label. */
export function plainTitle(name: string): string {
  const words = plainName(name);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** One of what a title names: "Extra HTTP headers" is "extra HTTP header". */
export function nounOf(title: string): string {
  return title
    .split(" ")
    .map((word) => (/^[A-Z]+s?$/.test(word) && word.length > 1 ? word : word.toLowerCase()))
    .join(" ")
    .replace(/s$/, "");
}
