import { fail, type KeyCheck, pass, unknown } from './check.ts'
import { ofKeysThatStay } from './customer-keys.ts'
import { fillIn, kmsCommand } from './remedy.ts'

const check: KeyCheck = {
  id: 'description-missing',
  title: 'The key has a description',
  scope: 'key',
  severity: 'info',
  why: 'The description is the only place in KMS that can say what a key protects and whom to ask.',
  needs: ['description'],
  judge: ofKeysThatStay(key => {
    if (key.description === null) return unknown('The description is not known.')
    if (key.description.trim() !== '') return pass
    const remedy = kmsCommand(
      'update-key-description',
      key,
      '--description',
      fillIn('DESCRIPTION', 'set DESCRIPTION to what the key protects and whom to ask'),
    )
    return fail('The key has no description.', remedy)
  }),
}
export default check
