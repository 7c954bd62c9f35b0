import { choice, path, textLike } from '../../cli/kinds/kind.ts'
import { option } from '../../cli/option.ts'
import type { Sink } from '../sink.ts'

const options = {
  webhookUrl: option({
    flags: '--webhook-url <url>',
    group: 'Publish',
    help: 'With webhook: the address, which must use HTTPS unless it is on this machine; set only here, as it is a secret',
    kind: textLike('an https URL', /^https?:\/\/\S+$/i),
    fallback: null,
    secret: true,
    inConfig: 'never',
    alsoCalled: ['slack-webhook', 'slack-webhook-url', 'teams-webhook'],
  }),
  webhookHeader: option({
    flags: '--webhook-header <header>',
    group: 'Publish',
    help: "With webhook: a header of the request, 'Name: value'; set only here, as it is a secret",
    kind: textLike("a header such as 'Authorization: Bearer TOKEN'", /^[!#$%&'*+.^_`|~\w-]+: ?[\t -~]+$/),
    fallback: null,
    secret: true,
    inConfig: 'never',
  }),
  webhookFormat: option({
    flags: '--webhook-format <format>',
    group: 'Publish',
    help: 'With webhook: slack, teams or json (default: what the host is known for, else json)',
    kind: choice(['slack', 'teams', 'json']),
    fallback: null,
  }),
  webhookTemplate: option({
    flags: '--webhook-template <file>',
    group: 'Publish',
    help: 'With webhook: a JSON file with fields such as {{title}}, which becomes the body',
    kind: path,
    fallback: null,
    excludes: ['webhook-format'],
  }),
}

export type WebhookOptions = typeof options

/** Sends a summary of the report to a chat or to any other web server. */
export const webhook: Sink<WebhookOptions> = {
  id: 'webhook',
  name: 'a webhook',
  title: 'A summary in Slack, in Microsoft Teams, or as JSON at any web address',
  takes: 'report',
  needs: 'network',
  options,
  operations: [],
  examples: [
    { what: 'Write to a chat if a check failed', command: 'kms-audit publish webhook --only-if failed --yes' },
  ],
  async check(settings) {
    const { webhookTarget } = await import('./target.ts')
    await webhookTarget(settings)
  },
  async plan(delivery) {
    const { planWebhook } = await import('./plan-webhook.ts')
    return planWebhook(delivery)
  },
}
