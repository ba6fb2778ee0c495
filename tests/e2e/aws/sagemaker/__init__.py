"""The asynchronous endpoints of SageMaker on this machine, before the project's own containers."""
