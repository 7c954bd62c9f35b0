'use strict'
// Cancels the scheduled deletion of KMS keys that have a tag, and says so in a message to an SNS topic.
const {
  KMSClient,
  CancelKeyDeletionCommand,
  DescribeKeyCommand,
  EnableKeyCommand,
  ListResourceTagsCommand,
} = require('@aws-sdk/client-kms')
const { SNSClient, PublishCommand } = require('@aws-sdk/client-sns')

const kms = new KMSClient({})
const sns = new SNSClient({})
const { TAG_KEY, TAG_VALUE, RE_ENABLE, TOPIC_ARN } = process.env

exports.handler = async ({ account, region, detail }) => {
  const KeyId = detail.responseElements?.keyId ?? detail.requestParameters.keyId
  const caller = detail.userIdentity?.arn ?? detail.userIdentity?.invokedBy ?? 'an unknown caller'
  const say = (subject, ...lines) => {
    const about = [`Key: ${KeyId}`, `Account: ${account}, Region: ${region}`, `Deletion scheduled by: ${caller}`]
    const message = { TopicArn: TOPIC_ARN, Subject: subject, Message: [...about, '', ...lines].join('\n') }
    return sns.send(new PublishCommand(message))
  }
  const command = operation => `aws kms ${operation} --key-id ${KeyId} --region ${region}`
  try {
    if (!(await hasTag(KeyId))) return { key: KeyId, cancelled: false }
    await cancel(KeyId)
  } catch (error) {
    await say(
      'KMS key deletion NOT cancelled',
      `The deletion could not be cancelled: ${error}`,
      command('cancel-key-deletion'),
    )
    throw error
  }
  let failure
  if (RE_ENABLE === 'true') failure = await kms.send(new EnableKeyCommand({ KeyId })).then(() => undefined, String)
  const state = await stateOf(KeyId)
  const cancelled = `The scheduled deletion was cancelled, because the key has the tag ${TAG_KEY}=${TAG_VALUE}.`
  const lines = [cancelled, `The key is now ${state}.`]
  if (failure !== undefined) lines.push(`It could not be enabled: ${failure}`)
  if (state !== 'Enabled') lines.push('It cannot be used until it is enabled:', command('enable-key'))
  await say('KMS key deletion cancelled', ...lines)
  return { key: KeyId, cancelled: true, state }
}

async function hasTag(KeyId) {
  let Marker
  do {
    const page = await kms.send(new ListResourceTagsCommand({ KeyId, Marker }))
    if (page.Tags.some(tag => tag.TagKey === TAG_KEY && tag.TagValue === TAG_VALUE)) return true
    Marker = page.NextMarker
  } while (Marker !== undefined)
  return false
}

// Lambda repeats a failed invocation, so the deletion may already be cancelled.
async function cancel(KeyId) {
  try {
    await kms.send(new CancelKeyDeletionCommand({ KeyId }))
  } catch (error) {
    if (error.name !== 'KMSInvalidStateException' || /^Pending.*Deletion$/.test(await stateOf(KeyId))) throw error
  }
}

async function stateOf(KeyId) {
  const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId }))
  return KeyMetadata.KeyState
}
