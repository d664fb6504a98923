/** What the browser shows in the end. */
function page(title: string, text: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<style>body { font: 1.1em/1.5 system-ui, sans-serif; max-width: 34em; margin: 15vh auto; padding: 0 1em; color-scheme: light dark }</style>
</head>
<body>
<main>
<h1>${title}</h1>
<p>${text}</p>
</main>
</body>
</html>
`
}

export const pages = {
  /** The token is yet to be fetched. */
  signedIn: page('Signed in', 'You may close this page. Return to your terminal.'),
  refused: page('Not signed in', 'You may close this page. Why, and what helps, stands where you started.'),
}
