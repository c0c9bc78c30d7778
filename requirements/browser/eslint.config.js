// How scripts are written. Rules beyond the recommended ones keep a part small, plain and free of what a policy forbids.
import js from "@eslint/js";
import globals from "globals";

const strict = {
  "consistent-return": "error",
  eqeqeq: "error",
  "no-eval": "error",
  "no-implied-eval": "error",
  "no-new-func": "error",
  "no-param-reassign": "error",
  "no-promise-executor-return": "error",
  "no-script-url": "error",
  "no-self-compare": "error",
  "no-shadow": "error",
  "no-throw-literal": "error",
  "no-unmodified-loop-condition": "error",
  "no-unused-expressions": ["error", { allowShortCircuit: true, allowTernary: true }],
  "no-use-before-define": ["error", { functions: false, variables: false }],
  "no-var": "error",
  "object-shorthand": "error",
  "prefer-const": "error",
  "prefer-template": "error",
  complexity: ["error", 15],
  "max-lines": ["error", 250],
  "max-params": ["error", 5],
};
const shared = { companion: "readonly", idb: "readonly", playbookFill: "readonly", playbookSearch: "readonly" };

export default [
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  { ignores: ["playbook/plugin/overrides/assets/playbook/idb.js"] }, // not ours, and the same to the byte
  js.configs.recommended,
  { rules: strict },
  {
    files: ["playbook/plugin/overrides/scripts/**/*.js"],
    languageOptions: { sourceType: "module", globals: { ...globals.browser, ...shared } },
  },
  {
    // Scripts in one piece that import nothing: what they declare, a page has.
    files: ["moved", "start", "work-open"].map((name) => `playbook/plugin/overrides/scripts/${name}.js`),
    languageOptions: { sourceType: "script" },
  },
  {
    files: ["playbook/preview/assets/*.js"],
    languageOptions: { sourceType: "script", globals: globals.browser },
  },
  { files: ["tests/browser/*.js", "requirements/browser/*.js"], languageOptions: { sourceType: "module", globals: globals.node } },
];
