import { fileURLToPath, URL } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const alias = { "@": fileURLToPath(new URL("./src", import.meta.url)) };

export default defineConfig({
  plugins: [react()],
  resolve: { alias },
  clearScreen: false,
  server: { host: "127.0.0.1", port: 18120, strictPort: true },
  build: {
    outDir: "dist",
    target: ["safari16.4", "chrome114"],
    // The content security policy allows no data: scripts or fonts, and no inline module preload.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [{ name: "codemirror", test: /node_modules\/(@codemirror|@lezer)\// }],
        },
      },
    },
  },
  test: {
    restoreMocks: true,
    // Pure functions are tested without a DOM (*.test.ts), components with one (*.test.tsx).
    projects: [
      { extends: true, test: { name: "pure", environment: "node", include: ["src/**/*.test.ts"] } },
      {
        extends: true,
        test: {
          name: "dom",
          environment: "jsdom",
          include: ["src/**/*.test.tsx"],
          setupFiles: ["src/lib/test-setup.ts"],
        },
      },
    ],
  },
});
