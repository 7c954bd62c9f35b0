import { expect, test } from 'vitest'
import access from '../../src/model/schemas/access.schema.json' with { type: 'json' }
import archive from '../../src/model/schemas/archive-status.schema.json' with { type: 'json' }
import verification from '../../src/model/schemas/archive-verification.schema.json' with { type: 'json' }
import advice from '../../src/model/schemas/advice.schema.json' with { type: 'json' }
import activity from '../../src/model/schemas/activity.schema.json' with { type: 'json' }
import assessment from '../../src/model/schemas/assessment.schema.json' with { type: 'json' }
import history from '../../src/model/schemas/history.schema.json' with { type: 'json' }
import secrets from '../../src/model/schemas/secrets.schema.json' with { type: 'json' }
import compliance from '../../src/model/schemas/compliance.schema.json' with { type: 'json' }
import quotas from '../../src/model/schemas/quotas.schema.json' with { type: 'json' }
import { assessmentTypesText, planTypesText, reportTypesText, watchTypesText } from './schema-types.ts'

test('report types: those made of the schema are current (the compiler compares them with the types of the report)', async () => {
  await expect(reportTypesText()).toMatchFileSnapshot('./report-by-schema.ts')
})

test('retirement plan types: those made of the schema are current (the compiler compares them with the types of the plan)', async () => {
  await expect(planTypesText()).toMatchFileSnapshot('./retirement-plan-by-schema.ts')
})

test('retirement watch types: those made of the schema are current (the compiler compares them with the types of the watch)', async () => {
  await expect(watchTypesText()).toMatchFileSnapshot('./retirement-watch-by-schema.ts')
})

test('assessment types: those made of the schema are current (the compiler compares them with the types)', async () => {
  await expect(assessmentTypesText('Assessment', assessment, 'assessment.schema.json')).toMatchFileSnapshot(
    './assessment-by-schema.ts',
  )
})

test('access types: those made of the schema are current (the compiler compares them with the types)', async () => {
  await expect(assessmentTypesText('AccessAssessment', access, 'access.schema.json')).toMatchFileSnapshot(
    './access-by-schema.ts',
  )
})

test('secrets types: those made of the schema are current (the compiler compares them with the types)', async () => {
  await expect(assessmentTypesText('Secrets', secrets, 'secrets.schema.json')).toMatchFileSnapshot(
    './secrets-by-schema.ts',
  )
})

test('compliance types: those made of the schema are current (the compiler compares them with the types)', async () => {
  await expect(assessmentTypesText('ComplianceAssessment', compliance, 'compliance.schema.json')).toMatchFileSnapshot(
    './compliance-by-schema.ts',
  )
})

test('quotas types: those made of the schema are current (the compiler compares them with the types)', async () => {
  await expect(assessmentTypesText('Quotas', quotas, 'quotas.schema.json')).toMatchFileSnapshot('./quotas-by-schema.ts')
})

test('activity types: those made of the schema are current (the compiler compares them with the types)', async () => {
  await expect(assessmentTypesText('Activity', activity, 'activity.schema.json')).toMatchFileSnapshot(
    './activity-by-schema.ts',
  )
})

test('advice types: those made of the schema are current (the compiler compares them with the types)', async () => {
  await expect(assessmentTypesText('AdviceReport', advice, 'advice.schema.json')).toMatchFileSnapshot(
    './advice-by-schema.ts',
  )
})

test('history types: those made of the schema are current (the compiler compares them with the types)', async () => {
  await expect(assessmentTypesText('HistoryLine', history, 'history.schema.json')).toMatchFileSnapshot(
    './history-by-schema.ts',
  )
})

test('archive status types: those made of the schema are current (the compiler compares them with the types)', async () => {
  await expect(assessmentTypesText('ArchiveStatus', archive, 'archive-status.schema.json')).toMatchFileSnapshot(
    './archive-status-by-schema.ts',
  )
})

test('archive verification types: those made of the schema are current (the compiler compares them with the types)', async () => {
  await expect(
    assessmentTypesText('ArchiveVerification', verification, 'archive-verification.schema.json'),
  ).toMatchFileSnapshot('./archive-verification-by-schema.ts')
})
