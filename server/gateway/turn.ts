/**
 * Opens the end of a turn: a promise that everyone who answers in the same turn of the event loop shares. Answers that
 * are written one after the other find their readers awake; written each on its own, every one of them pays for waking
 * a process, which costs more than the whole call. A lone answer waits for nobody.
 */
export function openTurns(): () => Promise<void> {
  let end: Promise<void> | undefined
  return () => {
    end ??= new Promise((resolve) => {
      setImmediate(() => {
        end = undefined
        resolve()
      })
    })
    return end
  }
}
