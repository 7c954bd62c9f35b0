import type { ComplianceAssessment } from '../../model/assessments/compliance.ts'
import schema from '../../model/schemas/compliance.schema.json' with { type: 'json' }
import { compileSchema } from '../compile-schema.ts'

/** Whether a document fits the schema of `kms-audit compliance`. The build compiles it, as it does that of reports. */
export const validate = compileSchema<ComplianceAssessment>(schema)
