/**
 * Which VS Code comes out of which npm package, for machines where VS Code itself cannot be downloaded.
 * code-server's package carries a whole VS Code server; its version is the VS Code's plus 3.0.0.
 */
export interface VsCodeVersion {
  readonly vscode: string;
  /** The version of the npm package `code-server` that carries it. */
  readonly codeServer: string;
  /** The Node major version it runs on (its native modules are built for it). */
  readonly node: string;
}

/** The newest VS Code the project is tried with, and the oldest one that `engines.vscode` allows. */
export const VSCODE_VERSIONS = {
  newest: { vscode: '1.139.1', codeServer: '4.139.1', node: '24' },
  oldest: { vscode: '1.103.2', codeServer: '4.103.2', node: '22' },
} as const satisfies Record<string, VsCodeVersion>;
