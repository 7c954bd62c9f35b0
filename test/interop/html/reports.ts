import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { KeyRecord, Report } from '../../../src/model/report/report.ts'
import { aRecord, aReport } from '../../formats/a-report.ts'
import { aFinding } from '../../formats/a-finding.ts'
import { hostileReport } from '../../formats/hostile-report.ts'
import { runBinary } from '../run-binary.ts'

/** The page that the built program makes of a saved report. */
export async function htmlOf(report: Report): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'kms-audit-report-'))
  try {
    const file = join(folder, 'report.json')
    writeFileSync(file, JSON.stringify(report))
    const { exit, out, err } = await runBinary(['--from', file, '-q', '-o', 'html'], {})
    if (exit !== 0) throw new Error(err)
    return out
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** 450 keys in two Regions, every third of them stale, with costs, requests and last uses that differ. */
export const manyKeys: Report = aReport({
  keys: Array.from({ length: 450 }, (_, number) => {
    const day = new Date(Date.UTC(2026, 0, 1) + number * 12 * 3_600_000).toISOString()
    return aRecord({
      key_id: `${String(number).padStart(8, '0')}-0001-4000-8000-000000000001`,
      aliases: [`alias/app-${number}`],
      description: number === 77 ? 'Encrypts the ledger' : '',
      region: number % 2 === 0 ? 'eu-west-1' : 'us-east-1',
      disposition: number % 3 === 0 ? 'stale' : 'in_use',
      last_used: number === 10 ? 'Unknown' : `${day.slice(0, 16).replace('T', ' ')} UTC`,
      usage: {
        status: number === 10 ? 'unknown' : 'used',
        last_used_at: number === 10 ? null : `${day.slice(0, 19)}Z`,
        precision: 'second',
        not_observed_since: null,
        operation: 'Decrypt',
        event_id: null,
        source: 'kms',
        evidence: [{ source: 'kms', status: 'used', since: '2026-04-23T00:00:00Z', until: '2026-11-20T13:30:22Z' }],
      },
      monthly_usage: number === 5 ? null : number * 7,
    })
  }),
})

const MARKUP = '</script><script>alert(1)</script><img src=x onerror=alert(2)>"\'><b>&amp;\u202egnp.exe\u0000'

/** Every text that an account can choose tries to become markup. */
export const hostileEverywhere: Report = {
  ...hostileReport,
  keys: hostileReport.keys.map((key, number): KeyRecord => ({
    ...key,
    description: number % 2 === 0 ? MARKUP : key.description,
    aliases: [`alias/${MARKUP}`, ...key.aliases],
    tags: [{ TagKey: MARKUP, TagValue: MARKUP }],
    key_policy: {
      Statement: [
        {
          Sid: MARKUP,
          Effect: 'Allow',
          Principal: { AWS: MARKUP },
          Action: MARKUP,
          Condition: { [MARKUP]: { [MARKUP]: MARKUP } },
        },
      ],
    },
    grants: [
      {
        grant_id: MARKUP,
        name: MARKUP,
        grantee_principal: MARKUP,
        retiring_principal: null,
        issuing_account: null,
        operations: [MARKUP],
        constraints: null,
        created_at: null,
      },
    ],
    findings: ['policy-public'],
  })),
  gaps: hostileReport.gaps.map(gap => ({ ...gap, message: MARKUP, operation: MARKUP })),
  findings: hostileReport.keys.map(({ account_id, region, key_id }) =>
    aFinding({
      account_id,
      region,
      key_id,
      check: 'policy-public',
      status: 'fail',
      detail: MARKUP,
      remedy: `aws ${MARKUP}`,
      advice: MARKUP,
      title: MARKUP,
    }),
  ),
}
