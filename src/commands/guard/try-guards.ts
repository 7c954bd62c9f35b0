import { guardCheckFormats } from '../../formats/guard/index.ts'
import type { ExitCode } from '../../lib/process/exit.ts'
import { countNoun } from '../../lib/text/numbers.ts'
import { checkGuards } from '../../retirement/guards/check-guards.ts'
import type { Host } from '../shared/host.ts'
import type { Interruption } from '../shared/interruptible.ts'
import { exitOf } from '../shared/show-report.ts'
import { speaker } from '../shared/speaker.ts'
import { readKeys } from './read-keys.ts'
import type { GuardRequest } from './request.ts'
import type { ShowGuard } from './run.ts'

type CheckRequest = Extract<GuardRequest, { action: 'check' }>

/** Shows what a guard would decide for every key. Exit code 4: with `--strict`, something could not be read. */
export async function tryGuards(
  request: CheckRequest,
  host: Host,
  interruption: Interruption,
  show: ShowGuard,
): Promise<ExitCode> {
  const { report, notes } = await readKeys(request.run, host, interruption)
  const say = speaker(request, host.io)
  for (const note of notes) say.note(note)
  const missing = report.summary.keys - report.keys.length
  if (missing > 0) say.note(`The report was saved without ${countNoun(missing, 'key')}, so they are not decided.`)
  const { exit } = interruption
  const check = checkGuards(report, request.tried)
  const written = await show(guardCheckFormats, check, exit !== null)
  if (exit !== null) {
    say.note(
      written.length === 0
        ? 'Interrupted. The results are partial.'
        : `Interrupted. Partial results written to ${written.join(' and ')}.`,
    )
    return exit
  }
  return exitOf(report, request.run.show, say)
}
