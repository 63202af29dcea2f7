/** Which arrows the operations are that a customer's browser goes through, in any market with login pages like these. */
export const CUSTOMER_OPERATIONS: Readonly<Record<string, number>> = {
  authorize: 7,
  'hand over to the provider': 7,
  'authorize at the provider': 7,
  'return from the provider': 7,
  'redeem the login': 7,
  'show login': 8,
  'log in': 8,
  'check one-time code': 8,
  'send one-time code': 8,
  'cancel login': 8,
  'show consent': 8,
  'confirm consent': 8,
  'cancel consent': 8,
  'return to the app': 8,
}
