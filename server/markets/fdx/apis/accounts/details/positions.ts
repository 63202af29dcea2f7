import type { HeldPosition, Lot } from '#bank'
import { amount, known, minor, percent, units } from '../../../amounts.ts'

const KINDS: Readonly<Record<HeldPosition['kind'], string>> = {
  stock: 'STOCK',
  fund: 'MUTUALFUND',
  bond: 'BOND',
  cd: 'CD',
  option: 'OPTION',
  'digital-asset': 'DIGITALASSET',
  other: 'OTHER',
}

const CLASSES: Readonly<Record<HeldPosition['assetClasses'][number]['kind'], string>> = {
  'domestic-shares': 'LARGESTOCK',
  'foreign-shares': 'INTLSTOCK',
  bonds: 'DOMESTICBOND',
  cash: 'MONEYMARKET',
  other: 'OTHER',
}

const SOURCES = {
  'before-tax': 'PRETAX',
  'after-tax': 'AFTERTAX',
  'employer-match': 'MATCH',
  rollover: 'ROLLOVER',
} as const

/** A position in an investment account (FDX 6.4, Holding). */
export function holding(position: HeldPosition, currency: string) {
  const { side, debt } = position
  return {
    holdingId: position.id,
    securityIds: position.securityIds.map(({ kind, id }) => ({ id, idType: kind.toUpperCase() })),
    holdingName: position.name,
    holdingType: KINDS[position.kind],
    positionType: side.toUpperCase(),
    heldInAccount: position.heldIn.toUpperCase(),
    symbol: position.symbol,
    currentUnitPrice: minor(position.priceMinor),
    currentUnitPriceDate: position.pricedOn,
    changeInPrice: minor(position.priceMinor - position.previousPriceMinor),
    units: units(position.unitsMicro),
    averageCost: minor(position.averageCostMinor),
    purchasedPrice: minor(position.averageCostMinor),
    marketValue: amount(position.value),
    cashAccount: false,
    currency: { currencyCode: currency },
    ...known({
      faceValue: debt && minor(debt.faceMinor),
      rate: debt && percent(debt.ratePpm),
      expirationDate: debt?.maturesOn ?? position.option?.expiresOn,
      inv401kSource: position.source && SOURCES[position.source],
      assetClasses: position.assetClasses.length > 0 ? position.assetClasses.map(assetClass) : undefined,
      taxLots: position.lots.length > 0 ? position.lots.map((lot) => taxLot(lot, position)) : undefined,
    }),
    ...security(position),
  }
}

const assetClass = ({ kind, sharePpm }: HeldPosition['assetClasses'][number]) => ({
  assetClass: CLASSES[kind],
  percent: percent(sharePpm),
})

function taxLot({ boughtOn, unitsMicro, costMinor }: Lot, { side, priceMinor }: HeldPosition) {
  return {
    originalPurchaseDate: boughtOn,
    quantity: units(unitsMicro),
    ...(unitsMicro > 0 ? { purchasedPrice: Math.round((costMinor * 1_000_000) / unitsMicro) / 100 } : {}),
    costBasis: minor(costMinor),
    currentValue: Math.round(units(unitsMicro) * priceMinor) / 100,
    positionType: side.toUpperCase(),
  }
}

/** The one block that says what kind of security this is. */
function security({ debt, option, fund }: HeldPosition) {
  if (debt)
    return { debtSecurity: { couponRate: percent(debt.ratePpm), parValue: minor(debt.faceMinor), ...bond(debt) } }
  if (option) {
    return {
      optionSecurity: {
        optionType: option.right.toUpperCase(),
        strikePrice: minor(option.strikeMinor),
        expireDate: option.expiresOn,
        sharesPerContract: option.sharesPerUnit,
      },
    }
  }
  if (fund) return { mutualFundSecurity: { mutualFundType: fund.openEnd ? 'OPENEND' : 'CLOSEEND', ...yields(fund) } }
  return {}
}

const bond = ({ maturesOn, callable }: NonNullable<HeldPosition['debt']>) => ({
  bondMaturityDate: maturesOn,
  ...(callable ? { callType: 'CALL' } : {}),
})

const yields = ({ yieldPpm }: NonNullable<HeldPosition['fund']>) => ({ yield: percent(yieldPpm) })

/** Money that waits in an investment account, as a holding of its own. */
export function cashHolding(accountId: string, cash: { amountMinor: number; currency: string }) {
  return {
    holdingId: `${accountId}-cash`,
    securityIds: [],
    holdingName: 'Cash',
    holdingType: 'OTHER',
    holdingSubType: 'CASH',
    positionType: 'LONG',
    units: minor(cash.amountMinor),
    currentUnitPrice: 1,
    marketValue: amount(cash),
    cashAccount: true,
    currency: { currencyCode: cash.currency },
  }
}
