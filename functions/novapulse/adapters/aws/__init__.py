"""Adapters for AWS. They are given their clients (``boto3.client``); ``bootstrap`` makes those."""
