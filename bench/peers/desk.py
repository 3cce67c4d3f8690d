"""A queued process in SimPy, as its documentation teaches to write it."""

import random

import simpy
from measuring import measure, task


def failure(env, rng, staff, durations):
    onset = env.now
    yield env.timeout(rng.expovariate(1 / task["latentHours"]))
    with staff.request() as turn:
        yield turn
        yield env.timeout(rng.expovariate(1 / task["handlingHours"]))
    durations.append(env.now - onset)


def source(env, rng, staff, durations, failures):
    for _ in range(failures):
        yield env.timeout(rng.expovariate(task["onsetsPerHour"]))
        env.process(failure(env, rng, staff, durations))


def simulate(failures, seed):
    env = simpy.Environment()
    staff = simpy.Resource(env, capacity=task["people"])
    durations = []
    env.process(source(env, random.Random(seed), staff, durations, failures))
    env.run()
    return (durations,)


def described(durations):
    return {"failures": len(durations), "mean": sum(durations) / len(durations)}


simulate(1_000, task["seed"])
measure(lambda: simulate(task["failures"], task["seed"]), described)
