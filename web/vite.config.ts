import { defineConfig } from "vitest/config";

// One script without imports: the binary puts it, the style sheet and the document into one file.
export default defineConfig({
  build: {
    target: "es2022",
    outDir: "dist",
    emptyOutDir: true,
    modulePreload: false,
    rollupOptions: {
      input: "src/main.tsx",
      output: { entryFileNames: "page.js", format: "iife", codeSplitting: false },
    },
    reportCompressedSize: false,
  },
  test: { environment: "happy-dom", include: ["tests/unit/**/*.test.{ts,tsx}"] },
});
