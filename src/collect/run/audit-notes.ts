import type { RunClock } from '../../aws/session/clock.ts'
import { MINUTE, minuteText } from '../../model/time.ts'
import type { Checkpoint } from './checkpoint.ts'
import type { EnteredRun } from './run.ts'

/** Notes that the report uses answers of an earlier run. If no call was left to make, says how old they are. */
export function resumeNote(checkpoint: Checkpoint | null, { host, signal }: EnteredRun): string[] {
  if (checkpoint === null || checkpoint.found === 0) return []
  const { path, found, now } = checkpoint
  if (host.progress.calls === 0 && !signal.aborted) {
    return [`Loaded the finished run of ${minuteText(now)} from ${path}. Delete the file to run a new audit.`]
  }
  const responses = found === 1 ? '1 cached response' : `${found} cached responses`
  return [`Resumed from ${path} (${responses}). The report is as of ${minuteText(now)}.`]
}

/** Notes that the time of the run was corrected. */
export function timeNote(timeCorrection: number | null): string[] {
  if (timeCorrection === null) return []
  const minutes = Math.round(Math.abs(timeCorrection) / MINUTE)
  const other = timeCorrection > 0 ? 'later' : 'earlier'
  return [`Most AWS responses are dated ${minutes} minutes ${other} than the first one. The report uses their time.`]
}

/** Notes that the clock of this machine is wrong. */
export function clockNote({ wrongBy }: RunClock): string[] {
  if (wrongBy === null) return []
  const minutes = Math.round(Math.abs(wrongBy) / MINUTE)
  return [
    `This machine's clock is ${minutes} minutes ${wrongBy > 0 ? 'behind' : 'ahead of'} AWS. The report uses AWS time.`,
  ]
}
