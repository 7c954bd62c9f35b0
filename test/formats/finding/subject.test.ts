import { describe, expect, test } from 'vitest'
import { findingFormats, formats } from '../../../src/formats/index.ts'
import type { Format } from '../../../src/formats/format.ts'
import { load } from '../../../src/lib/registry.ts'
import type { KeyRecord } from '../../../src/model/report/report.ts'
import { aFinding } from '../a-finding.ts'
import { aPlace, aRecord, aReport } from '../a-report.ts'
import { render } from '../render.ts'

const tags = [{ TagKey: 'Team', TagValue: 'payments\u001b[2J' }]
const scope = {
  manager: 'customer',
  sources: ['kms'],
  places: [aPlace({ account_name: 'Production \u202eeu' })],
} as const

async function shown(format: string, different: Partial<KeyRecord> = {}, name?: string | null): Promise<string> {
  const places = name === undefined ? [...scope.places] : [aPlace({ account_name: name })]
  const keys = [aRecord({ aliases: ['alias/orders'], tags, ...different })]
  const report = aReport({ keys, findings: [aFinding()], scope: { ...scope, sources: ['kms'], places } })
  return render(await load<Format>(formats, format), report)
}

describe.each(findingFormats)('subject in %s', format => {
  test('subject: a finding has the alias, the account name and the owner, made safe', async () => {
    const text = await shown(format)
    for (const words of ['alias/orders', String.raw`Production \\u{202e}eu`, String.raw`Team=payments\\u{1b}[2J`])
      expect(text).toContain(words)
    for (const raw of ['\u001b', '\u202e']) expect(text).not.toContain(raw)
  })

  test('subject: a finding of a key without an alias has its description', async () => {
    expect(await shown(format, { aliases: [], description: 'Encrypts the invoices' })).toContain(
      'Encrypts the invoices',
    )
  })

  test('subject: a finding has no empty texts if nothing is known', async () => {
    const text = await shown(format, { aliases: [], description: '  ', tags: null }, null)
    expect(text).not.toMatch(/": ?" *"/)
    expect(text).not.toMatch(/KeyName|Owners|AwsAccountName|"owner"|"owners"|key_name|account_name/)
  })
})
