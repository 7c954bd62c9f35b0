import { shownReport } from '../../src/findings/shown-report.ts'
import { runAudit } from '../../src/library/run-audit.ts'
import type { Report } from '../../src/model/report/report.ts'
import { SAMPLE_REGIONS } from '../../src/simulation/sample/sample-account.ts'
import { SimulatedAws } from '../../src/simulation/wire/simulated-aws.ts'
import { memoryIo } from '../memory-io.ts'
import { sampleWithFewGrants } from '../sample-world.ts'

let made: Promise<Report> | undefined

/**
 * The report of the sample account, with all checks and few grants. It is made once for all tests of a process, and no
 * test changes it.
 */
export const sampleReport = (): Promise<Report> => (made ??= audited())

async function audited(): Promise<Report> {
  const world = sampleWithFewGrants(NOW)
  const aws = new SimulatedAws(world, { log: false })
  const wire = {
    handle: ({ hostname: host, ...request }: { hostname: string } & Omit<Parameters<typeof aws.handle>[0], 'host'>) =>
      aws.handle({ ...request, host }),
    credentials: { accessKeyId: world.accounts[0]?.accessKeyIds[0] ?? '', secretAccessKey: 'none' },
  }
  const host = { env: {}, processes: memoryIo().processes, now: () => NOW }
  const report = await runAudit({ wire, regions: SAMPLE_REGIONS, checks: 'all', maxRates: FAST }, host)
  return shownReport(report, { severity: null, only: [] })
}

const NOW = Date.UTC(2026, 10, 20, 14, 30)

/** Calls per second, for a simulated AWS that has no quotas. */
const FAST = { 'kms:GetKeyLastUsage': 1000, 'cloudtrail:LookupEvents': 1000, 'kms:ListGrants': 10_000 }
