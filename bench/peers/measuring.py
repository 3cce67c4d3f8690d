"""What all peers in Python share: their task, and the seconds that a job takes."""

import json
import resource
import sys
import time

task = json.loads(sys.argv[1])


def processor_seconds():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def measure(job, described):
    """Does a job, and prints on one line what is to be said of it and the seconds it took: of processor in all threads, and on the wall."""
    processor, began = processor_seconds(), time.perf_counter()
    answer = job()
    seconds = {"wallSeconds": time.perf_counter() - began, "cpuSeconds": processor_seconds() - processor}
    print(json.dumps({**described(*answer), **seconds}))
