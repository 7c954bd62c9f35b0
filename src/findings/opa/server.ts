import { findCaBundle } from '../../lib/network/ca-bundle.ts'
import { isLoopback } from '../../lib/network/loopback.ts'
import { proxyFor } from '../../lib/network/proxy.ts'
import type { OpaServer } from '../../model/opa.ts'

/** Returns how to reach an OPA server, with the proxy and the CA certificates that the environment names for it. */
export function toOpaServer(
  { url, rule, token }: Pick<OpaServer, 'url' | 'rule' | 'token'>,
  env: Readonly<Record<string, string | undefined>>,
): OpaServer {
  const target = new URL(url)
  // As in OPA's own tools, and unlike the AWS CLI: a proxy runs on another machine, where loopback is not this one.
  const proxy = isLoopback(target.hostname) ? null : proxyFor(target, env)
  return { url, rule, token, proxy, caBundle: findCaBundle(env, null) }
}
