import { getCostAndUsage, type BilledLine } from '../../aws/cost-explorer/get-cost-and-usage.ts'
import { PlaceClient } from '../../aws/session/place-client.ts'
import type { ActualAccountRecord, ActualCostsRecord, ActualLineRecord } from '../../model/advice.ts'
import { DOLLAR } from '../../model/cost.ts'
import type { AuditOptions } from '../../model/options/options.ts'
import type { GapRecord } from '../../model/report/report.ts'
import type { Instant } from '../../model/time.ts'
import { toGapRecord } from '../../report/to-record.ts'
import type { RunHost } from '../run/run-host.ts'
import type { EnteredRun } from '../run/run.ts'
import { withRun } from '../run/with-run.ts'

/** US cents of one request. https://aws.amazon.com/aws-cost-management/aws-cost-explorer/pricing/ */
const CENTS = 1

/** Asks Cost Explorer what AWS billed each account for KMS, last month and this month. */
export const readActualCosts = (
  options: AuditOptions,
  host: RunHost,
): Promise<{ costs: ActualCostsRecord; gaps: GapRecord[] }> =>
  withRun(options, host, async run => {
    let requests = 0
    const sessions = new Map(run.accounts.map(({ session }) => [session.account, session]))
    const accounts = await Promise.all(
      [...sessions.values()].map(session => accountCosts(run, session, () => void requests++)),
    )
    const costs = {
      requests,
      requests_cost: (requests * CENTS) / 100,
      accounts: accounts.toSorted((a, b) => (a.account_id < b.account_id ? -1 : 1)),
    }
    return { costs, gaps: run.gaps.all.map(toGapRecord) }
  })

type Session = EnteredRun['accounts'][number]['session']

async function accountCosts(run: EnteredRun, session: Session, asked: () => void): Promise<ActualAccountRecord> {
  const { account, partition } = session
  const at = { partition, account, region: 'us-east-1' }
  const client = new PlaceClient(at, session.clients(at.region), run.calls, session.state)
  if (partition !== 'aws') {
    const why = `Cost Explorer is read in the partition aws only, and the account is in ${partition}`
    run.gaps.add({ account, region: null, keyId: null, operation: OPERATION, reason: 'not_enabled', message: why })
    return { account_id: account, lines: null }
  }
  const period = periodOf(run.clock.now)
  const audited = new Set(run.accounts.filter(one => one.session.account === account).flatMap(one => one.regions))
  const answer = await getCostAndUsage(client, period, asked)
  client.note(answer, OPERATION)
  if (!answer.known) return { account_id: account, lines: null }
  const lines = answer.value.map(line => lineRecord(line, period.month, audited.has(line.region)))
  return { account_id: account, lines }
}

const OPERATION = 'ce:GetCostAndUsage'

/** From the first day of last month until today. Cost Explorer leaves out the last day of a period. */
export function periodOf(now: Instant): { from: string; until: string; month: string } {
  const date = new Date(now)
  const first = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - 1, 1)
  const month = Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1)
  return { from: dayIn(first), until: dayIn(now), month: dayIn(month) }
}

const dayIn = (at: Instant): string => new Date(at).toISOString().slice(0, 10)

const lineRecord = (line: BilledLine, month: string, isAudited: boolean): ActualLineRecord => ({
  from: line.from,
  until: line.until,
  is_whole_month: line.until <= month,
  is_estimated: line.isEstimated,
  region: line.region,
  is_audited: isAudited,
  usage_type: line.usageType,
  of: kindOf(line.usageType),
  cost: Math.round(line.cost * DOLLAR) / DOLLAR,
  quantity: line.quantity,
})

/** The prefix of a usage type has several spellings, so that its end decides. */
function kindOf(usageType: string): ActualLineRecord['of'] {
  if (/(^|-)KMS-Keys$/.test(usageType)) return 'keys'
  return /(^|-)KMS-Requests(-[\w-]+)?$/.test(usageType) ? 'requests' : 'other'
}
