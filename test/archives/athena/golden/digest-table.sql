CREATE EXTERNAL TABLE IF NOT EXISTS `audit`.`kms_audit_digests` (
  awsaccountid string,
  digeststarttime string,
  digestendtime string,
  oldesteventtime string,
  digests3object string,
  previousdigests3object string,
  logfiles array<struct<s3object:string>>
)
PARTITIONED BY (acct string, region string, day string)
ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe'
LOCATION 's3://org-logs/security/trail/AWSLogs/o-exampleorgid/'
TBLPROPERTIES (
  'projection.enabled' = 'true',
  'projection.acct.type' = 'injected',
  'projection.region.type' = 'enum',
  'projection.region.values' = 'eu-west-1,us-east-1',
  'projection.day.type' = 'date',
  'projection.day.format' = 'yyyy/MM/dd',
  'projection.day.interval' = '1',
  'projection.day.interval.unit' = 'DAYS',
  'projection.day.range' = '2021/06/01,NOW',
  'storage.location.template' = 's3://org-logs/security/trail/AWSLogs/o-exampleorgid/${acct}/CloudTrail-Digest/${region}/${day}'
);
