import { createHmac, timingSafeEqual } from 'node:crypto'
import { problem } from '#kernel'
import type { Form } from './form.ts'

/**
 * What the forms of an interaction carry, since every server on this machine shares the browser's idea of "same site":
 * made from the interaction's id, so that only its own pages hold it.
 */
export function formToken(secret: string, uid: string): string {
  return createHmac('sha256', secret).update(uid).digest('base64url')
}

/** Throws form-token-invalid where a form was not sent from the interaction's own page. */
export function checkFormToken(form: Form, expected: string): void {
  const sent = Buffer.from(String(form.form_token ?? ''))
  const right = Buffer.from(expected)
  if (sent.length !== right.length || !timingSafeEqual(sent, right))
    throw problem('form-token-invalid', {}, 'form-token')
}
