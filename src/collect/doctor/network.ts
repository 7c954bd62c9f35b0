import { findCaBundle } from '../../lib/network/ca-bundle.ts'
import { proxyFor } from '../../lib/network/proxy.ts'
import type { Env } from '../../lib/process/env.ts'
import type { NetworkDiagnosis } from '../../model/diagnosis.ts'

/** Says how connections to AWS are made. Variables of endpoints are named without their values. */
export function diagnoseNetwork(env: Env, region: string): NetworkDiagnosis {
  const proxy = proxyFor(new URL(`https://kms.${region}.amazonaws.com`), env)
  return {
    proxy: proxy?.url.origin ?? null,
    proxy_variable: proxy?.variable ?? null,
    ca_bundle: findCaBundle(env, null)?.path ?? null,
    endpoint_variables: Object.keys(env)
      .filter(name => /^AWS_ENDPOINT_URL(_|$)/.test(name) && env[name] !== '')
      .toSorted(),
  }
}
