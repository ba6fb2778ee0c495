"""The way of a job through Step Functions, the model endpoints, the queues and the bus."""
