import { Ajv, type ValidateFunction } from 'ajv'
import { once } from '../lib/flow/once.ts'
import assessment from '../model/schemas/assessment.schema.json' with { type: 'json' }
import report from '../model/schemas/report.schema.json' with { type: 'json' }
import options from './ajv-options.json' with { type: 'json' }

/** Compiles a schema, which can refer to those of the report and of the parts of assessments. */
export const compileSchema = <T>(schema: object): ValidateFunction<T> => ajv().compile<T>(schema)

/** The same for all schemas, so that what they have in common is compiled once. */
const ajv = once(() =>
  new Ajv(options).addSchema(report, 'report.schema.json').addSchema(assessment, 'assessment.schema.json'),
)
