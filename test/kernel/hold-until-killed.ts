import { holdFile } from '#kernel'

// Holds the file it is given until it is killed; says so.
process.stdout.write(holdFile(process.argv[2] as string) ? 'held\n' : 'refused\n')
setInterval(() => undefined, 1000)
