import { shownReport } from '../../findings/shown-report.ts'
import type { HttpWire } from '../../library/http-wire.ts'
import { runAudit } from '../../library/run-audit.ts'
import type { Report } from '../../model/report/report.ts'
import type { Instant } from '../../model/time.ts'
import type { Host } from './host.ts'

/**
 * Audits the sample account as it was at each of these moments, and returns the reports as `--checks -o json` would save
 * them. The simulation answers without quotas, because an
 * example of the past should not take minutes.
 */
export async function sampleReports(
  moments: readonly Instant[],
  { io, now }: Pick<Host, 'io' | 'now'>,
  checks: 'all' | readonly string[] = 'all',
): Promise<Report[]> {
  const today = now()
  return Promise.all(
    moments.map(async at => {
      const { regions, wire } = await sampleWireAt(today, at)
      const host = { env: {}, processes: io.processes, now: () => at }
      const report = await runAudit({ wire, regions, checks, maxRates: FAST }, host)
      return shownReport(report, { severity: null, only: [] })
    }),
  )
}

/** Calls per second, for a simulated AWS that has no quotas. */
const FAST = { 'kms:GetKeyLastUsage': 1000, 'cloudtrail:LookupEvents': 1000, 'kms:ListGrants': 10_000 }

async function sampleWireAt(now: Instant, at: Instant): Promise<{ wire: HttpWire; regions: readonly string[] }> {
  const { sampleWorldAt } = await import('../../simulation/sample/sample-history.ts')
  const { SAMPLE_REGIONS } = await import('../../simulation/sample/sample-account.ts')
  const { SimulatedAws } = await import('../../simulation/wire/simulated-aws.ts')
  const world = sampleWorldAt(now, at)
  const aws = new SimulatedAws(world, { log: false })
  const accessKeyId = world.accounts[0]?.accessKeyIds[0] ?? ''
  return {
    wire: {
      handle: ({ hostname: host, ...request }) => aws.handle({ ...request, host }),
      credentials: { accessKeyId, secretAccessKey: 'none' },
    },
    regions: SAMPLE_REGIONS,
  }
}
