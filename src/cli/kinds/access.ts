import { closestWord, didYouMean } from '../../lib/text/suggest.ts'
import { VIA_SERVICES } from '../../model/via-services.ts'
import { BadValue, type Kind, offering, UnknownName } from './kind.ts'

/** Operations of KMS that are done with a key, by the names of their IAM actions. */
const ACTIONS = [
  ...'Decrypt Encrypt GenerateDataKey GenerateDataKeyWithoutPlaintext GenerateDataKeyPair ReEncryptFrom'.split(' '),
  ...'GenerateDataKeyPairWithoutPlaintext ReEncryptTo Sign Verify GenerateMac VerifyMac DeriveSharedSecret'.split(' '),
  ...'Encapsulate Decapsulate DescribeKey GetPublicKey CreateGrant ListGrants RevokeGrant GetKeyPolicy'.split(' '),
  ...'PutKeyPolicy DisableKey EnableKey ScheduleKeyDeletion CancelKeyDeletion EnableKeyRotation'.split(' '),
  ...'DisableKeyRotation TagResource UntagResource UpdateKeyDescription ReplicateKey ImportKeyMaterial'.split(' '),
].map(name => `kms:${name}`)

/** An action of KMS on a key, with or without `kms:`, in upper or lower case. */
export const kmsAction: Kind<string> = offering({ of: ACTIONS }, words => {
  const word = words.at(-1)?.trim() ?? ''
  const wanted = (word.includes(':') ? word : `kms:${word}`).toLowerCase()
  const found = ACTIONS.find(action => action.toLowerCase() === wanted)
  if (found !== undefined) return found
  throw new BadValue('an action of KMS on a key, such as kms:Decrypt', word, didYouMean(closestWord(wanted, ACTIONS)))
})

/** A service through which keys are used. The list of AWS grows, so the hint says how to name another. */
export const viaService: Kind<string> = offering({ of: VIA_SERVICES }, words => {
  const word = words.at(-1)?.trim() ?? ''
  if (VIA_SERVICES.includes(word)) return word
  const { hint } = didYouMean(closestWord(word, VIA_SERVICES))
  const other = 'For another service, give --context kms:ViaService=NAME.REGION.amazonaws.com.'
  throw new UnknownName('service', word, { hint: hint === undefined ? other : `${hint} ${other}` })
})

/** `aws:SourceVpce=vpce-1a2b3c4d`, repeated. A key that is given again has several values. */
export const contextValues: Kind<Readonly<Record<string, readonly string[]>>> = words => {
  const values: Record<string, string[]> = {}
  for (const word of words) {
    const [, key, value] = /^\s*([a-zA-Z0-9-]+:[^=]+)=(.*)$/.exec(word) ?? []
    if (key === undefined || value === undefined)
      throw new BadValue('condition keys with values, such as aws:SourceVpce=vpce-1a2b3c4d', word)
    values[key] = [...(values[key] ?? []), value]
  }
  return values
}
