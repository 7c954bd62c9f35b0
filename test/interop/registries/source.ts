import { expect } from 'vitest'
import type { PlantedEntry } from './planted-copy.ts'

const CODE = `import type { Source } from './source.ts'

const ledger: Source = {
  title: 'Ledger of key use (Athena), one year',
  complete: true,
  delay: 0,
  operations: ['athena:StartQueryExecution'],
  plan: keys => ({
    calls: { 'athena:StartQueryExecution': keys },
    cost: { what: 'Athena queries', dollars: keys },
    note: 'Keys in the ledger need more queries.',
  }),
  auto: () => 'full',
  open: ({ now }) => ({
    look: async () => ({ sighting: { kind: 'used', at: now, precision: 'second', since: now, until: now } }),
  }),
}

export default ledger
`

const ROW = "'athena:StartQueryExecution': { perSecond: 20, access: 'read', giveUpWhen: 'denied' },"

/** A source of evidence with an AWS operation of its own, which has a row in the table of operations. */
export const source: PlantedEntry = {
  files: { 'src/sources/ledger.ts': CODE },
  lines: {
    'src/sources/index.ts': "ledger: () => import('./ledger.ts'),",
    'src/model/operations/operations.ts': ROW,
  },
  tests: {
    'a new source is asked by --source': async copy => {
      const { code, out } = await copy.run('--demo', '-o', 'json', '--source', 'ledger')
      const { keys } = JSON.parse(out) as { keys: { usage: { source: string } }[] }
      expect([code, new Set(keys.map(({ usage }) => usage.source))]).toEqual([0, new Set(['ledger'])])
    },
    'a new source is in the help of audit': async copy => {
      expect((await copy.run('audit', '--help')).out).toMatch(/--source[^]*\bledger\b/)
    },
    'a new source is among those that a wrong --source could mean': async copy => {
      expect((await copy.run('--demo', '--source', 'ledgr')).err).toMatch(/\bledger\b/)
    },
    'a new source has a row in the guide': async copy => {
      expect(await copy.block('sources')).toContain('Ledger of key use (Athena), one year')
    },
    'the operations of a new source are in the IAM policy of the README': async copy => {
      expect(await copy.block('policy')).toContain('athena:StartQueryExecution')
    },
    'the operations of a new source can be named by --max-rate': async copy => {
      const { code } = await copy.run('--demo', '--max-rate', 'StartQueryExecution=5', '--estimate')
      expect(code).toBe(0)
    },
    'calls, cost and note of a new source are in the estimate': async copy => {
      const { out } = await copy.run('--demo', '--estimate', '--source', 'ledger')
      expect(out).toMatch(/^athena:StartQueryExecution +\d+$/m)
      expect(out).toMatch(/up to \$[\d.]+ for Athena queries/)
      expect(out).toContain('Keys in the ledger need more queries.')
    },
  },
}
