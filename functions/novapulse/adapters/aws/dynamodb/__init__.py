"""The stores of the AWS home, in one DynamoDB table."""
