/**
 * Services that can be named in `kms:ViaService`, as `NAME.REGION.amazonaws.com`: those of AWS's table, and others that
 * use keys, because the table is not complete.
 * https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#viaService_table
 */
export const VIA_SERVICES: readonly string[] = [
  ...'airflow airflow-serverless aps apprunner appflow athena auditmanager backup backup-gateway bedrock'.split(' '),
  ...'bedrock-agentcore cassandra chime cleanrooms cloudhsm cloudtrail cloudwatch codeartifact codebuild'.split(' '),
  ...'codecommit codeguru-reviewer codepipeline cognito-idp comprehend connect connect-campaigns databrew'.split(' '),
  ...'datasync dax directoryservice dms docdb-elastic dsql dynamodb ec2 ecr ecs eks elasticache'.split(' '),
  ...'elasticfilesystem emr-serverless entityresolution es events finspace firehose forecast frauddetector'.split(' '),
  ...'fsx geo glue greengrass groundstation guardduty healthlake imagebuilder importexport iotanalytics'.split(' '),
  ...'iotsitewise iottwinmaker ivs kafka kafkaconnect kendra kinesis kinesisvideo lakeformation lambda lex'.split(' '),
  ...'license-manager lightsail logs lookoutequipment lookoutmetrics lookoutvision m2 macie mailmanager'.split(' '),
  ...'managedblockchain mediaconvert medialive mediatailor memorydb mgn monitron mq mwaa nimble omics'.split(' '),
  ...'opensearch opensearchserverless osis personalize pipes profile proton qbusiness qldb quicksight rds'.split(' '),
  ...'redshift redshift-serverless rekognition robomaker rolesanywhere route53resolver s3 s3-outposts'.split(' '),
  ...'s3express s3tables s3vectors sagemaker scheduler secretsmanager securitylake ses signer sns sqlworkbench'.split(
    ' ',
  ),
  ...'sqs ssm ssm-contacts ssm-guiconnect ssm-incidents states storagegateway sts synthetics textract'.split(' '),
  ...'timestream timestream-influxdb transcribe transfer translate vendor-insights voiceid vpc-lattice'.split(' '),
  ...'wickr wisdom workmail workspaces workspaces-web xray'.split(' '),
]
