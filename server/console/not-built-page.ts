/** The page shown while the console is not built: how to build it. */
export function notBuiltPage(nonce: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Bancada</title>
<style nonce="${nonce}">
:root { color-scheme: light dark }
body { margin: 12vh auto; max-width: 34rem; padding: 0 1.25rem; font: 1rem/1.6 system-ui, sans-serif }
h1 { font-size: 1.25rem }
code { font: 0.9375rem ui-monospace, monospace }
</style>
</head>
<body>
<h1>The console is not built yet</h1>
<p>The bank is running; only its pages are missing. <code>npm start</code> builds and opens them.</p>
<p lang="pt-BR">O banco está funcionando; só faltam as páginas. <code>npm start</code> as constrói e abre.</p>
</body>
</html>
`
}
