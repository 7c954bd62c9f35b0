import { trailsAlone } from '../../collect/account/trails-alone.ts'
import { guardAlarmFormats } from '../../formats/guard/index.ts'
import { EXIT, type ExitCode } from '../../lib/process/exit.ts'
import { safeText } from '../../lib/text/safe-text.ts'
import type { GapRecord, KeyRecord, Scope } from '../../model/report/report.ts'
import { alarmTemplate } from '../../retirement/guards/alarm/alarm-template.ts'
import { topicKeyWarnings } from '../../retirement/guards/alarm/topic-key-warnings.ts'
import { readEventWarnings } from '../../retirement/guards/alarm/read-event-warnings.ts'
import { trailWarnings } from '../../retirement/guards/alarm/trail-warnings.ts'
import type { Host } from '../shared/host.ts'
import type { Interruption } from '../shared/interruptible.ts'
import { savedReport } from '../shared/saved.ts'
import { speaker } from '../shared/speaker.ts'
import { taskOf } from '../shared/task.ts'
import type { GuardRequest } from './request.ts'
import type { ShowGuard } from './run.ts'

type AlarmRequest = Extract<GuardRequest, { action: 'alarm' }>

/** Prints the template of the alarm, and says what it needs that may be missing. */
export async function printAlarm(
  request: AlarmRequest,
  host: Host,
  interruption: Interruption,
  show: ShowGuard,
): Promise<ExitCode> {
  const { topicKey, subjects } = request.terms
  const { trails, keys, gaps } = await readPlace(request, host, interruption)
  const say = speaker(request, host.io)
  if (interruption.exit !== null) {
    say.note('Interrupted before any results were available.')
    return interruption.exit
  }
  const warnings = [...trailWarnings(trails), ...(subjects.includes('errors') ? readEventWarnings(trails) : [])].map(
    safeText,
  )
  await show(guardAlarmFormats, alarmTemplate({ ...request.terms, trails: warnings }))
  const hint = trails === undefined ? ' Use --check-trails, or --from with a report that was made with --checks.' : ''
  if (warnings.length > 0) say.note(`${warnings.join(' ')}${hint}`)
  for (const message of new Set(gaps.map(({ operation, message: why }) => `${operation}: ${why}`))) say.note(message)
  if (topicKey !== null)
    for (const warning of topicKeyWarnings(topicKey, { subjects, keys, now: host.now() })) say.note(warning)
  return EXIT.ok
}

interface PlaceRead {
  /** Left out: they were not read. */
  trails?: Scope['trails']
  keys: readonly KeyRecord[]
  gaps: readonly GapRecord[]
}

async function readPlace({ run }: AlarmRequest, host: Host, interruption: Interruption): Promise<PlaceRead> {
  if (run === null) return { keys: [], gaps: [] }
  if (run.saved !== null) {
    const { scope, keys } = await savedReport(run.saved, run, host)
    return { trails: scope.trails, keys, gaps: [] }
  }
  const { asked, runHost } = await taskOf(run, host, interruption)
  return { ...(await trailsAlone(asked, runHost)), keys: [] }
}
