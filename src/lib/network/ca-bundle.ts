import type { Env } from '../process/env.ts'
import type { X509Certificate } from 'node:crypto'
import { AuditError } from '../process/exit.ts'

/** A file with the certificates to trust, and the variable or setting that names it. */
export interface CaBundle {
  path: string
  from: string
}

/**
 * Returns the bundle that the environment or the profile names. AWS_CA_BUNDLE takes precedence. REQUESTS_CA_BUNDLE, the
 * fallback of the AWS CLI, comes after the profile's `ca_bundle`. An empty variable is not set.
 */
export function findCaBundle(env: Env, ofProfile: CaBundle | null): CaBundle | null {
  return overridingCaBundle(env) ?? ofProfile ?? bundleFrom(env, 'REQUESTS_CA_BUNDLE')
}

/** Returns the bundle of AWS_CA_BUNDLE, which overrides the profile. */
export const overridingCaBundle = (env: Env): CaBundle | null => bundleFrom(env, 'AWS_CA_BUNDLE')

const bundleFrom = (env: Env, from: string): CaBundle | null => (env[from] ? { path: env[from], from } : null)

/** Returns the certificates of a bundle, in PEM. A file that cannot be read or has none is wrong usage. */
export async function readCaBundle({ path, from }: CaBundle): Promise<string> {
  // Modules for files and certificates take milliseconds to load, which would slow `--help` down.
  const [{ readText }, crypto] = await Promise.all([import('../files/read-text.ts'), import('node:crypto')])
  const text = await readText(path).catch((error: unknown) => {
    throw error instanceof AuditError ? new AuditError('usage', `${from}: ${error.message}`, { cause: error }) : error
  })
  const certificates = text.match(CERTIFICATE) ?? []
  const hint = 'It must contain PEM certificates, each between BEGIN CERTIFICATE and END CERTIFICATE.'
  if (certificates.length === 0) throw new AuditError('usage', `${from}: ${path} contains no certificate.`, { hint })
  const broken = certificates.findIndex(pem => !isCertificate(pem, crypto.X509Certificate))
  if (broken >= 0)
    throw new AuditError('usage', `${from}: certificate ${broken + 1} in ${path} is not valid.`, { hint })
  return certificates.join('\n')
}

const CERTIFICATE = /-----BEGIN (?:TRUSTED )?CERTIFICATE-----[^-]+-----END (?:TRUSTED )?CERTIFICATE-----/g

function isCertificate(pem: string, Certificate: typeof X509Certificate): boolean {
  try {
    return new Certificate(pem).subject !== null
  } catch {
    return false
  }
}
