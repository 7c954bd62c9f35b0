import { afterAll, beforeAll, test } from 'vitest'
import { archive } from './archive.ts'
import { command } from './command.ts'
import { dependent } from './dependent.ts'
import { factAndCheck } from './fact-and-check.ts'
import { format } from './format.ts'
import { sink } from './sink.ts'
import { source } from './source.ts'
import { plantedCopy, type PlantedCopy, type PlantedEntry } from './planted-copy.ts'

/** One entry for each registry. They share a copy of the program, because loading it takes seconds. */
const ENTRIES: readonly PlantedEntry[] = [archive, command, dependent, factAndCheck, format, sink, source]

let copy: PlantedCopy
beforeAll(() => {
  copy = plantedCopy(...ENTRIES)
})
afterAll(() => copy.remove())

for (const { tests } of ENTRIES)
  for (const [title, look] of Object.entries(tests)) test(`registries: ${title}`, () => look(copy))
