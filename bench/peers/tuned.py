"""
Years of a portfolio in NumPy, as fast as we could make it on one core: SFC64, losses in single precision and in place, batches
that stay in the cache, whichever of three ways to bring losses into years is quickest at a rate, the scale exp(mu) applied to sums.
Its normals are NumPy's, or by Box and Muller from raw bits with NumPy's vectorized log, cos and sin.
"""

import json

import numpy as np
from measuring import measure, task

portfolio = json.load(open(task["file"]))
single = np.float32
batch = 32_768
room = 2 * batch
losses = np.empty(2 * room, single)
radius = np.empty(room, single)
angle = np.empty(room, single)


def normals_of_numpy(rng, count, sigma):
    out = losses[:count]
    rng.standard_normal(dtype=single, out=out)
    np.multiply(out, single(sigma), out=out)
    return out


def normals_by_box_muller(rng, count, sigma):
    half = (count + 1) // 2
    bits = rng.bit_generator.random_raw(half).view(np.int32)
    far, turn = radius[:half], angle[:half]
    far[:], turn[:] = bits[:half], bits[half:]
    np.abs(far, out=far)
    np.multiply(far, single(2**-31), out=far)
    np.add(far, single(2**-33), out=far)
    np.log(far, out=far)
    np.multiply(far, single(-2 * sigma * sigma), out=far)
    np.sqrt(far, out=far)
    np.multiply(turn, single(np.pi * 2**-31), out=turn)
    one, other = losses[:half], losses[half : 2 * half]
    np.multiply(np.cos(turn, out=one), far, out=one)
    np.multiply(np.sin(turn, out=other), far, out=other)
    return losses[:count]


normals = normals_by_box_muller if task["boxMuller"] else normals_of_numpy


def years_of(rng, rate, size):
    """How many failures there are in each year; or, where they are few, the year of each."""
    if rate >= 20:
        return rng.poisson(rate, size), None
    year = rng.integers(0, size, rng.poisson(rate * size), dtype=np.uint32 if size > 65_536 else np.uint16)
    return (np.bincount(year, minlength=size), None) if rate >= 6 else (None, year)


def sums_of(drawn, counts, year, size):
    if counts is None:
        return np.bincount(year, weights=drawn, minlength=size)
    sums = np.zeros(size)
    some = counts > 0
    sums[some] = np.add.reduceat(drawn, (np.cumsum(counts) - counts)[some])
    return sums


def play(years, seed):
    rng = np.random.Generator(np.random.SFC64(seed))
    totals = np.zeros(years)
    failures = 0
    for failure in portfolio:
        rate, scale = failure["lam"], np.exp(failure["mu"])
        step = min(years, max(1, int(batch / rate)))
        for start in range(0, years, step):
            size = min(step, years - start)
            counts, year = years_of(rng, rate, size)
            count = len(year) if counts is None else int(counts.sum())
            if count == 0:
                continue
            drawn = normals(rng, count, failure["sigma"])
            np.exp(drawn, out=drawn)
            totals[start : start + size] += scale * sums_of(drawn, counts, year, size)
            failures += count
    return totals, failures


def described(totals, failures):
    return {"failures": failures, "mean": totals.mean(), "p99": np.quantile(totals, 0.99)}


play(1_000, task["seed"])
measure(lambda: play(task["years"], task["seed"]), described)
