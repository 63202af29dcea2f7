import { type Check, openSchemas, type SchemaFault } from '#kernel'
import type { Portrait, PortraitEntity } from './portrait.ts'

/**
 * Holds a market's tellings to its own schemas: `fitted` leaves out of an entity the members that the market has no room for,
 * as a bank's code of nine digits where three are written, and names where they stood.
 */
export function openFitting({ components }: Pick<Portrait, 'components'>) {
  const schemas = openSchemas(components)
  const checks = new Map<string, Check>()

  function checkOf(shape: string): Check {
    const check = checks.get(shape) ?? schemas.check({ $ref: `#/components/schemas/${shape}` })
    checks.set(shape, check)
    return check
  }

  return {
    fitted(entity: PortraitEntity): PortraitEntity {
      const { id, shape, data } = entity
      if (data === null || shape === undefined) return entity
      const check = checkOf(shape)
      const faults = Array.isArray(data)
        ? data.flatMap((item, index) =>
            check(item).map((fault) => ({ ...fault, pointer: `/${index}${fault.pointer}` })),
          )
        : check(data)
      const fitting = structuredClone(data)
      const unfit = new Set(faults.map(pathOf).filter((path) => leaveOut(fitting, path)))
      return unfit.size === 0 ? entity : { ...entity, data: fitting, unfit: [...unfit].map((path) => `${id}/${path}`) }
    },
  }
}

export type Fitting = ReturnType<typeof openFitting>

const pathOf = ({ pointer }: SchemaFault): string => pointer.slice(1)

/** Takes the member at a path out. Returns whether it was there; one that broke several rules is taken once. */
function leaveOut(data: unknown, path: string): boolean {
  const names = path.split('/')
  const last = names.pop() as string
  const within = names.reduce<unknown>((value, name) => (value as Record<string, unknown> | undefined)?.[name], data)
  if (typeof within !== 'object' || within === null || Array.isArray(within) || !Object.hasOwn(within, last))
    return false
  delete (within as Record<string, unknown>)[last]
  return true
}
