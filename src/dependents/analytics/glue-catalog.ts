import type { Dependent } from '../dependent.ts'

/** https://docs.aws.amazon.com/glue/latest/dg/encrypt-glue-data-catalog.html */
const glueCatalog: Dependent = {
  singular: 'Glue Data Catalog',
  plural: 'Glue Data Catalogs',
  operations: ['glue:GetDataCatalogEncryptionSettings'],
  effort: 'list',
  effect: { when: 'at-once', consequence: 'the whole Data Catalog of the Region can no longer be read or changed' },
  async list(sweep) {
    const { GetDataCatalogEncryptionSettingsCommand, GlueClient } = await import('@aws-sdk/client-glue')
    const glue = sweep.client('Glue', config => new GlueClient(config))
    const get = () => glue.send(new GetDataCatalogEncryptionSettingsCommand({}))
    const answer = await sweep.call('glue:GetDataCatalogEncryptionSettings', 'catalog', get)
    if (answer === null) return
    // AWS Glue names the catalog of an account by the id of the account.
    const id = sweep.place.account
    const settings = answer.at('DataCatalogEncryptionSettings')
    sweep.found({ id, key: settings.at('EncryptionAtRest').text('SseAwsKmsKeyId') })
    const passwords = settings.at('ConnectionPasswordEncryption').text('AwsKmsKeyId')
    const effect = { when: 'at-once', consequence: 'the passwords of connections can no longer be decrypted' } as const
    sweep.found({ id, key: passwords, role: 'connection passwords', effect })
  },
}

export default glueCatalog
