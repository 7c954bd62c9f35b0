import type { KeyFact } from './fact.ts'

/** Most keys need one page. A key can have tens of thousands of grants. */
export const grants: KeyFact = {
  title: 'grants',
  plural: 'grants',
  field: 'grants',
  operations: ['kms:ListGrants'],
  callsPerKey: 1,
  isUsableAlone: true,
  async read(_key, ask) {
    const { listGrants } = await import('../aws/kms/list-grants.ts')
    return { grants: await ask('kms:ListGrants', listGrants) }
  },
}
