import { createHash } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'
import type { ParameterizedContext } from 'koa'
import { problem } from '#kernel'
import { notBuiltPage } from './not-built-page.ts'

const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
}

const NONCE_PLACE = /__NONCE__/g

type PageFile = { type: string; bytes: Buffer; etag: string }
/** `pages` are the build's entries by the path they stand for: '' for the console, '/portal' for the portal. */
type Build = { madeAt: number; files: Map<string, PageFile>; pages: Map<string, string> }

/**
 * Serves the built console. The whole build is held in memory, so that a request names an entry and never a file;
 * it is read again when index.html has changed, so that a build under a running bank shows at the next page.
 */
export function openPages(distDir: string) {
  let build: Build | undefined

  async function current(): Promise<Build | undefined> {
    const made = await stat(join(distDir, 'index.html')).catch(() => undefined)
    if (!made) return undefined
    if (build?.madeAt !== made.mtimeMs) build = await readBuild(distDir, made.mtimeMs)
    return build
  }

  return async (ctx: ParameterizedContext, nonce: string): Promise<void> => {
    if (ctx.method !== 'GET' && ctx.method !== 'HEAD') {
      throw problem(
        'method-not-allowed',
        { method: ctx.method, path: ctx.path, allow: ['GET', 'HEAD'] },
        'console-method',
      )
    }
    const file =
      build?.files.get(ctx.path) ?? (namesFile(ctx.path) ? (await current())?.files.get(ctx.path) : undefined)
    if (file) sendFile(ctx, file)
    else if (namesFile(ctx.path)) throw problem('path-unknown', { path: ctx.path }, 'console-path')
    else sendPage(ctx, await current(), nonce)
  }
}

function sendFile(ctx: ParameterizedContext, { type, bytes, etag }: PageFile): void {
  // Vite names what lies in assets/ by its content.
  ctx.set('cache-control', ctx.path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache')
  ctx.set('etag', etag)
  ctx.status = 200
  if (ctx.fresh) {
    ctx.status = 304
    return
  }
  ctx.set('content-type', type)
  ctx.body = bytes
}

function sendPage(ctx: ParameterizedContext, build: Build | undefined, nonce: string): void {
  ctx.status = build ? 200 : 503
  ctx.set('cache-control', 'no-store')
  ctx.set('content-type', 'text/html; charset=utf-8')
  ctx.body = build ? pageAt(build, ctx.path).replace(NONCE_PLACE, nonce) : notBuiltPage(nonce)
}

/** The entry of the path's first folder where it has one of its own, else the console's. */
function pageAt({ pages }: Build, path: string): string {
  return pages.get(path.split('/', 2).join('/')) ?? pages.get('') ?? ''
}

function namesFile(path: string): boolean {
  return path.startsWith('/assets/') || /\.[a-z0-9]+$/i.test(path)
}

async function readBuild(distDir: string, madeAt: number): Promise<Build> {
  const files = new Map<string, PageFile>()
  for (const entry of await readdir(distDir, { recursive: true, withFileTypes: true })) {
    const type = TYPES[extname(entry.name)]
    if (!entry.isFile() || entry.name.startsWith('.') || !type) continue
    const file = join(entry.parentPath, entry.name)
    const bytes = await readFile(file)
    const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`
    files.set(`/${relative(distDir, file).split(sep).join('/')}`, { type, bytes, etag })
  }
  const pages = new Map<string, string>()
  for (const [path, { bytes }] of files) {
    if (!path.endsWith('/index.html')) continue
    pages.set(path.slice(0, -'/index.html'.length), bytes.toString('utf8'))
    // Without a nonce of its own the template is of no use: it is served as the page only.
    files.delete(path)
  }
  return { madeAt, files, pages }
}
