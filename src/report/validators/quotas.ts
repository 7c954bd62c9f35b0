import schema from '../../model/schemas/quotas.schema.json' with { type: 'json' }
import type { QuotasAssessment } from '../../model/assessments/quotas.ts'
import { compileSchema } from '../compile-schema.ts'

/** Whether a document fits the schema of `kms-audit quotas`. In the bundle, code that the build compiles takes its place. */
export const validate = compileSchema<QuotasAssessment>(schema)
