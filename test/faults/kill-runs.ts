import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serve } from '../../src/simulation/wire/server.ts'
import { SimulatedAws } from '../../src/simulation/wire/simulated-aws.ts'
import { mapBounded } from '../../src/lib/flow/map-bounded.ts'
import { randomFor, type RandomChoices } from './random-choices.ts'
import { askedAgain, readEntries, truncateLastLine } from './checkpoint-entries.ts'
import { runProgram, type Ended } from './run-program.ts'
import { randomScenario } from './random-scenario.ts'

interface KillOutcome {
  killed: number
  /** The number of answers that a resumed run found in its checkpoint. */
  found: number
  violations: { round: number; what: string }[]
}

/** Kills the program at random moments, resumes it, and compares its report with that of an undisturbed run. */
export async function killRuns(seed: number, rounds: readonly number[]): Promise<KillOutcome> {
  const outcome: KillOutcome = { killed: 0, found: 0, violations: [] }
  await mapBounded(2, rounds, async round => {
    const { killed, found, violations } = await oneRound(randomFor(`${seed}/${round} kill`))
    outcome.killed += killed
    outcome.found += found
    outcome.violations.push(...violations.map(what => ({ round, what })))
  })
  return outcome
}

interface Round {
  killed: number
  found: number
  violations: string[]
}

async function oneRound(random: RandomChoices): Promise<Round> {
  const { world } = randomScenario(random)
  const aws = new SimulatedAws(world, { latencyMs: [5, 30] })
  const server = await serve(aws)
  const folder = await mkdtemp(join(tmpdir(), 'kms-audit-kills-'))
  const checkpoint = join(folder, 'checkpoint')
  const args = ['-o', 'json', '-r', 'all', ...random.pick([[], ['--double-check'], ['--fast'], ['--manager', 'all']])]
  const resumable = [...args, '--checkpoint', checkpoint]
  const target = { url: server.url, accessKeyId: world.accounts[0]?.accessKeyIds[0] ?? '' }
  const round: Round = { killed: 0, found: 0, violations: [] }
  try {
    const undisturbed = await runProgram(args, target)
    for (let lives = random.int(1, 3); lives >= 0; lives--) {
      const facts = readEntries(checkpoint)
      const before = aws.log.length
      const killAfter = lives === 0 ? null : random.int(300, Math.max(400, undisturbed.milliseconds))
      const ended = await runProgram(resumable, target, killAfter)
      round.found += facts.length
      round.violations.push(...askedAgain(facts, aws.log.slice(before)))
      if (ended.exit !== null) round.violations.push(...differences(undisturbed, ended))
      else round.killed++
      if (ended.exit === null && random.chance(0.5)) truncateLastLine(checkpoint, random)
    }
    return round
  } finally {
    await server.close()
    await rm(folder, { recursive: true })
  }
}

function differences(undisturbed: Ended, resumed: Ended): string[] {
  if (undisturbed.exit !== resumed.exit)
    return [`exit ${resumed.exit}, undisturbed ${undisturbed.exit}: ${resumed.err}`]
  if (undisturbed.out === resumed.out) return []
  const [lines, others] = [undisturbed.out.split('\n'), resumed.out.split('\n')]
  const at = lines.findIndex((line, number) => line !== others[number])
  return [`another report, from line ${at + 1} on: ${others[at]?.trim()}, undisturbed ${lines[at]?.trim()}`]
}
