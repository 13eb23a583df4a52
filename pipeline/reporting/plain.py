"""The report as JSON, for other programs."""

import json
from dataclasses import asdict
from typing import Any

from pipeline.reporting.account import Account
from pipeline.verify.report import report_values


def json_report(accounts: tuple[Account, ...]) -> str:
    """Give `{"agrees": …, "sources": [{source, agrees, files, troubles, editions, …}]}`.

    What follows for each source is that of `report_values`.
    """
    values = {
        "agrees": bool(accounts) and all(account.agrees for account in accounts),
        "sources": [_source_values(account) for account in accounts],
    }
    return json.dumps(values, indent=2, ensure_ascii=False) + "\n"


def _source_values(account: Account) -> dict[str, Any]:
    found = {} if account.comparison is None else report_values(account.comparison)
    return {
        **found,
        "source": account.source,
        "agrees": account.agrees,
        "files": {name: str(path) for name, path in account.editions},
        "troubles": list(account.troubles),
        "rebuilt": [
            {"edition": again.edition, "difference": again.difference} for again in account.rebuilt
        ],
        "standards": [
            {**asdict(judged), "verdict": judged.verdict} for judged in account.judgements
        ],
    }
