# SPDX-License-Identifier: Apache-2.0
"""What tools/spark/clean gives to spark-submit: the words of galley clean, on a session of its own."""

from __future__ import annotations

import os
import pathlib
import shutil
import sys
from typing import List

TOOLS = pathlib.Path(__file__).resolve().parent.parent
sys.path[:0] = [str(TOOLS / "cluster"), str(TOOLS / "spark")]

from galley_cluster.messages import Failure, report, say  # noqa: E402
from galley_cluster.words import take  # noqa: E402


def tell(line: str) -> None:
    """galley's own messages have its name already."""
    print(line if line.startswith("galley: ") else f"galley: {line}", file=sys.stderr, flush=True)


def main(arguments: List[str]) -> int:
    from pyspark.sql import SparkSession

    from galley_spark import clean
    from galley_spark.jobs import StageFailed

    mine, words = arguments[: arguments.index("--")], arguments[arguments.index("--") + 1 :]
    own = take(mine, ["--output", "--work", "--galley", "--exchange"])
    spark = SparkSession.builder.getOrCreate()
    application = spark.sparkContext.applicationId
    try:
        result = clean(
            spark,
            [],
            own.last("--output"),
            galley=own.last("--galley"),
            work=own.last("--work"),
            exchange=own.last("--exchange"),
            tell=tell,
            words=words,
        )
    except StageFailed as failure:
        tell(failure.messages)
        return report(failure)
    except Failure as failure:
        return report(failure)
    finally:
        is_local = spark.sparkContext.master.startswith("local-cluster")
        spark.stop()
        if is_local and "SPARK_HOME" in os.environ:
            shutil.rmtree(pathlib.Path(os.environ["SPARK_HOME"], "work", application), ignore_errors=True)
    say("; ".join(f"{name} {seconds:.1f} s" for name, seconds in result.seconds.items()))
    return result.status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
