"""A real Slurm on one machine for tests: munged, slurmctld and two slurmd of our own in a folder of our
own, on free ports. Nothing of the system's configuration or services is touched, and all of it ends
with the test."""

from __future__ import annotations

import os
import pathlib
import pwd
import signal
import socket
import subprocess
import time
from typing import Callable, Dict, List

from galley_cluster.messages import Failure
from galley_cluster.processes import is_named, kill, parent_of

NODES = ("n1", "n2")

_CONFIGURATION = """ClusterName=galley
SlurmctldHost={host}(127.0.0.1)
SlurmctldPort={controller_port}
SlurmUser={user}
SlurmdUser={user}
AuthType=auth/munge
AuthInfo=socket={folder}/munge.socket
CredType=cred/munge
StateSaveLocation={folder}/state
SlurmctldPidFile={folder}/slurmctld.pid
SlurmctldLogFile={folder}/slurmctld.log
SlurmdPidFile={folder}/slurmd.%n.pid
SlurmdLogFile={folder}/slurmd.%n.log
SlurmdSpoolDir={folder}/spool.%n
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SwitchType=switch/none
MpiDefault=none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core_Memory
SchedulerParameters=sched_interval=1,batch_sched_delay=0,bf_interval=1
SlurmdTimeout=10
InactiveLimit=0
KillWait=2
MinJobAge=600
ReturnToService=2
MaxArraySize={array_size}
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
{nodes}
PartitionName=all Nodes={names} Default=YES MaxTime=INFINITE State=UP
"""


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class SmallCluster:
    """Begins in the constructor; `end` it."""

    def __init__(self, folder: pathlib.Path, array_size: int):
        self.folder = folder
        self.daemons: Dict[str, subprocess.Popen] = {}
        self.ports = {name: _free_port() for name in NODES}
        folder.mkdir(parents=True)
        folder.chmod(0o755)
        (folder / "state").mkdir()
        text = _CONFIGURATION.format(
            host=socket.gethostname(),
            controller_port=_free_port(),
            user=pwd.getpwuid(os.getuid()).pw_name,
            folder=folder,
            array_size=array_size,
            names=",".join(NODES),
            nodes="\n".join(self._node_line(name) for name in NODES),
        )
        (folder / "slurm.conf").write_text(text)
        (folder / "cgroup.conf").write_text("CgroupPlugin=cgroup/v1\n")
        self.environment = {
            **os.environ,
            "SLURM_CONF": str(folder / "slurm.conf"),
            "PATH": os.environ["PATH"] + ":/usr/sbin",
        }
        try:
            self._begin_munge()
            self._begin("slurmctld", ["slurmctld", "-D", "-c"])
            for name in NODES:
                self.begin_node(name)
            self.wait_until(
                "the nodes are idle", lambda: self._ask(["sinfo", "-h", "-o", "%T"]).split() == ["idle"]
            )
        except BaseException:
            self.end()
            raise

    def begin_node(self, name: str) -> None:
        (self.folder / f"spool.{name}").mkdir(exist_ok=True)
        self._begin(name, ["slurmd", "-D", "-N", name])

    def kill_node(self, name: str) -> None:
        """The node's daemon and all that it runs die at once, as with the machine."""
        daemon = self.daemons.pop(name)
        daemon.kill()
        daemon.wait()
        running = self.processes_of(name)
        # Whoever keeps a step would report the end of what it keeps: it goes first.
        keepers = {parent for parent in map(parent_of, running) if is_named(parent, "slurmstepd")}
        for process in (*keepers, *running):
            kill(process)

    def processes_of(self, name: str) -> List[int]:
        """What the node runs for jobs: scripts, and what these have started."""
        sign = f"SLURMD_NODENAME={name}\0".encode()
        mine = f"SLURM_CONF={self.folder}/slurm.conf\0".encode()
        found = []
        for folder in pathlib.Path("/proc").glob("[0-9]*"):
            try:
                environment = (folder / "environ").read_bytes()
            except OSError:
                continue
            if sign in environment and mine in environment:
                found.append(int(folder.name))
        return found

    def wait_until(self, what: str, holds: Callable[[], bool], seconds: float = 60) -> None:
        end = time.monotonic() + seconds
        while not holds():
            if time.monotonic() > end:
                raise Failure(
                    str(self.folder), f"after {seconds:.0f} s it is not so that {what}", "see the logs there"
                )
            time.sleep(0.2)

    def end(self) -> None:
        if "slurmctld" in self.daemons:
            subprocess.run(
                ["scancel", "-u", str(os.getuid())], env=self.environment, capture_output=True, check=False
            )
            time.sleep(1)
        for name in reversed(list(self.daemons)):
            daemon = self.daemons.pop(name)
            daemon.send_signal(signal.SIGTERM)
            try:
                daemon.wait(20)
            except subprocess.TimeoutExpired:
                daemon.kill()
                daemon.wait()

    def _node_line(self, name: str) -> str:
        return (
            f"NodeName={name} NodeHostname={socket.gethostname()} NodeAddr=127.0.0.1 Port={self.ports[name]} "
            "CPUs=1 RealMemory=4000 State=UNKNOWN"
        )

    def _begin_munge(self) -> None:
        key = self.folder / "munge.key"
        key.write_bytes(os.urandom(128))
        key.chmod(0o600)
        paths = [f"--{what}-file={self.folder}/munge.{what}" for what in ("log", "pid", "seed")]
        self._begin(
            "munged",
            [
                "munged",
                "--foreground",
                "--force",
                f"--key-file={key}",
                f"--socket={self.folder}/munge.socket",
                *paths,
            ],
        )
        self.wait_until("munged answers", (self.folder / "munge.socket").exists)

    def _begin(self, name: str, words: List[str]) -> None:
        with open(self.folder / f"{name}.out", "ab") as out:
            self.daemons[name] = subprocess.Popen(
                words, env=self.environment, stdin=subprocess.DEVNULL, stdout=out, stderr=out
            )

    def _ask(self, words: List[str]) -> str:
        return subprocess.run(words, env=self.environment, capture_output=True, text=True, check=False).stdout
