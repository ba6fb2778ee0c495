"""From weights in a folder to a model that SageMaker serves: download, pack, register."""
