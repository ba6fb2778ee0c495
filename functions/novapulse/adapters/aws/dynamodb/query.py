"""What is read of one partition, in the order of its sort keys."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from novapulse.adapters.aws.dynamodb.writes import When

FILTERED_PAGE = 200
"""Items read at once where a filter may leave most of them out: it costs what is read."""


class Index(StrEnum):
    """Indexes follow the table within a moment, not at once."""

    TABLE = ""
    GSI1 = "GSI1"
    GSI2 = "GSI2"


@dataclass(frozen=True)
class Query:
    """One partition, in the order of its sort keys; ``low`` and ``high`` are inclusive. ``page``
    is how many items are read at once; None is as many as 1 MB holds."""

    partition: str
    index: Index = Index.TABLE
    low: str | None = None
    high: str | None = None
    newest_first: bool = False
    where: When | None = None
    page: int | None = None

    def request(self) -> dict[str, Any]:
        partition, sort = f"{self.index}PK", f"{self.index}SK"
        values: dict[str, Any] = {":partition": {"S": self.partition}}
        values |= {
            f":{name}": {"S": bound}
            for name, bound in (("low", self.low), ("high", self.high))
            if bound is not None
        }
        names = {"#partition": partition} | ({"#sort": sort} if len(values) > 1 else {})
        request: dict[str, Any] = {
            "KeyConditionExpression": "#partition = :partition" + self._range(),
            "ScanIndexForward": not self.newest_first,
        }
        if self.where is not None:
            names, values = names | self.where.names, values | self.where.values
            request["FilterExpression"] = self.where.text
        request |= {"ExpressionAttributeNames": names, "ExpressionAttributeValues": values}
        if self.page is not None:
            request["Limit"] = self.page
        where = {"ConsistentRead": True} if self.index is Index.TABLE else {"IndexName": self.index}
        return request | where

    def _range(self) -> str:
        if self.low is not None and self.high is not None:
            return " AND #sort BETWEEN :low AND :high"
        if self.low is not None:
            return " AND #sort >= :low"
        return "" if self.high is None else " AND #sort <= :high"
