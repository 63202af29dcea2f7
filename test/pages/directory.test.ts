import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { buildConsole } from '../../build/console-build.mjs'
import { faultsOf } from '../support/axe.ts'
import { openTestBank, type TestBank } from '../support/bank.ts'
import { openBrowser } from '../support/browser.ts'

let bank: TestBank
let browser: Browser | null
let software: { applicationId: string; softwareId: string; organisationId: string }

beforeAll(async () => {
  await buildConsole(join(import.meta.dirname, '..', '..'))
  ;[bank, browser] = await Promise.all([openTestBank(), openBrowser()])
  const app = await bank.app('Diretório em Dia')
  software = app.credentials
  await app.close()
})
afterAll(async () => {
  await browser?.close()
  await bank?.close()
})
beforeEach((context) => {
  if (!browser) context.skip()
})

async function openConsole(options: Parameters<Browser['newContext']>[0] = {}) {
  const context = await (browser as Browser).newContext({
    ...{ locale: 'en-US', viewport: { width: 1280, height: 900 }, acceptDownloads: true },
    ...options,
  })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(bank.consoleUrl)
  await page.waitForSelector('h1')
  const open = async (path: string) => {
    await page.goto(bank.urls.console + path)
    await settled(page)
  }
  return { page, complaints, open, close: () => context.close() }
}

async function settled(page: Page): Promise<void> {
  await page.waitForSelector('h1')
  await page.waitForFunction(() => document.querySelector('.skeleton') === null)
}

const paths = () => {
  const [certificate] = bank.rooms.directory.certificatesOf({ softwareId: software.softwareId })
  return [
    ...['organisations', 'software', 'certificates', 'addresses'].map((tab) => `/directory?tab=${tab}`),
    `/directory/organisation/${software.organisationId}`,
    `/directory/organisation/${bank.rooms.directory.bank.organisationId}`,
    `/directory/software/${software.softwareId}`,
    `/directory/certificate/${certificate?.serialNumber}`,
  ]
}

/** Where to leave pictures for somebody to look at; none are taken where it is not set. */
const pictures = process.env.BANCADA_PICTURES

test.each([
  ['en-US', 'light', 1280],
  ['en-US', 'dark', 400],
  ['pt-BR', 'dark', 1280],
  ['pt-BR', 'light', 400],
] as const)(
  'a software gives the files that a client registers itself with, and a fresh statement each time: %s, %s, %i wide',
  async (locale, scheme, width) => {
    const isEnglish = locale === 'en-US'
    const { page, complaints, open, close } = await openConsole({
      ...{ locale, colorScheme: scheme, viewport: { width, height: 900 } },
    })
    await open(`/directory/software/${software.softwareId}`)
    const files = page.getByRole('region', { name: isEnglish ? 'Files to register with' : 'Arquivos para o registro' })
    await expect.poll(() => files.textContent()).toContain(isEnglish ? 'on this machine only' : 'só nesta máquina')
    await files.getByRole('button', { name: isEnglish ? 'Collect the files' : 'Obter os arquivos' }).click()

    const saved = async (name: string): Promise<string> => {
      const download = page.waitForEvent('download')
      await files.getByRole('button', { name, exact: true }).click()
      return readFileSync(await (await download).path(), 'utf8')
    }
    const { directory } = bank.rooms
    const keys = await directory.issueCredentials(software.softwareId)
    expect(await saved('transport.key.pem')).toBe(keys.transport.keyPem)
    expect(await saved('transport.crt.pem')).toBe(keys.transport.certificatePem)
    expect(await saved('ca.crt.pem')).toBe(keys.caPem)
    expect(await saved('bancada.env')).toContain(`BANCADA_SOFTWARE_ID='${software.softwareId}'`)
    const first = await saved('software-statement.jwt')
    await expect
      .poll(() => files.getByRole('status').textContent())
      .toContain(isEnglish ? 'five minutes' : 'cinco minutos')
    expect(await faultsOf(page)).toEqual([])
    if (pictures) {
      await files.screenshot({ path: `${pictures}/software-files-${locale}-${scheme}-${width}.png` })
    }

    await files.getByRole('button', { name: isEnglish ? 'Collect again' : 'Obter de novo' }).click()
    await expect.poll(() => saved('software-statement.jwt')).not.toBe(first)
    expect(await saved('transport.key.pem')).toBe(keys.transport.keyPem)
    expect(complaints).toEqual([])
    await close()
  },
)

test.each([
  ['en-US', 'light', 1280],
  ['pt-BR', 'dark', 1920],
  ['pt-BR', 'light', 400],
] as const)(
  'every page is accessible (WCAG 2.2 AA) and fits its window: %s, %s, %i wide',
  async (locale, scheme, width) => {
    const console = await openConsole({ locale, colorScheme: scheme, viewport: { width, height: 900 } })
    for (const path of paths()) {
      await console.open(path)
      expect(await faultsOf(console.page), path).toEqual([])
    }
    expect(console.complaints).toEqual([])
    await console.close()
  },
)

test('an application of the Marketplace gives its files on its own page, with the client id', async () => {
  const { page, complaints, open, close } = await openConsole()
  await open(`/applications/${software.applicationId}`)
  await page.getByRole('button', { name: 'Collect the files' }).click()
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'bancada.env', exact: true }).click()
  expect(readFileSync(await (await download).path(), 'utf8')).toContain('BANCADA_CLIENT_ID=')
  for (const name of ['transport.key.pem', 'client.mjs']) {
    await page.getByRole('button', { name, exact: true }).waitFor()
  }
  expect(complaints).toEqual([])
  await close()
})

test('an organisation is enrolled, its software made, a certificate renewed and the first revoked', async () => {
  const { page, complaints, open, close } = await openConsole()
  await open('/directory')
  await page.getByRole('button', { name: 'Enrol an organisation' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Cooperativa da Página')
  await dialog.getByLabel('Registration number').fill('11.111.111/1111-11')
  expect(await faultsOf(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Enrol an organisation' }).click()
  await dialog.getByRole('alert').waitFor()
  await dialog.getByLabel('Registration number').fill('99.999.016/0001-17')
  await dialog.getByRole('button', { name: 'Enrol an organisation' }).click()
  await page.getByRole('heading', { level: 1, name: 'Cooperativa da Página' }).waitFor()

  await page.getByRole('button', { name: 'Add software' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill('Caderneta')
  await page.getByRole('dialog').getByLabel('Redirect addresses').fill('https://127.0.0.1:8443/callback')
  expect(await faultsOf(page)).toEqual([])
  await page.getByRole('dialog').getByRole('button', { name: 'Add software' }).click()
  await page.getByRole('heading', { level: 1, name: 'Caderneta' }).waitFor()
  await settled(page)

  await page.getByRole('button', { name: 'Sign a statement' }).click()
  await page.getByText('"software_client_name"').waitFor()
  await page.getByRole('link', { name: 'Transport' }).click()
  await page.getByRole('heading', { level: 1, name: 'Transport certificate' }).waitFor()
  const first = page.url()
  const key = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Private key' }).click()
  expect((await key).suggestedFilename()).toBe('transport.key.pem')

  await page.getByRole('button', { name: 'Renew' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Renew' }).click()
  await page.waitForURL((url) => url.href !== first)
  await settled(page)
  await page.goto(first)
  await settled(page)
  await page.getByRole('button', { name: 'Revoke' }).click()
  expect(await faultsOf(page)).toEqual([])
  await page.getByRole('button', { name: 'Another one took its place' }).click()
  await page.getByText('Revoked', { exact: true }).first().waitFor()
  // A number with wrong check digits is refused with 400, which the browser writes down.
  expect(complaints.filter((line) => !line.includes('400'))).toEqual([])
  await close()

  const { directory } = bank.rooms
  const made = directory.softwareStatements({ limit: 1 })[0]
  const states = directory
    .certificatesOf({ softwareId: made?.softwareId as string })
    .map(({ kind, status }) => [kind, status])
  expect(states).toEqual([
    ['transport', 'Revoked'],
    ['signing', 'Active'],
    ['server', 'Active'],
    ['transport', 'Active'],
  ])
})
