"""Years of a portfolio in NumPy, written as a good practitioner writes them at first."""

import json

import numpy as np
from measuring import measure, task

portfolio = json.load(open(task["file"]))
batch = 10_000


def play(years, seed):
    rng = np.random.default_rng(seed)
    totals = np.zeros(years)
    failures = 0
    for start in range(0, years, batch):
        size = min(batch, years - start)
        for failure in portfolio:
            counts = rng.poisson(failure["lam"], size)
            losses = rng.lognormal(failure["mu"], failure["sigma"], counts.sum())
            year = np.repeat(np.arange(size), counts)
            totals[start : start + size] += np.bincount(year, weights=losses, minlength=size)
            failures += len(losses)
    return totals, failures


def described(totals, failures):
    return {"failures": failures, "mean": totals.mean(), "p99": np.quantile(totals, 0.99)}


play(1_000, task["seed"])
measure(lambda: play(task["years"], task["seed"]), described)
