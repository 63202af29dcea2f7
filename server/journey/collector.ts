import v8 from 'node:v8'

/**
 * Sets V8's collection of garbage up for a bank with two busy threads. Said while the bank runs and not to its Node when it
 * starts, which would then not take its own modules from its code cache.
 *
 * No guessing, by how long objects lived at one time, that those made later at the same place will live long too: records
 * that wait while their thread starts would make each later one be allocated among the old objects, and whatever it holds
 * be collected with them, at many times the cost.
 *
 * And no helpers for the young objects: a nursery of 4 MB is collected in a millisecond, sixty times a second under load
 * and on each of the two threads, and waking four helpers for it takes longer than what they take off.
 *
 * And a larger nursery for the thread to come. The bank's own is kept small by its launcher, for the sake of its memory at
 * rest, and V8 holds every thread to that, whatever its limits say; but the record's makes all that it reads anew and ends
 * where there is no traffic. With 4 MB a third of its time went into moving batches that were being written.
 */
export function setUpCollector(): void {
  v8.setFlagsFromString('--max-semi-space-size=16')
  v8.setFlagsFromString('--no-allocation-site-pretenuring')
  v8.setFlagsFromString('--no-parallel-scavenge')
}
