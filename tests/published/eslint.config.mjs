// The rules for the site's own JavaScript (theme/assets/javascripts) and for its tests.
import js from "@eslint/js";

const BROWSER = [
  "document", "window", "location", "history", "navigator", "URL", "URLSearchParams", "Option", "MutationObserver", "fetch",
  "console", "setTimeout", "clearTimeout", "TextDecoder",
];
const asGlobals = (names) => Object.fromEntries(names.map((name) => [name, "readonly"]));

export default [
  js.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: "error" },
    languageOptions: { ecmaVersion: 2022, sourceType: "module", globals: asGlobals(BROWSER) },
    rules: {
      "no-unused-vars": ["error", { varsIgnorePattern: "^_+$", argsIgnorePattern: "^_+$" }],
      "prefer-const": "error",
      "no-var": "error",
      eqeqeq: "error",
    },
  },
  { files: ["**/*.mjs"], languageOptions: { globals: asGlobals(["process", "Response"]) } },
  { files: ["**/site.js"], languageOptions: { sourceType: "script" } },
];
