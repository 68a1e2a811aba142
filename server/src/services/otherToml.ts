// Names of TOML files that other tools read: in an empty one nothing of ours is offered.

const names: ReadonlySet<string> = new Set(
  [
    // Python, Rust and other languages
    'pyproject poetry pdm pixi uv ruff ty tox pytest hatch project manifest',
    'cargo clippy rustfmt rust-toolchain deny audit cross trunk dioxus bacon rye',
    'gopkg bunfig fpm gleam nargo scarb move foundry anchor selene stylua',
    // sites and hosting
    'hugo zola book netlify wrangler fly railway config settings',
    // tools, ours included
    'taplo typos cliff gitleaks lychee mise starship rulewright',
  ].flatMap((line) => line.split(' ')),
);

/** By its name, or because its name or its folder begins with a dot. Takes a URI or a path. */
export function isOfOtherTool(uri: string): boolean {
  const [name = '', folder = ''] = uri.toLowerCase().split(/[\\/]/).reverse();
  return name.startsWith('.') || folder.startsWith('.') || names.has(name.replace(/\.toml$/, ''));
}
