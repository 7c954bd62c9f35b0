import { getDashboard, putDashboard } from '../../aws/cloudwatch/dashboards.ts'
import { toSafeJson } from '../../lib/text/safe-json.ts'
import { safeText } from '../../lib/text/safe-text.ts'
import { AuditError } from '../../lib/process/exit.ts'
import { requireAccess } from '../no-access.ts'
import type { CallerDelivery, Plan } from '../sink.ts'
import { dashboardBody, MARKER } from './body.ts'
import type { DashboardOptions } from './dashboard.ts'

/** Looks for a dashboard of this name, and prepares ours. Throws if there is one that is not ours. */
export async function planDashboard({ client: access, settings }: CallerDelivery<DashboardOptions>): Promise<Plan> {
  const client = requireAccess(access, 'CloudWatch')
  const { dashboardName: name, replace } = settings
  const { account, region } = client.place
  const held = await getDashboard(client, name)
  if (!held.known && !replace)
    throw new AuditError('failed', `Cannot read the dashboard ${name}, which could be of other people: ${held.why}`, {
      hint: 'Allow cloudwatch:GetDashboard, or add --replace.',
    })
  const isOther = held.known && held.value !== null && !held.value.includes(MARKER)
  if (isOther && !replace)
    throw new AuditError('failed', `The dashboard ${name} exists, and kms-audit has not made it.`, {
      hint: 'Choose another name with --dashboard-name, or add --replace.',
    })
  const body = JSON.stringify(dashboardBody(region))
  if (held.known && held.value === body) return unchangedPlan()
  return {
    summary: `${held.known && held.value !== null ? 'Replaces' : 'Creates'} the dashboard ${name} of account ${account}.`,
    question: `Write the dashboard ${name} of account ${account}?`,
    notes: [],
    errors: [],
    calls: () => [`${toSafeJson({ DashboardName: name, DashboardBody: body })}\n`],
    async send(onError) {
      const answer = await putDashboard(client, name, body)
      if (!answer.known) {
        onError(`${account}: the dashboard ${name} was not written: ${answer.why}`)
        return { lines: [], accepted: 0, failed: 1 }
      }
      for (const warning of answer.value) onError(`${account}: dashboard ${name}: ${safeText(warning)}`)
      return { lines: [`${account}: dashboard ${name}`], accepted: 1, failed: 0 }
    },
  }
}

const unchangedPlan = (): Plan => ({
  summary: null,
  question: '',
  notes: [],
  errors: [],
  calls: () => [],
  send: () => Promise.resolve({ lines: [], accepted: 0, failed: 0 }),
})
