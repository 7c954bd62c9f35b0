import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { run } from '../run.ts'
import { sampleWithFewGrants } from '../sample-world.ts'
import { NOW } from './blocks.ts'
import { codeIn, guide } from './documents.ts'

test('checks guide: every entry of the sample mutelist accepts findings of the demo, and not all findings', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kms-audit-mutelist-'))
  try {
    const file = join(folder, 'mutelist.yaml')
    const mutelist = codeIn(guide('checks'), 'yaml')
    writeFileSync(file, mutelist)
    const { report } = await run(
      ['-r', 'us-east-1,eu-west-1', '--mutelist', file, '-o', 'json'],
      sampleWithFewGrants(NOW),
    )
    const findings = report().findings ?? []
    const used = new Set(findings.map(({ muted }) => muted?.reason).filter(reason => reason !== undefined))
    const written = Array.from(mutelist.matchAll(/^ +Reason: (.*)$/gm), ([, reason = '']) => reason)
    expect([...used].toSorted()).toEqual(written.toSorted())
    expect(findings.filter(({ status }) => status === 'fail').length).toBeGreaterThan(10)
  } finally {
    rmSync(folder, { recursive: true })
  }
})
