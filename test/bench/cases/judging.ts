import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { samplePolicies } from '../../../src/simulation/sample/sample-policies.ts'
import type { GrantRecord, KeyRecord, Report } from '../../../src/model/report/report.ts'
import type { Case } from '../case.ts'
import { median } from '../median.ts'
import { runProgram } from '../program.ts'
import { repeat } from '../repeat.ts'
import { ACCOUNT } from '../scenarios.ts'
import { auditedReport, withKeyCopies } from './saved-report.ts'

const KEYS = 10_000
const GRANTS = 20

/** The time of checks: showing a report with checks compared with showing it without. Both read the report. */
export const judging: Case = {
  title: `${KEYS} keys with policies, tags and ${GRANTS} grants each, every check`,
  async run({ runs }) {
    const folder = await mkdtemp(join(tmpdir(), 'kms-audit-bench-'))
    try {
      const file = join(folder, 'report.json')
      await writeFile(file, JSON.stringify(withFacts(withKeyCopies(await auditedReport(), KEYS))))
      const args = ['--from', file, '--output', 'csv']
      const shown = await repeat(runs, () => cpuOf(args))
      const judged = await repeat(runs, () => cpuOf([...args, '--checks']))
      const samples = judged.map((seconds, run) => seconds - (shown[run] ?? 0))
      const notes = [
        `the whole run takes ${median(judged).toFixed(2)} s of CPU, without checks ${median(shown).toFixed(2)} s`,
      ]
      const measured = median(samples)
      return [{ what: 'CPU', unit: 's', measured, bound: null, ratio: null, bar: 3, samples, notes }]
    } finally {
      await rm(folder, { recursive: true })
    }
  },
}

async function cpuOf(args: readonly string[]): Promise<number> {
  const { cpu, stdout } = await runProgram({ url: '', args, measureResources: true })
  const rows = stdout.split('\n').length
  if (rows < KEYS) throw new Error(`${rows} lines for ${KEYS} keys`)
  return cpu
}

/** Gives each key a policy of the sample account with a statement of its own, so that no two are equal. */
function withFacts(report: Report): Report {
  const { role: roleOf, usedBy, administered, lastYearsBackups, ...policies } = samplePolicies(ACCOUNT)
  const made = [usedBy('orders-app'), administered('orders-app'), lastYearsBackups('alias/backups-2025')]
  const documents = [...made, ...Object.values(policies)]
  const keys = report.keys.map((key, number): KeyRecord => {
    const { Version, Statement } = documents[number % documents.length] as (typeof documents)[number]
    const own = {
      Sid: `Team ${number}`,
      Effect: 'Allow',
      Principal: { AWS: [roleOf(`team-${number}`), roleOf(`batch-${number}`)] },
      Action: ['kms:Decrypt', 'kms:GenerateDataKey*', 'kms:DescribeKey'],
      Resource: '*',
      Condition: { StringEquals: { 'kms:ViaService': `s3.${key.region}.amazonaws.com` } },
    }
    return {
      ...key,
      key_policy: { Version, Statement: [...Statement, own] },
      key_rotation_enabled: number % 3 === 0,
      rotation: { period_in_days: 365, next_rotation_date: null, rotations: [] },
      grants: Array.from({ length: GRANTS }, (_, grant) => aGrant(roleOf, number, grant)),
      tags: [
        { TagKey: 'owner', TagValue: `team-${number}` },
        { TagKey: 'environment', TagValue: number % 2 === 0 ? 'production' : 'staging' },
      ],
    }
  })
  return { ...report, keys }
}

const aGrant = (roleOf: (name: string) => string, key: number, grant: number): GrantRecord => ({
  grant_id: createHash('sha256').update(`${key} ${grant}`).digest('hex'),
  name: `volume ${grant}`,
  grantee_principal: roleOf(`worker-${key}-${grant}`),
  retiring_principal: null,
  issuing_account: `arn:aws:iam::${ACCOUNT}:root`,
  operations: ['Decrypt', 'Encrypt', 'GenerateDataKeyWithoutPlaintext', 'CreateGrant'],
  constraints: { encryption_context_subset: { 'aws:ebs:id': `vol-${key}-${grant}` } },
  created_at: '2026-06-01T08:00:00Z',
})
