import { randomInt } from 'node:crypto'
import { parseArgs } from 'node:util'
import type { FaultRun } from './fault-run.ts'
import { campaign } from './campaign.ts'
import { killRuns } from './kill-runs.ts'

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '1000' },
    kills: { type: 'string' },
    seed: { type: 'string' },
    only: { type: 'string' },
    'only-kill': { type: 'string' },
  },
})
const seed = Number(values.seed ?? randomInt(1, 1_000_000))
const alone = values.only !== undefined || values['only-kill'] !== undefined
const runs = numbers(values.only, alone, Number(values.runs))
const rounds = numbers(values['only-kill'], alone, Number(values.kills ?? Math.ceil(Number(values.runs) / 40)))

print(`seed ${seed}: ${runs.length} runs, ${rounds.length} rounds of kill -9`)
const {
  seconds,
  faults: faultCounts,
  exits,
  calls,
  slowest,
  violations,
  repeated,
} = await campaign(seed, runs, alone ? show : undefined)
print(
  `${calls} calls in ${seconds.toFixed(0)} s; the slowest run (${slowest.run}) took ${slowest.seconds.toFixed(0)} s`,
)
print(`faults: ${counted(faultCounts)}`)
print(`runs by exit code: ${counted(exits)}`)
if (repeated.length > 0) print(`repeated alone, because the machine was too busy: ${repeated.join(', ')}`)
for (const { run, what } of violations)
  print(`VIOLATION ${run === null ? '' : `--seed ${seed} --only ${run}: `}${what}`)
const killed = await killRuns(seed, rounds)
print(`kill -9: ${killed.killed} times, ${killed.found} answers found again`)
for (const { round, what } of killed.violations) print(`VIOLATION --seed ${seed} --only-kill ${round}: ${what}`)
const sum = violations.length + killed.violations.length
print(`${sum} violations`)
process.exitCode = sum === 0 ? 0 : 1

function numbers(only: string | undefined, isAlone: boolean, count: number): number[] {
  if (only !== undefined) return [Number(only)]
  return isAlone ? [] : Array.from({ length: count }, (_, number) => number)
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}

function counted(counts: Readonly<Record<string, number>>): string {
  const sorted = Object.entries(counts).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return sorted.map(([name, count]) => `${name} ${count}`).join(', ')
}

/** Prints everything that helps to explain one run. */
function show({ request, faults, scenario, aws, err, report }: FaultRun): void {
  print(`now ${new Date(scenario.now).toISOString()}: kms-audit ${request.argv.join(' ')}`)
  for (const fault of faults.all) print(`fault: ${JSON.stringify(fault)}`)
  print(`calls: ${JSON.stringify(aws.calls)}`)
  for (const gap of report?.gaps ?? []) print(`gap: ${JSON.stringify(gap)}`)
  print(`stderr: ${err}`)
}
