import {
  ListAWSDefaultServiceQuotasCommand,
  ListServiceQuotasCommand,
  ServiceQuotasClient,
} from '@aws-sdk/client-service-quotas'
import { beforeEach, expect, test } from 'vitest'
import { listRateQuotas } from '../../../src/aws/service-quotas/list-rate-quotas.ts'
import { aPlace } from '../a-place.ts'
import { mockedClient } from '../mocked-client.ts'

const client = mockedClient(ServiceQuotasClient)
beforeEach(() => client.reset())

const second = { PeriodValue: 1, PeriodUnit: 'SECOND' } as const
const quota = (code: string, more: object = {}) => ({
  QuotaCode: code,
  QuotaName: `${code} request rate`,
  Value: 50,
  Period: second,
  ...more,
})

const named = (code: string, QuotaName: string) => ({ QuotaCode: code, QuotaName, Value: 50 })

test('rate quotas: every page is read, with the service and the token of the page before', async () => {
  client.on(ListServiceQuotasCommand, { ServiceCode: 'kms' }).resolves({ Quotas: [quota('L-1')], NextToken: 'two' })
  client.on(ListServiceQuotasCommand, { ServiceCode: 'kms', NextToken: 'two' }).resolves({ Quotas: [quota('L-2')] })
  const { quotas, failure } = await listRateQuotas(aPlace().client, 'kms', 'applied')
  expect(quotas.map(({ code }) => code)).toEqual(['L-1', 'L-2'])
  expect(failure).toBeNull()
})

test('rate quotas: a later page that is refused keeps the quotas of the first', async () => {
  client.on(ListAWSDefaultServiceQuotasCommand).resolves({ Quotas: [quota('L-1')], NextToken: 'two' })
  client
    .on(ListAWSDefaultServiceQuotasCommand, { NextToken: 'two' })
    .rejects(Object.assign(new Error('no'), { name: 'AccessDeniedException', $fault: 'client' }))
  const { quotas, failure } = await listRateQuotas(aPlace().client, 'kms', 'default')
  expect(quotas).toHaveLength(1)
  expect(failure).toMatchObject({ reason: 'denied' })
})

test('rate quotas: a quota per minute is a sixtieth per second', async () => {
  const Quotas = [quota('L-1', { Value: 300, Period: { PeriodValue: 1, PeriodUnit: 'MINUTE' } })]
  client.on(ListServiceQuotasCommand).resolves({ Quotas })
  const { quotas } = await listRateQuotas(aPlace().client, 'kms', 'applied')
  expect(quotas[0]?.perSecond).toBe(5)
})

test('rate quotas: without a period, the name says whether the quota is about a rate', async () => {
  const Quotas = [named('L-1', 'Cryptographic operations (RSA) request rate'), named('L-2', 'Grants per key')]
  client.on(ListServiceQuotasCommand).resolves({ Quotas })
  const { quotas } = await listRateQuotas(aPlace().client, 'kms', 'applied')
  expect(quotas.map(({ code, metric }) => [code, metric])).toEqual([['L-1', null]])
})

test('rate quotas: the metric is the one that Service Quotas names, with its dimensions', async () => {
  const UsageMetric = { MetricNamespace: 'AWS/Usage', MetricName: 'CallCount', MetricDimensions: { Resource: 'Sign' } }
  client.on(ListServiceQuotasCommand).resolves({ Quotas: [quota('L-1', { UsageMetric })] })
  const { quotas } = await listRateQuotas(aPlace().client, 'kms', 'applied')
  expect(quotas[0]?.metric).toEqual({
    namespace: 'AWS/Usage',
    name: 'CallCount',
    dimensions: [{ Name: 'Resource', Value: 'Sign' }],
  })
})

test('rate quotas: a quota that cannot be read does not cost the others, and is a failure', async () => {
  client.on(ListServiceQuotasCommand).resolves({ Quotas: [quota('L-1', { Value: 'much' as never }), quota('L-2')] })
  const { quotas, failure } = await listRateQuotas(aPlace().client, 'kms', 'applied')
  expect(quotas.map(({ code }) => code)).toEqual(['L-2'])
  expect(failure).toMatchObject({ reason: 'malformed', why: expect.stringContaining('Quotas[].Value') as string })
})
