#!/usr/bin/env node
// The `bancada` command: the command line, on the pinned Node.
import { launch } from './run.mjs'

await launch('bancada', process.argv.slice(2))
