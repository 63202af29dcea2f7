import v8 from 'node:v8'

/**
 * Keeps V8 from guessing, by how long objects lived at one time, that those made later at the same place will live long
 * too: records that wait while their thread starts would make each later one be allocated among the old objects, and
 * whatever it holds be collected with them, at many times the cost. Said while the bank runs and not to its Node when it
 * starts, which would then not take its own modules from its code cache.
 */
export function guessNoLifetimes(): void {
  v8.setFlagsFromString('--no-allocation-site-pretenuring')
}
