/** The frame of every page: strict content security policy, one style sheet, one script. */

export interface PageFrame {
  /** May hold the name of a file or of a device. */
  readonly title: string;
  /** Where the webview may load from: webview.cspSource. */
  readonly cspSource: string;
  readonly styleUri: string;
  readonly scriptUri: string;
  /** New for each page. */
  readonly nonce: string;
  /** What the page is about; it keeps this for VS Code to restore it by. */
  readonly identity: string;
}

/**
 * The script is a plain one in the document: the toolkit takes the theme over on `load` and would miss it from a
 * script that arrives later. The nonce in the meta element is for the empty style sheet with which the toolkit
 * finds out what the browser can do.
 */
export function pageHtml({ title, cspSource, styleUri, scriptUri, nonce, identity }: PageFrame): string {
  const policy = [
    `default-src 'none'`,
    `style-src ${cspSource} 'nonce-${nonce}'`,
    `font-src ${cspSource}`,
    `script-src 'nonce-${nonce}'`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="UTF-8">
    <meta http-equiv="Content-Security-Policy" content="${policy}">
    <meta property="csp-nonce" content="${nonce}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <link rel="stylesheet" href="${styleUri}">
    <title>${escaped(title)}</title>
  </head>
  <body>
    <main id="page" data-identity="${escaped(identity)}"></main>
    <script nonce="${nonce}" src="${scriptUri}"></script>
  </body>
</html>`;
}

/** Of text between tags and in attributes. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
