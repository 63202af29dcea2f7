import { interactionPolicy } from 'oidc-provider'

/** Every authorization request asks for login and consent in its own interaction; no session speaks for anyone. */
export function everyRequestAsks(first: interactionPolicy.Check[]) {
  const { Check, Prompt } = interactionPolicy
  return [
    new Prompt(
      { name: 'login', requestable: true },
      ...first,
      new Check('login_each_time', 'the account holder logs in for each consent', 'login_required', (ctx) =>
        ctx.oidc.result?.login ? Check.NO_NEED_TO_PROMPT : Check.REQUEST_PROMPT,
      ),
    ),
    new Prompt(
      { name: 'consent', requestable: true },
      new Check('consent_each_time', 'the account holder confirms each consent', 'consent_required', (ctx) =>
        ctx.oidc.result?.consent ? Check.NO_NEED_TO_PROMPT : Check.REQUEST_PROMPT,
      ),
    ),
  ]
}
