import type { KeyRecord } from '../../../model/report.ts'
import type { Fix } from '../../check.ts'
import { kmsCommand } from '../../shared/remedy.ts'
import { templateChange } from '../../shared/template.ts'

/** Returns the fix that schedules the deletion of a key, with the longest waiting period. */
export const scheduleDeletion = (key: KeyRecord): Fix => ({
  remedy: kmsCommand('schedule-key-deletion', key, '--pending-window-in-days', '30'),
  template: templateChange(
    '# Remove the resource to schedule the deletion of the key, without DeletionPolicy: Retain.',
    '# Remove the resource to schedule the deletion of the key.',
  ),
})
