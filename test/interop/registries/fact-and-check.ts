import { expect } from 'vitest'
import type { PlantedEntry } from './planted-copy.ts'

/** Reads the grants again, by another name: the simulated AWS knows no operation that the program does not call. */
const FACT = `import type { KeyFact } from './fact.ts'

declare module '../model/report/key-facts.ts' {
  interface KeyFacts {
    grant_count?: number | null
  }
}

export const grantCount: KeyFact = {
  title: 'number of grants',
  plural: 'numbers of grants',
  field: 'grant_count',
  operations: ['kms:ListGrants'],
  callsPerKey: 1,
  isUsableAlone: true,
  async read(_key, ask) {
    const { listGrants } = await import('../aws/kms/list-grants.ts')
    const grants = await ask('kms:ListGrants', listGrants)
    return { grant_count: grants === null ? null : grants.length }
  },
}
`

const CHECK = `import { fail, pass, type KeyCheck } from '../check.ts'

const check: KeyCheck = {
  id: 'grants-none',
  scope: 'key',
  title: 'KMS keys should have no grants',
  severity: 'info',
  why: 'A planted check.',
  docs: 'https://docs.aws.amazon.com/kms/latest/developerguide/grants.html',
  needs: ['grantCount'],
  judge: ({ grant_count }) => (grant_count === 0 ? pass : fail(String(grant_count), 'aws kms list-grants')),
}
export default check
`

export const factAndCheck: PlantedEntry = {
  files: { 'src/facts/grant-count.ts': FACT, 'src/checks/grants/grants-none.ts': CHECK },
  lines: {
    'src/facts/index.ts': "export { grantCount } from './grant-count.ts'",
    'src/checks/index.ts': "'grants-none': () => import('./grants/grants-none.ts'),",
  },
  tests: {
    'a check on new data judges keys': async copy => {
      const { code, out } = await copy.run('--demo', '--check', 'grants-none', '-o', 'json', '--fail-on', 'grants-none')
      const { keys, findings } = JSON.parse(out) as {
        keys: { grant_count?: number }[]
        findings: { check: string; status: string }[]
      }
      expect(code).toBe(1)
      expect(keys.filter(({ grant_count }) => grant_count === 0).length).toBeGreaterThan(5)
      expect(new Set(findings.map(({ status }) => status))).toEqual(new Set(['pass', 'fail', 'unknown']))
    },
    'a check on new data is in the list of checks': async copy => {
      expect((await copy.run('checks', 'grants-none')).out).toContain('Reads     number of grants')
    },
    'a check on new data has a row and a section in the guide, with the calls that it makes': async copy => {
      expect(await copy.block('checks')).toContain('| [`grants-none`](#grants-none) | info |')
      expect(await copy.block('check-details')).toContain('- Reads: number of grants (`kms:ListGrants`)')
    },
    'a check on new data needs its permission': async copy => {
      expect(await copy.block('check-policy')).toContain('"kms:ListGrants"')
    },
    'a check on new data is part of the estimate': async copy => {
      const { out } = await copy.run('--demo', '--estimate', '--check', 'grants-none')
      expect(out).toMatch(/kms:ListGrants|ListGrants/)
    },
  },
}
