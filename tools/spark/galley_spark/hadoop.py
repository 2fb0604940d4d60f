"""Files of any of Hadoop's file systems, through Hadoop's own FileSystem class.

PySpark has its Java gateway on the driver alone. A task that copies starts a Java of its own, with the
class path of the executor above it, and speaks with it by the same py4j: so whatever file system the
cluster knows (its jars, its credentials) is known here, no byte passes through Python, and none
through the driver."""

from __future__ import annotations

import contextlib
import dataclasses
import glob
import os
import shutil
import subprocess
import uuid
from typing import Any, Dict, Iterator, List, Tuple

Configuration = Dict[str, str]


@dataclasses.dataclass(frozen=True)
class Entry:
    """A file below a folder: its path from there, its size, when it was changed."""

    name: str
    uri: str
    bytes: int
    modified_ms: int


class Files:
    """The file systems as one Java sees them."""

    def __init__(self, jvm, configuration) -> None:
        self._jvm, self._configuration = jvm, configuration

    def under(self, uri: str) -> List[Entry]:
        """All files below a folder, sorted by name; of a file, itself."""
        path, system = self._open(uri)
        status = system.getFileStatus(path)
        if status.isFile():
            return [self._entry(status, status.getPath().getParent())]
        # Names are told from the folder as its file system spells it.
        top = status.getPath()
        found, files = [], system.listFiles(path, True)
        while files.hasNext():
            found.append(self._entry(files.next(), top))
        return sorted(found, key=lambda entry: os.fsencode(entry.name))

    def is_folder(self, uri: str) -> bool:
        path, system = self._open(uri)
        return system.getFileStatus(path).isDirectory()

    def size(self, uri: str) -> int:
        """Its size in bytes; -1 where it is not there."""
        path, system = self._open(uri)
        return system.getFileStatus(path).getLen() if system.exists(path) else -1

    def remove(self, uri: str) -> None:
        path, system = self._open(uri)
        system.delete(path, False)

    def fetch(self, uri: str, target: str) -> None:
        """Copies a file to a path of this machine, under its name when whole."""
        path, system = self._open(uri)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        draft = f"{target}.tmp{uuid.uuid4().hex}"
        try:
            system.copyToLocalFile(False, path, self._jvm.org.apache.hadoop.fs.Path(_local(draft)), True)
            os.rename(draft, target)
        finally:
            with contextlib.suppress(FileNotFoundError):
                os.remove(draft)

    def store(self, source: str, uri: str) -> None:
        """Copies a file of this machine to a URI, under its name when whole. What is there already is
        replaced, unless it is as long: then another attempt was here first."""
        path, system = self._open(uri)
        draft = self._jvm.org.apache.hadoop.fs.Path(
            path.getParent(), f".{path.getName()}.tmp{uuid.uuid4().hex}"
        )
        try:
            system.copyFromLocalFile(False, True, self._jvm.org.apache.hadoop.fs.Path(_local(source)), draft)
            length = os.path.getsize(source)
            for _ in range(10):
                if system.exists(path):
                    if system.getFileStatus(path).getLen() == length:
                        return
                    system.delete(path, False)
                with contextlib.suppress(Exception):  # another attempt's rename came first
                    if system.rename(draft, path):
                        return
            raise OSError(f"{uri}: cannot be renamed to; remove what is there")
        finally:
            if system.exists(draft):
                system.delete(draft, False)

    def _open(self, uri: str) -> Tuple[Any, Any]:
        path = self._jvm.org.apache.hadoop.fs.Path(uri)
        return path, path.getFileSystem(self._configuration)

    def _entry(self, status, top) -> Entry:
        path = status.getPath()
        name = path.toUri().getPath()[len(top.toUri().getPath().rstrip("/")) + 1 :]
        return Entry(name, path.toString(), status.getLen(), status.getModificationTime())


def driver_files(spark) -> Files:
    context = spark.sparkContext
    return Files(context._jvm, context._jsc.hadoopConfiguration())


def configuration_of(spark) -> Configuration:
    """The driver's settings for file systems, for tasks; the rest each Java has of itself."""
    found: Configuration = {}
    entries = spark.sparkContext._jsc.hadoopConfiguration().iterator()
    while entries.hasNext():
        entry = entries.next()
        if entry.getKey().startswith("fs."):
            found[entry.getKey()] = entry.getValue()
    return found


@contextlib.contextmanager
def task_files(configuration: Configuration) -> Iterator[Files]:
    """A Java beside this task, for as long as the context lasts."""
    from py4j.java_gateway import GatewayParameters, JavaGateway

    java, class_path = _java_above()
    process = subprocess.Popen(
        [
            java,
            "-Xmx256m",
            "-cp",
            class_path,
            "py4j.GatewayServer",
            "--die-on-broken-pipe",
            "--enable-auth",
            "0",
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert process.stdin and process.stdout
    try:
        port, token = process.stdout.readline(), process.stdout.readline()
        if not token:
            raise OSError(f"{java} did not begin; it must be on every worker")
        parameters = GatewayParameters(port=int(port), auth_token=token.decode().strip(), auto_convert=True)
        gateway = JavaGateway(gateway_parameters=parameters)
        settings = gateway.jvm.org.apache.hadoop.conf.Configuration()
        for name, value in configuration.items():
            settings.set(name, value)
        yield Files(gateway.jvm, settings)
        gateway.close()
    finally:
        process.stdin.close()
        process.kill()
        process.wait()


def _java_above() -> Tuple[str, str]:
    """The program and class path of the executor that this task belongs to."""
    process = os.getppid()
    while process > 1:
        try:
            program = os.readlink(f"/proc/{process}/exe")
            if os.path.basename(program) == "java":
                return program, _class_path_of(process)
            with open(f"/proc/{process}/stat", encoding="utf-8", errors="replace") as file:
                process = int(file.read().rpartition(")")[2].split()[1])
        except OSError:
            break
    java = shutil.which("java", path=os.path.join(os.environ.get("JAVA_HOME", ""), "bin")) or "java"
    return java, _own_class_path()


def _class_path_of(process: int) -> str:
    with open(f"/proc/{process}/cmdline", "rb") as file:
        words = file.read().decode(errors="surrogateescape").split("\0")
    with open(f"/proc/{process}/environ", "rb") as file:
        environment = dict(
            row.split("=", 1)
            for row in file.read().decode(errors="surrogateescape").split("\0")
            if "=" in row
        )
    for flag in ("-cp", "-classpath", "--class-path"):
        if flag in words:
            return _with_fetched(words[words.index(flag) + 1])
    return _with_fetched(environment.get("CLASSPATH") or _own_class_path())


def _own_class_path() -> str:
    from pyspark.find_spark_home import _find_spark_home

    return os.path.join(_find_spark_home(), "jars", "*")


def _with_fetched(class_path: str) -> str:
    """The jars that spark.jars has brought to the executor stand beside its class path."""
    from pyspark import SparkFiles

    fetched = SparkFiles.getRootDirectory()
    return os.pathsep.join([class_path, *glob.glob(os.path.join(glob.escape(fetched), "*.jar"))])


def _local(path: str) -> str:
    return "file://" + os.path.abspath(path)
