import { fail, type KeyCheck, pass, unknown } from '../check.ts'
import { forKeysNotPendingDeletion } from '../shared/customer-keys.ts'
import { fillIn, kmsCommand } from '../shared/remedy.ts'
import { templateChange } from '../shared/template.ts'

const check: KeyCheck = {
  id: 'description-missing',
  title: 'KMS keys should have a description',
  scope: 'key',
  severity: 'info',
  why: 'The description is the place to record what a key protects and who owns it.',
  docs: 'https://docs.aws.amazon.com/kms/latest/developerguide/editing-keys.html',
  needs: ['description'],
  judge: forKeysNotPendingDeletion(key => {
    if (key.description === null) return unknown('The description is not known.')
    if (key.description.trim() !== '') return pass
    const remedy = kmsCommand(
      'update-key-description',
      key,
      '--description',
      fillIn('DESCRIPTION', 'set DESCRIPTION to what the key protects and who owns it'),
    )
    return fail('The key has no description.', { remedy, template: DESCRIBE })
  }),
}
export default check

const DESCRIBE = templateChange(
  '# Set Description to what the key protects and who owns it.',
  '# Set description to what the key protects and who owns it.',
)
