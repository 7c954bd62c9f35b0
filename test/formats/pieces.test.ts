import { expect, test } from 'vitest'
import { formats } from '../../src/formats/index.ts'
import { load } from '../../src/lib/registry.ts'
import { aFinding } from './a-finding.ts'
import { aRecord, aReport } from './a-report.ts'
import { PIPED, terminalOf } from './render.ts'

const keys = Array.from({ length: 1500 }, (_, index) =>
  aRecord({
    key_id: `0a1b2c3d-0000-4000-8000-${String(index).padStart(12, '0')}`,
    description: `注文 ${index} of shop é`,
  }),
)

const findings = keys.map(({ key_id }) => aFinding({ key_id, detail: `注文 of shop é may be read by all: ${key_id}` }))

test.each(Object.keys(formats))('formats: %s writes 1,500 keys and findings in pieces', async id => {
  const format = await load(formats, id)
  for (const view of id === 'table' ? [PIPED, terminalOf(160, true)] : [PIPED]) {
    const pieces = [...format.render(aReport({ keys, findings }), view)]
    expect(pieces.length).toBeGreaterThan(2)
  }
})
