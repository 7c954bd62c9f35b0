import { writeFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { isMet, type Case } from './case.ts'
import { cases } from './cases.ts'
import { resultTable, type Line } from './result-table.ts'

const RESULTS = 'bench-results.json'
const all: Readonly<Record<string, Case>> = cases

/** Measures the named cases, or all of them. Returns 1 if a bar was missed or a case failed. */
async function bench(names: readonly string[], runs: number): Promise<number> {
  const unknown = names.find(name => all[name] === undefined)
  if (unknown !== undefined || !(runs >= 1)) {
    process.stderr.write(`npm run bench -- [--runs N] [${Object.keys(all).join('] [')}]\n`)
    return 2
  }
  const lines: Line[] = []
  let broken = false
  for (const name of names.length === 0 ? Object.keys(all) : names) {
    const measured = await measure(name, runs)
    if (measured === null) broken = true
    else lines.push(...measured)
  }
  process.stdout.write(`\n${resultTable(lines)}`)
  await writeFile(RESULTS, `${JSON.stringify(results(lines), null, 2)}\n`)
  return broken || !lines.every(isMet) ? 1 : 0
}

/** Measures one case. Null if it failed; the others go on. */
async function measure(name: string, runs: number): Promise<Line[] | null> {
  const { title, run } = all[name] as Case
  process.stderr.write(`${name}: ${title} … `)
  const started = performance.now()
  try {
    const measured = await run({ runs })
    process.stderr.write(`${((performance.now() - started) / 1000).toFixed(0)} s\n`)
    return measured.map(each => ({ case: name, ...each }))
  } catch (error) {
    process.stderr.write(`failed: ${error instanceof Error ? error.message : String(error)}\n`)
    return null
  }
}

const results = (lines: readonly Line[]) => ({
  date: new Date().toISOString(),
  node: process.version,
  platform: `${process.platform} ${process.arch}`,
  cores: availableParallelism(),
  measurements: lines.map(line => ({ ...line, met: isMet(line) })),
})

const { positionals, values } = parseArgs({ allowPositionals: true, options: { runs: { type: 'string' } } })
process.exitCode = await bench(positionals, Number(values.runs ?? 3))
