#!/usr/bin/env python3
"""SALib's total-order indices of the g function, timed, beside the exact values.

    pip install SALib
    bench/salib.py [LOG2_POINTS] [INPUTS]        (16 and 20 by default: 1,441,792 runs, 0.8 GB)

Ours on the same number of runs: build/bench/bench/bench_robust --benchmark_filter=total_order. Run both one after the other
on the same machine: only their ratio means anything.
"""
import resource
import sys
import time

import numpy
from SALib.analyze import sobol
from SALib.sample import sobol as sample


def main():
    points = 2 ** int(sys.argv[1] if len(sys.argv) > 1 else 16)
    inputs = int(sys.argv[2] if len(sys.argv) > 2 else 20)
    a = numpy.arange(inputs)
    partial = 1 / (3 * (1 + a) ** 2)
    whole = numpy.prod(1 + partial) - 1
    exact = partial * numpy.prod(1 + partial) / (1 + partial) / whole
    problem = {"num_vars": inputs, "names": [f"x{i}" for i in range(inputs)], "bounds": [[0, 1]] * inputs}
    begun = time.perf_counter()
    x = sample.sample(problem, points, calc_second_order=False, seed=1)
    sampled = time.perf_counter()
    y = numpy.prod((numpy.abs(4 * x - 2) + a) / (1 + a), axis=1)
    run = time.perf_counter()
    found = sobol.analyze(problem, y, calc_second_order=False, seed=1)
    done = time.perf_counter()
    print(f"SALib, {len(y):,} runs: sample {sampled - begun:.2f} s, model {run - sampled:.2f} s, "
          f"indices and intervals {done - run:.2f} s, "
          f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB at most, "
          f"worst error of a total index {numpy.abs(found['ST'] - exact).max():.4f}")


if __name__ == "__main__":
    main()
