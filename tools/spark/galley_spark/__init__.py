"""Runs galley's stages as jobs of Spark: galley_spark.clean(spark, inputs, output, **options)."""

from .run import Result, clean

__all__ = ["Result", "clean"]
