import { ambientRegion } from '../../aws/credentials/region.ts'
import { placeClientFinder } from '../../collect/enter/places.ts'
import { withRun } from '../../collect/run/with-run.ts'
import { httpSender } from '../../lib/network/http/sender.ts'
import type { AuditOptions } from '../../model/options/options.ts'
import { SECOND } from '../../model/time.ts'
import { regionsOf } from '../../report/report-regions.ts'
import type { CallerDelivery, Delivery, NetworkDelivery, Plan, Sink } from '../../sinks/sink.ts'
import type { Sending } from './delivery.ts'

type Use<T> = (planned: Promise<Plan>) => Promise<T>
type SinkThat<Needs extends Sink['needs']> = Extract<Sink, { needs: Needs }>

/** Calls `use` with the plan of a sink. Its sessions and connections stay open until `use` is done. */
export function connected<T>(sink: Sink, delivery: Delivery, sending: Sending, use: Use<T>): Promise<T> {
  switch (sink.needs) {
    case 'nothing':
      return use(sink.plan(delivery))
    case 'network':
      return withSender(sink, delivery, sending, use)
    case 'aws-sessions':
      return inAuditedAccounts(sink, delivery, sending, use)
    case 'caller-session':
      return inCallersAccount(sink, delivery, sending, use)
  }
}

async function withSender<T>(
  sink: SinkThat<'network'>,
  delivery: Delivery,
  { task, host }: Sending,
  use: Use<T>,
): Promise<T> {
  const http = httpSender({
    env: host.io.env,
    signal: delivery.signal,
    now: host.now,
    timeout: host.wire?.callTimeout ?? 10 * SECOND,
    patience: host.wire?.patience ?? 1,
    debug: task.say.debug,
  })
  const networked: NetworkDelivery = { ...delivery, http }
  return use(sink.plan(networked)).finally(() => http.close())
}

function inAuditedAccounts<T>(
  sink: SinkThat<'aws-sessions'>,
  delivery: Delivery,
  { task: { asked, runHost } }: Sending,
  use: Use<T>,
): Promise<T> {
  const regions = delivery.regions ?? regionsOf(delivery.report)
  return withRun({ ...asked, ...ENTER_ONLY, regions }, runHost, run =>
    use(sink.plan({ ...delivery, clientFor: placeClientFinder(run) })),
  )
}

/** Without a Region of its own, a sink calls the Region of the environment, or the first of the report. */
function inCallersAccount<T>(
  sink: SinkThat<'caller-session'>,
  delivery: Delivery,
  { task: { asked, runHost } }: Sending,
  use: Use<T>,
): Promise<T> {
  const region = sink.region(delivery.settings) ?? ambientRegion(runHost.env)?.region ?? regionsOf(delivery.report)[0]
  const profiles = asked.profiles.slice(0, 1)
  const regions = region === undefined ? null : [region]
  return withRun({ ...asked, ...ENTER_ONLY, ...NO_ROLE, profiles, regions }, runHost, run => {
    const [entered] = run.accounts
    const account = entered?.session.account ?? ''
    const client = placeClientFinder(run)(account, entered?.regions[0] ?? '')
    const called: CallerDelivery = { ...delivery, client }
    return use(sink.plan(called))
  })
}

/** The accounts are entered without the keys and the time limit of the audit. */
const ENTER_ONLY = { keys: [], maxDuration: null } satisfies Partial<AuditOptions>
const NO_ROLE = {
  accounts: { roleArns: [], externalId: null, sessionName: '', organization: null },
} satisfies Partial<AuditOptions>
