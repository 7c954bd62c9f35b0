import { Ajv, type ValidateFunction } from 'ajv'
import assessment from '../model/schemas/assessment.schema.json' with { type: 'json' }
import report from '../model/schemas/report.schema.json' with { type: 'json' }
import options from './ajv-options.json' with { type: 'json' }

/** Compiles a schema, which can refer to those of the report and of the parts of assessments. */
export const compileSchema = <T>(schema: object): ValidateFunction<T> =>
  new Ajv(options)
    .addSchema(report, 'report.schema.json')
    .addSchema(assessment, 'assessment.schema.json')
    .compile<T>(schema)
