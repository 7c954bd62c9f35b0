import type { SettingsOf } from '../../cli/settings.ts'
import { destinationUrl } from '../../lib/network/destination-url.ts'
import { AuditError } from '../../lib/process/exit.ts'
import { readTemplate, type Template } from './template.ts'
import type { WebhookOptions } from './webhook.ts'

/** Where a message goes, and in which form. */
export interface WebhookTarget {
  url: URL
  /** Name and value. */
  header: readonly [name: string, value: string] | null
  body: 'slack' | 'teams' | 'json' | Template
}

/** Reads the settings. Throws an `AuditError` (wrong usage) for the first that cannot be used. */
export async function webhookTarget(settings: SettingsOf<WebhookOptions>): Promise<WebhookTarget> {
  const { webhookUrl, webhookHeader, webhookFormat, webhookTemplate } = settings
  if (webhookUrl === null)
    throw new AuditError('usage', 'publish webhook requires an address.', { hint: 'Set KMS_AUDIT_WEBHOOK_URL.' })
  const url = destinationUrl(webhookUrl, 'KMS_AUDIT_WEBHOOK_URL')
  const body = webhookTemplate === null ? (webhookFormat ?? formatOf(url)) : await readTemplate(webhookTemplate)
  return { url, header: webhookHeader === null ? null : headerOf(webhookHeader), body }
}

function headerOf(text: string): readonly [string, string] {
  const colon = text.indexOf(':')
  return [text.slice(0, colon), text.slice(colon + 1).trim()]
}

/** The hosts of the webhooks of Slack, of Teams workflows, and of the older Teams connectors. */
const HOSTS = [
  [/(^|\.)slack(-gov)?\.com$/, 'slack'],
  [/(^|\.)(logic\.azure\.com|powerplatform\.com|webhook\.office\.com)$/, 'teams'],
] as const

const formatOf = ({ hostname }: URL): 'slack' | 'teams' | 'json' =>
  HOSTS.find(([pattern]) => pattern.test(hostname))?.[1] ?? 'json'
