// How styles are written: the standard rules, less what is a matter of layout here, or what the theme decides.
export default {
  extends: "stylelint-config-standard",
  reportNeedlessDisables: true,
  rules: {
    // Rules of a kind stand together, a line each; empty lines part groups.
    "at-rule-empty-line-before": null,
    "comment-empty-line-before": null,
    "declaration-empty-line-before": null,
    "rule-empty-line-before": null,
    // Six digits show the three parts of a colour.
    "color-hex-length": "long",
    // Block, element, state, as the theme has them: `.pb-agenda`, `.md-nav__link--active`, `--md-default-bg-color--light`.
    "custom-property-pattern": "^[a-z]+(-{1,2}[a-z0-9]+)*$",
    "selector-class-pattern": "^(md|pb)(-[a-z0-9]+)+(__[a-z0-9]+)?(--[a-z0-9-]+)?$|^(no-)?js$|^headerlink$",
    // `min-width` is what the theme writes, and what browsers of the last two years all know.
    "media-feature-range-notation": "prefix",
    // The order of rules is that of the page; where two meet, what is more specific is meant to win.
    "no-descending-specificity": null,
    // Sides are those of the writing: a page in Arabic begins on the right.
    "property-disallowed-list": ["/^(margin|padding|border)-(left|right)/", "left", "right"],
    "declaration-property-value-disallowed-list": { "text-align": ["left", "right"], float: ["left", "right"] },
    // `:root` stands once for measures and once for colours, each below its own remark.
    "no-duplicate-selectors": null,
    // The widths of the theme are fractions of its own steps.
    "number-max-precision": 6,
    // A size of paper has its own spelling.
    "value-keyword-case": ["lower", { ignoreKeywords: ["A4"] }],
  },
};
