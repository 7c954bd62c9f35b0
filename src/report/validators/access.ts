import schema from '../../model/schemas/access.schema.json' with { type: 'json' }
import type { AccessAssessment } from '../../model/assessments/access.ts'
import { compileSchema } from '../compile-schema.ts'

/** Whether a document fits the schema of the results of `kms-audit access`. */
export const validate = compileSchema<AccessAssessment>(schema)
