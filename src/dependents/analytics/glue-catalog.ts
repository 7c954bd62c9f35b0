import type { Dependent } from '../dependent.ts'

/** https://docs.aws.amazon.com/glue/latest/dg/encrypt-glue-data-catalog.html */
const glueCatalog: Dependent = {
  singular: 'Glue Data Catalog',
  plural: 'Glue Data Catalogs',
  operations: ['glue:GetDataCatalogEncryptionSettings'],
  effort: 'list',
  effect: { when: 'at-once', consequence: 'the whole Data Catalog of the Region can no longer be read or changed' },
  // https://docs.aws.amazon.com/glue/latest/dg/encrypt-glue-data-catalog.html
  encryption: {
    resourceType: 'AWS::Glue::DataCatalogEncryptionSettings',
    withoutKey: 'none',
    fix: 'in-place',
    remedy:
      'Turn on the encryption of the Data Catalog (aws glue put-data-catalog-encryption-settings). Give the settings of ' +
      'connection passwords too, as they are. It applies to metadata that is written after that.',
  },
  async list(sweep) {
    const { GetDataCatalogEncryptionSettingsCommand, GlueClient } = await import('@aws-sdk/client-glue')
    const glue = sweep.client('Glue', config => new GlueClient(config))
    const get = () => glue.send(new GetDataCatalogEncryptionSettingsCommand({}))
    const answer = await sweep.call('glue:GetDataCatalogEncryptionSettings', 'catalog', get)
    if (answer === null) return
    // AWS Glue names the catalog of an account by the id of the account.
    const id = sweep.place.account
    const settings = answer.at('DataCatalogEncryptionSettings')
    const atRest = settings.at('EncryptionAtRest')
    // A mode without a key means the AWS managed key aws/glue.
    const isOn = atRest.text('CatalogEncryptionMode')?.startsWith('SSE-KMS') === true
    const withoutKey = isOn ? 'aws_managed' : 'none'
    sweep.found({ id, key: atRest.text('SseAwsKmsKeyId'), withoutKey })
    const passwords = settings.at('ConnectionPasswordEncryption').text('AwsKmsKeyId')
    const effect = { when: 'at-once', consequence: 'the passwords of connections can no longer be decrypted' } as const
    sweep.found({ id, key: passwords, role: 'connection passwords', effect })
  },
}

export default glueCatalog
