import schema from '../../model/schemas/secrets.schema.json' with { type: 'json' }
import type { SecretsAssessment } from '../../model/assessments/secrets.ts'
import { compileSchema } from '../compile-schema.ts'

/** Whether a document fits the schema of `kms-audit secrets`; if not, `errors` of the function says why. */
export const validate = compileSchema<SecretsAssessment>(schema)
