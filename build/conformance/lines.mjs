/**
 * @typedef {object} Line
 * @property {string} id
 * @property {string} text
 * @property {string[]} [as] other lines that are the same behaviour: their tests are this line's too
 * @property {string} [reason] why it can't apply
 * @property {'payments'} [until] what is not offered yet; counts for nothing once a test is marked
 */

/**
 * A list of lines under a heading, written as rows: number, text, and how it is held where no test is marked with it.
 * @param {string} title
 * @param {string} prefix what stands before the number in a line's id
 * @param {[number, string, { as?: (number | string)[], reason?: string, until?: 'payments' }?][]} rows
 * @returns {{ title: string, lines: Line[] }}
 */
export function section(title, prefix, rows) {
  return {
    title,
    lines: rows.map(([number, text, { as, ...how } = {}]) => ({
      id: `${prefix}${number}`,
      text,
      ...how,
      ...(as ? { as: as.map(String) } : {}),
    })),
  }
}
