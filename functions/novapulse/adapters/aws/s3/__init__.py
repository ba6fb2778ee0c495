"""The bytes of the AWS home, in S3."""
