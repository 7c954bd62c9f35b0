import type { Dependent } from '../dependent.ts'

/**
 * Cognito encrypts codes and passwords with this key for a Lambda function that sends them.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-custom-sender-triggers.html
 */
const cognitoUserPool: Dependent = {
  singular: 'Cognito user pool',
  plural: 'Cognito user pools',
  operations: ['cognito-idp:ListUserPools'],
  effort: 'list',
  effect: { when: 'at-once', consequence: 'codes and passwords are not sent, so users cannot sign up or sign in' },
  namedBy: { arn: /^cognito-idp:[^:]*:[^:]*:userpool\/(.+)$/ },
  encryption: {
    notJudged: 'The key encrypts codes for a Lambda function that sends messages, not the data of the pool.',
  },
  async list(sweep) {
    const { CognitoIdentityProviderClient, ListUserPoolsCommand } =
      await import('@aws-sdk/client-cognito-identity-provider')
    const cognito = sweep.client('Cognito Identity Provider', config => new CognitoIdentityProviderClient(config))
    const send = (NextToken: string | undefined) =>
      cognito.send(new ListUserPoolsCommand({ MaxResults: 60, NextToken }))
    await sweep.pages('cognito-idp:ListUserPools', { send, items: 'UserPools' }, pool =>
      sweep.found({ id: pool.word('Id'), key: pool.at('LambdaConfig').text('KMSKeyID') }),
    )
  },
}

export default cognitoUserPool
