export type CurlRequest = {
  url: string
  headers: Record<string, string>
  /** The caller's certificate and key, where it shows one. */
  certFile?: string | undefined
  keyFile?: string | undefined
  caFile: string
}

/** A line that makes a request from a shell as it is pasted. */
export function curlLine(
  { url, headers, certFile, keyFile, caFile }: CurlRequest,
  platform: NodeJS.Platform = process.platform,
): string {
  const quote = platform === 'win32' ? quotedForWindows : quoted
  return [
    platform === 'win32' ? 'curl.exe' : 'curl',
    ...['--cacert', quote(caFile)],
    ...(certFile === undefined ? [] : ['--cert', quote(certFile)]),
    ...(keyFile === undefined ? [] : ['--key', quote(keyFile)]),
    ...Object.entries(headers).flatMap(([name, value]) => ['-H', quote(`${name}: ${value}`)]),
    quote(url),
  ].join(' ')
}

/** Single quotes are literal in every POSIX shell. */
function quoted(value: string): string {
  return `'${value.replaceAll("'", "'\\''")}'`
}

function quotedForWindows(value: string): string {
  return `"${value.replaceAll('"', '\\"')}"`
}
