import { expect, test } from 'vitest'
import { errorPage } from '../../server/identity/pages/error-page.ts'
import { html } from '../../server/identity/pages/html.ts'

test('every value from outside is text, in content and in attributes; only our own pieces are markup', () => {
  const name = `<script>"'&`
  expect(html`<p title="${name}">${name}</p>`.html).toBe(
    '<p title="&lt;script&gt;&quot;&#39;&amp;">&lt;script&gt;&quot;&#39;&amp;</p>',
  )
  expect(html`${[html`<li>a</li>`, '<b>']}${undefined}${null}${false}${0}`.html).toBe('<li>a</li>&lt;b&gt;0')
})

test('the error page says one fixed sentence in each language, with the error’s code as text (conformance plans)', () => {
  for (const language of ['en', 'pt-BR'] as const) {
    const page = errorPage({ code: '<x>', description: 'a & b', language, house: { bank: 'Bank', notice: undefined } })
    expect(page).toContain('Bancada could not complete this authorization request.')
    expect(page).toContain('<code id="error-code">&lt;x&gt;</code>')
    expect(page).toContain(`<html lang="${language}">`)
  }
})
