import type { Chance } from '../chance.ts'

// Given names that anybody may have, with surnames of plants and landscapes that hardly anybody has.

const GIVEN = [
  ...['Aaron', 'Abigail', 'Alice', 'Andrew', 'Audrey', 'Benjamin', 'Bethany', 'Caleb', 'Caroline', 'Charles', 'Clara'],
  ...['Daniel', 'Delia', 'Diane', 'Edith', 'Elena', 'Ethan', 'Frances', 'Gavin', 'Hannah', 'Henry', 'Iris', 'Isaac'],
  ...['Jacob', 'Joanna', 'Julian', 'Karen', 'Kevin', 'Laura', 'Luke', 'Margaret', 'Marcus', 'Miriam', 'Nathan', 'Nora'],
  ...['Oliver', 'Paula', 'Peter', 'Rachel', 'Roger', 'Sarah', 'Simon', 'Teresa', 'Thomas', 'Vera', 'Walter', 'Yvonne'],
]
const FIRST = [
  ...['Alder', 'Aspen', 'Bracken', 'Clover', 'Elder', 'Fern', 'Flint', 'Hazel', 'Heath', 'Juniper', 'Larch', 'Linden'],
  ...['Maple', 'Meadow', 'Moss', 'Pebble', 'Quince', 'Reed', 'Rowan', 'Sedge', 'Sorrel', 'Thistle', 'Willow', 'Wren'],
]
const SECOND = [
  ...['barrow', 'brook', 'combe', 'croft', 'dale', 'fen', 'gate', 'hollow', 'holt', 'mere', 'moor', 'row', 'shaw'],
  ...['stead', 'thwaite', 'tarn', 'vale', 'water', 'wick', 'wold'],
]

/** A name in its two parts. */
export const personName = (chance: Chance): { first: string; last: string } => ({
  first: chance.pick(GIVEN),
  last: `${chance.pick(FIRST)}${chance.pick(SECOND)}`,
})
