import { AuditError } from '../../lib/process/exit.ts'
import { quoted } from '../../lib/text/quoted.ts'
import type { Profile, SharedFiles } from './shared-files.ts'
import type { Env } from '../../lib/process/env.ts'
import { fileOf, settingOf } from './shared-files.ts'

/**
 * The endpoint of a service where it is not AWS's own: by AWS_ENDPOINT_URL_<SERVICE>, AWS_ENDPOINT_URL, the profile's
 * `services` section, its `endpoint_url`. Fails as wrong usage for what is not an http or https URL.
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
 */
export function ownEndpoint(files: SharedFiles, env: Env, profile: Profile | null, serviceId: string): string | null {
  const key = serviceId.toLowerCase().replaceAll(' ', '_')
  for (const variable of [`AWS_ENDPOINT_URL_${key.toUpperCase()}`, 'AWS_ENDPOINT_URL']) {
    const url = env[variable]
    if (url !== undefined && url !== '') return checkedUrl(url, variable)
  }
  if (profile === null) return null
  const byService = servicesOf(files, profile)?.[key]
  const service = typeof byService === 'object' ? byService['endpoint_url'] : undefined
  if (service !== undefined && service !== '') {
    return checkedUrl(
      service,
      `endpoint_url of ${key} in [services ${settingOf(profile, 'services')}] of ${files.config.name}`,
    )
  }
  const url = settingOf(profile, 'endpoint_url')
  if (url === undefined) return null
  return checkedUrl(url, `endpoint_url of profile ${quoted(profile.name)} in ${fileOf(files, profile, 'endpoint_url')}`)
}

function servicesOf(files: SharedFiles, profile: Profile) {
  const name = settingOf(profile, 'services')
  if (name === undefined) return undefined
  const section = files.services.get(name)
  if (section !== undefined) return section
  const where = fileOf(files, profile, 'services')
  throw new AuditError(
    'usage',
    `Profile ${quoted(profile.name)} in ${where} has services = ${name}, but there is no section [services ${name}].`,
    {
      hint: `Add the section to ${files.config.name}, or remove the line.`,
    },
  )
}

function checkedUrl(url: string, where: string): string {
  // The part before @ is a user name and password.
  const shown = url.replace(/(^|\/\/)[^/]*@/, '$1…@')
  if (!/^https?:\/\//i.test(url)) {
    throw new AuditError('usage', `${where} is ${quoted(shown)}, which is not a URL.`, {
      hint: `Start it with https:// or http://, such as http://${shown.replace(/^[a-z]*:?\/\//i, '')}.`,
    })
  }
  try {
    if (new URL(url).hostname !== '') return url
  } catch {
    // Said below, with where it is from.
  }
  throw new AuditError('usage', `${where} is ${quoted(shown)}, which is not a valid URL.`, {
    hint: 'Use https://HOST or http://HOST:PORT.',
  })
}
