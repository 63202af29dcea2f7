import { holdFile } from '#kernel'

// Holds the file it is given until it is killed; says so.
// The timer keeps hold of it: what nobody refers to is collected, and with it the lock.
const held = holdFile(process.argv[2] as string)
process.stdout.write(held ? 'held\n' : 'refused\n')
setInterval(() => held, 1000)
