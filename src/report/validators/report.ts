import { Ajv, type ValidateFunction } from 'ajv'
import schema from '../model/schemas/report.schema.json' with { type: 'json' }
import type { Report } from '../model/report/report.ts'
import options from './ajv-options.json' with { type: 'json' }

/**
 * Whether a document fits the schema of reports; if not, `errors` of the function says why. In the bundle, the code
 * that the build has compiled from the schema takes the place of this module (.build/validator.js).
 */
export const validateReport: ValidateFunction<Report> = new Ajv(options).compile<Report>(schema)
