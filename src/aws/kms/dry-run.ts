import { DRY_RUN_ERROR } from '../../model/operations/dry-run-error.ts'
import type { DecryptCommandInput } from '@aws-sdk/client-kms'
import { type Answer, untimed } from '../answers/answer.ts'
import type { PlaceClient } from '../session/place-client.ts'

/** The actions that KMS can try without using the key. */
export type DryRunAction = 'kms:Decrypt' | 'kms:Encrypt' | 'kms:GenerateDataKey'

export interface DryRun {
  action: DryRunAction
  keyArn: string
  encryptionContext: Readonly<Record<string, string>>
}

/** What KMS says. */
export interface DryRunAnswer {
  allowed: boolean
  message: string
}

/**
 * Asks KMS whether the caller may do this with the key. KMS decides as it would, and does not use the key; it needs no
 * ciphertext for that. https://docs.aws.amazon.com/kms/latest/developerguide/testing-permissions.html
 */
export async function dryRun(client: PlaceClient, asked: DryRun): Promise<Answer<DryRunAnswer>> {
  const { action, keyArn } = asked
  const kms = await client.clients.kms()
  const command = await commandOf(asked)
  const send = async (): Promise<DryRunAnswer> => {
    try {
      await kms.send(command)
      return { allowed: true, message: 'KMS did not refuse the dry run.' }
    } catch (error) {
      const said = answerIn(error)
      if (said === null) throw error
      return said
    }
  }
  return untimed(await client.call<DryRunAnswer>(action, keyArn, send))
}

/** Every dry run ends with an error; that of success has a name of its own. Null: it does not answer. */
function answerIn(error: unknown): DryRunAnswer | null {
  if (!(error instanceof Error)) return null
  if (error.name === DRY_RUN_ERROR) return { allowed: true, message: error.message }
  return REFUSALS.has(error.name) ? { allowed: false, message: error.message } : null
}

const REFUSALS: ReadonlySet<string> = new Set([
  'AccessDeniedException',
  'DisabledException',
  'KMSInvalidStateException',
  'InvalidKeyUsageException',
  'KeyUnavailableException',
])

async function commandOf({ action, keyArn: KeyId, encryptionContext: EncryptionContext }: DryRun) {
  const { DecryptCommand, EncryptCommand, GenerateDataKeyCommand } = await import('@aws-sdk/client-kms')
  const common = { KeyId, EncryptionContext, DryRun: true }
  if (action === 'kms:Encrypt') return new EncryptCommand({ ...common, Plaintext: new Uint8Array(1) })
  if (action === 'kms:GenerateDataKey') return new GenerateDataKeyCommand({ ...common, KeySpec: 'AES_256' })
  const ignored: Pick<DecryptCommandInput, 'DryRunModifiers'> = { DryRunModifiers: ['IGNORE_CIPHERTEXT'] }
  return new DecryptCommand({ ...common, ...ignored, CiphertextBlob: undefined })
}
