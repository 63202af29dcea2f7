import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestBank, type TestApp, type TestBank } from '../support/bank.ts'
import { type FdxApp, openFdxApp } from '../support/fdx.ts'
import { openJar, pageOf } from '../support/jar.ts'
import { rawCall } from '../support/raw-call.ts'

let bank: TestBank
let fdx: FdxApp
let obb: TestApp
let ca: string

beforeAll(async () => {
  bank = await openTestBank()
  fdx = await openFdxApp(bank, 'Tidy Budget')
  obb = await bank.app('Contas em Dia')
  ca = bank.rooms.directory.authority.certificatePem
})
afterAll(async () => {
  await obb.close()
  await bank.close()
  expect(bank.log.errors).toEqual([])
})

const OWN = {
  obb: { language: 'pt-BR', brand: 'Banco Bancada', other: 'en', login: 'ana' },
  fdx: { language: 'en', brand: 'Bancada Bank', other: 'pt-BR', login: 'avery' },
} as const

const issuerOf = (market: string) => bank.urls.public + bank.rooms.identity.server(market).issuerPath
const read = (url: string, language?: string) =>
  rawCall(url, ca, { headers: language === undefined ? {} : { 'accept-language': language } })

/** The pages that anybody can open: what is shared, and one that says that nothing can go on. */
const PAGES = ['/sharing', '/interaction/nothing'].map((path) => (market: string) => issuerOf(market) + path)

async function authorizationUrl(market: 'obb' | 'fdx'): Promise<string> {
  if (market === 'fdx') return String((await fdx.enter((await fdx.push()).requestUri)).headers.location)
  return (await obb.push(await obb.consentFor('ana'))).url
}

describe.each(['obb', 'fdx'] as const)('The bank’s pages in %s', (market) => {
  const { language, brand, other, login } = OWN[market]
  const inOwn = (html: string) => {
    expect(html).toContain(`<html lang="${language}">`)
    expect(html).toContain(`</span>${brand}</span>`)
    expect(html).toContain(` · ${brand}</title>`)
  }

  it.each([undefined, 'fr', 'fr, de;q=0.5', '*'])(
    'are in the market’s own language where the browser says %s (RFC 9110 12.5.4)',
    async (asked) => {
      for (const page of PAGES) inOwn((await read(page(market), asked)).text)
    },
  )

  it('are in the other language for whoever prefers it, under the same name', async () => {
    for (const page of PAGES) {
      const { text } = await read(page(market), `fr, ${other};q=0.8, ${language};q=0.2`)
      expect(text).toContain(`<html lang="${other}">`)
      expect(text).toContain(`</span>${brand}</span>`)
    }
  })

  it('so are login and consent, by the market’s name of the bank', async () => {
    const jar = openJar(ca, 'fr')
    const url = await authorizationUrl(market)
    inOwn(pageOf(await jar.open(url)).html)
    const customer = bank.rooms.bank.customers.demonstrationLogins(market).find((one) => one.login === login)
    const consent = pageOf(await jar.logIn(url, customer as { login: string; password: string })).html
    expect(consent).toContain('id="consent-form"')
    inOwn(consent)
  })

  it('and those of the bank’s own identity provider', async () => {
    const page = await read(`${bank.urls.provider}${bank.rooms.identity.server(market).issuerPath}/interaction/nothing`)
    expect(page.text).toContain(`<html lang="${language}">`)
    expect(page.text).toContain(`<p class="name">${brand} ID</p>`)
  })
})
