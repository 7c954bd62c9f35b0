import schema from '../../model/schemas/activity.schema.json' with { type: 'json' }
import type { Activity } from '../../model/assessments/activity.ts'
import { compileSchema } from '../compile-schema.ts'

/** Whether a document fits the schema of `kms-audit activity`; if not, `errors` of the function says why. */
export const validate = compileSchema<Activity>(schema)
