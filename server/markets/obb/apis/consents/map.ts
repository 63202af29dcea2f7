import type { Consent, ConsentExtension } from '#consent'
import { dateTime } from '../../dates.ts'

/** A consent as POST /consents answers it. */
export function mapLodged(consent: Consent) {
  return {
    consentId: consent.id,
    creationDateTime: dateTime(consent.createdAt),
    status: consent.state,
    statusUpdateDateTime: dateTime(consent.stateSince),
    permissions: consent.permissions,
    ...(consent.expiresAt === null ? {} : { expirationDateTime: dateTime(consent.expiresAt) }),
  }
}

/** A consent as GET /consents/{consentId} answers it: with its rejection and with what was said of its journey. */
export function mapConsent(consent: Consent) {
  const { ending, extra } = consent
  return {
    ...mapLodged(consent),
    ...(extra.isLinked === true ? { journey: { isLinked: true } } : {}),
    ...(ending
      ? {
          rejection: {
            rejectedBy: ending.by,
            reason: {
              code: ending.reason,
              ...(ending.information === null ? {} : { additionalInformation: ending.information }),
            },
          },
        }
      : {}),
  }
}

/** An extension as GET /consents/{consentId}/extensions answers it. */
export function mapExtension({ expiresAt, previousExpiresAt, personDocument, requestedAt, extra }: ConsentExtension) {
  return {
    ...(expiresAt === null ? {} : { expirationDateTime: dateTime(expiresAt) }),
    loggedUser: { document: { identification: personDocument, rel: 'CPF' } },
    requestDateTime: dateTime(requestedAt),
    ...(previousExpiresAt === null ? {} : { previousExpirationDateTime: dateTime(previousExpiresAt) }),
    xFapiCustomerIpAddress: extra.customerIpAddress,
    xCustomerUserAgent: extra.customerUserAgent,
  }
}
