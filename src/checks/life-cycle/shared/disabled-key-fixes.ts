import type { KeyRecord } from '../../../model/report/report.ts'
import type { Fix } from '../../check.ts'
import { kmsCommand } from '../../shared/remedy.ts'
import { templateChange } from '../../shared/template.ts'
import { lastRefusedCall } from './refused-calls.ts'

/**
 * Returns the fix that schedules the deletion of a disabled key, with the longest waiting period. A key that is still
 * called is needed, so the fix enables it.
 */
export function scheduleDeletion(key: KeyRecord): Fix {
  const refused = lastRefusedCall(key)
  return refused === null
    ? {
        remedy: kmsCommand('schedule-key-deletion', key, '--pending-window-in-days', '30'),
        template: templateChange(
          '# Remove the resource to schedule the deletion of the key, without DeletionPolicy: Retain.',
          '# Remove the resource to schedule the deletion of the key.',
        ),
      }
    : { ...enabling(key), advice: `Do not delete the key: it is still called. ${refused.text}. Find what calls it.` }
}

/** Returns the fix that enables a disabled key. */
export const enabling = (key: KeyRecord): Fix => ({
  remedy: kmsCommand('enable-key', key),
  template: templateChange('Enabled: true', 'is_enabled = true'),
})
