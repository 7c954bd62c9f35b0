import schema from '../../model/schemas/report.schema.json' with { type: 'json' }
import type { Report } from '../../model/report/report.ts'
import { compileSchema } from '../compile-schema.ts'

/**
 * Whether a document fits the schema of reports; if not, `errors` of the function says why. In the bundle, code that the
 * build compiles from the schema of the same name takes the place of every module in this folder (.build/validator.js).
 */
export const validate = compileSchema<Report>(schema)
