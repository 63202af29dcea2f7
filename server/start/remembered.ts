/** The same as a function of one word, which remembers its last answer. */
export function remembered<T>(ask: (word: string) => T): (word: string) => T {
  let last: { word: string; answer: T } | undefined
  return (word) => {
    if (last?.word !== word) last = { word, answer: ask(word) }
    return last.answer
  }
}
