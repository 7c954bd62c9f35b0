import { BatchImportFindingsCommand, SecurityHubClient } from '@aws-sdk/client-securityhub'
import type { AwsSecurityFinding } from '@aws-sdk/client-securityhub'
import { beforeEach, expect, test } from 'vitest'
import { importFindings } from '../../../src/aws/security-hub/import-findings.ts'
import { aPlace } from '../a-place.ts'
import { mockedClient } from '../mocked-client.ts'

const hub = mockedClient(SecurityHubClient)
beforeEach(() => hub.reset())

const finding = { Id: 'a', ProductArn: 'product', GeneratorId: 'kms-audit/x' } as AwsSecurityFinding

test('BatchImportFindings: rejected findings are returned with code and message', async () => {
  const FailedFindings = [{ Id: 'a', ErrorCode: 'InvalidInput', ErrorMessage: 'why' }]
  hub.on(BatchImportFindingsCommand).resolves({ SuccessCount: 0, FailedCount: 1, FailedFindings })
  expect(await importFindings(aPlace().client, [finding])).toEqual({
    known: true,
    value: [{ id: 'a', code: 'InvalidInput', message: 'why' }],
  })
})

test.each([
  ['without counts', {}],
  ['that counts failed findings without their Ids', { SuccessCount: 0, FailedCount: 1 }],
])('BatchImportFindings: an answer %s is malformed', async (_, answer) => {
  hub.on(BatchImportFindingsCommand).resolves(answer as never)
  expect(await importFindings(aPlace().client, [finding])).toMatchObject({ known: false, reason: 'malformed' })
})
