import type { AdviceSources } from '../../advice/advise.ts'
import { assess } from '../../collect/assess/assess.ts'
import { collectSecrets } from '../../collect/secrets/collect-secrets.ts'
import { AuditError } from '../../lib/process/exit.ts'
import type { SecretsAssessment } from '../../model/assessments/secrets.ts'
import type { GapRecord, Report } from '../../model/report/report.ts'
import type { Task } from '../shared/task.ts'

/** Reads the secrets of the audited accounts and Regions. What could not be read is a gap of the report. */
export async function readSecrets(
  { asked, runHost, say }: Task,
  report: Report,
): Promise<Pick<AdviceSources, 'report' | 'secrets'>> {
  const question = { secrets: [], unusedDays: report.unused_days, maxAgeDays: report.unused_days, isInventory: true }
  try {
    const { whole, notes } = await assess<SecretsAssessment>(asked, runHost, 'secrets', reading =>
      collectSecrets(reading, { ...question, isInventory: true }),
    )
    for (const note of notes) say.note(note)
    const known = new Set(report.gaps.map(gap => JSON.stringify(gap)))
    const gaps = whole.gaps.filter(gap => !known.has(JSON.stringify(gap)))
    return { report: { ...report, gaps: [...report.gaps, ...gaps] }, secrets: whole }
  } catch (error) {
    if (!(error instanceof AuditError)) throw error
    const gaps = report.scope.places.map(({ account_id, region }): GapRecord => {
      const message = error.message
      return { account_id, region, key_id: null, operation: 'secretsmanager:ListSecrets', reason: 'denied', message }
    })
    return { report: { ...report, gaps: [...report.gaps, ...gaps] }, secrets: null }
  }
}
